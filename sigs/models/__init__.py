from sigs.models.activity import Activity, ActivityPeople, ActivitySchool
from sigs.models.composition import Composition, CompositionData, CompositionRun, Placement
from sigs.models.drafts import DraftPlace, DraftStep, LeftBehind, Publication, PublishedGroup
from sigs.models.group import Group, GroupMember, Tier
from sigs.models.meeting import Action, Meeting, MeetingSchool
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
from sigs.models.wishes import Wish, WishRound, WishSchool, WishTopic
from sigs.models.work import ActivityKind, Condition, GroupHealth, HealthRule, PeopleLevel
from sigs.models.workshops import Workshop, WorkshopPlace

__all__ = [
    "Action",
    "Activity",
    "ActivityKind",
    "ActivityPeople",
    "ActivitySchool",
    "Composition",
    "CompositionData",
    "CompositionRun",
    "Condition",
    "DraftPlace",
    "DraftStep",
    "Group",
    "GroupHealth",
    "GroupMember",
    "HealthRule",
    "LeftBehind",
    "Meeting",
    "MeetingSchool",
    "PeopleLevel",
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
    "Publication",
    "PublishedGroup",
    "Tier",
    "Wish",
    "WishRound",
    "WishSchool",
    "WishTopic",
    "Workshop",
    "WorkshopPlace",
]
