from sigs.models.activity import Activity, ActivityPeople, ActivitySchool
from sigs.models.bids import Bid, InnovationCall
from sigs.models.composition import Composition, CompositionData, CompositionRun, Placement
from sigs.models.drafts import DraftPlace, DraftStep, LeftBehind, Publication, PublishedGroup
from sigs.models.evaluation import CheckAnswer, CheckQuestion, Element, Evaluation, EvaluationCheck
from sigs.models.group import Group, GroupMember, GroupTopic, Tier
from sigs.models.joining import GroupProposal, JoinRequest, ProposalAnswer
from sigs.models.meeting import Action, Meeting, MeetingSchool
from sigs.models.money import Grant, SpendLine, Tranche
from sigs.models.nomination import Nomination, NominationVote, Nominee
from sigs.models.pairs import Pairing, PairingLink, PairingSide
from sigs.models.pilot import Pilot
from sigs.models.plan import (
    Plan,
    PlanAgreement,
    PlanBudgetLine,
    PlanComment,
    PlanCondition,
    PlanEvidence,
    PlanMeasure,
    PlanTopic,
    PlanVersion,
)
from sigs.models.seat import GroupSeat, SeatKind
from sigs.models.sharing import SharingDeferral
from sigs.models.spreading import Conference, ConferenceSession, Finding, Summary
from sigs.models.transition import TransitionTheme
from sigs.models.wishes import Wish, WishRound, WishSchool, WishTopic
from sigs.models.work import ActivityKind, Condition, GroupHealth, HealthRule, PeopleLevel
from sigs.models.workshops import Workshop, WorkshopPlace

__all__ = [
    "Action",
    "Activity",
    "ActivityKind",
    "ActivityPeople",
    "ActivitySchool",
    "Bid",
    "CheckAnswer",
    "CheckQuestion",
    "Composition",
    "CompositionData",
    "CompositionRun",
    "Condition",
    "Conference",
    "ConferenceSession",
    "DraftPlace",
    "DraftStep",
    "Element",
    "Evaluation",
    "EvaluationCheck",
    "Finding",
    "Grant",
    "Group",
    "GroupHealth",
    "GroupMember",
    "GroupProposal",
    "GroupSeat",
    "GroupTopic",
    "HealthRule",
    "InnovationCall",
    "JoinRequest",
    "LeftBehind",
    "Meeting",
    "MeetingSchool",
    "Nomination",
    "NominationVote",
    "Nominee",
    "Pairing",
    "PairingLink",
    "PairingSide",
    "PeopleLevel",
    "Pilot",
    "Placement",
    "Plan",
    "PlanAgreement",
    "PlanBudgetLine",
    "PlanComment",
    "PlanCondition",
    "PlanEvidence",
    "PlanMeasure",
    "PlanTopic",
    "PlanVersion",
    "ProposalAnswer",
    "Publication",
    "PublishedGroup",
    "SeatKind",
    "SharingDeferral",
    "SpendLine",
    "Summary",
    "Tier",
    "Tranche",
    "TransitionTheme",
    "Wish",
    "WishRound",
    "WishSchool",
    "WishTopic",
    "Workshop",
    "WorkshopPlace",
]
