"""Tables of brokerage, by noun."""

from brokerage.models.ask import Ask
from brokerage.models.concern import (
    Concern,
    ConcernMeeting,
    ConcernReview,
    ConcernStep,
    JointVisit,
)
from brokerage.models.considering import KindLeftOut, LinkPlan
from brokerage.models.interest import DeclaredInterest
from brokerage.models.invitation import CheckedIndependence, Invitation
from brokerage.models.matching import MatchWeights, RegionMatch, RegionMatchRow
from brokerage.models.moving import Stall, StallRule
from brokerage.models.notice import (
    Intervention,
    WarningNotice,
)
from brokerage.models.offer import Offer, OfferTopic, Promise
from brokerage.models.partnership import Partner, Partnership
from brokerage.models.partnershipplan import (
    PartnershipObjective,
    PartnershipTask,
    PlannedDay,
    PlannedMoney,
)
from brokerage.models.partnershipwork import (
    PartnershipContact,
    PartnershipEvaluation,
    PartnershipHalt,
    PartnershipReview,
)
from brokerage.models.provision import NationalProvision
from brokerage.models.supportplan import (
    PlanAim,
    ProgressMeeting,
    ProgressNote,
    SupportPlan,
)
from brokerage.models.visit import RaisedNeed, Visit, VisitAction, VisitNote
from brokerage.models.workload import FirstVisitBy, ReleaseDays

__all__ = [
    "Ask",
    "CheckedIndependence",
    "Concern",
    "ConcernMeeting",
    "ConcernReview",
    "ConcernStep",
    "DeclaredInterest",
    "FirstVisitBy",
    "Intervention",
    "Invitation",
    "JointVisit",
    "KindLeftOut",
    "LinkPlan",
    "MatchWeights",
    "NationalProvision",
    "Offer",
    "OfferTopic",
    "Partner",
    "Partnership",
    "PartnershipContact",
    "PartnershipEvaluation",
    "PartnershipHalt",
    "PartnershipObjective",
    "PartnershipReview",
    "PartnershipTask",
    "PlanAim",
    "PlannedDay",
    "PlannedMoney",
    "ProgressMeeting",
    "ProgressNote",
    "Promise",
    "RaisedNeed",
    "RegionMatch",
    "RegionMatchRow",
    "ReleaseDays",
    "Stall",
    "StallRule",
    "SupportPlan",
    "Visit",
    "VisitAction",
    "VisitNote",
    "WarningNotice",
]
