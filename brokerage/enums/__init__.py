"""States and kinds of brokerage, by noun."""

from brokerage.enums.asking import SUPPLIED, AskSource, AskState, HelpKind, HelpLanguage
from brokerage.enums.concern import (
    WITH_NOTICE,
    ConcernMeetingState,
    ConcernState,
    ConcernStepKind,
    Ground,
    InterventionBasis,
    JointVisitState,
    ToldHow,
    WarningState,
)
from brokerage.enums.matching import RegionMatchState
from brokerage.enums.moving import StallKind
from brokerage.enums.offering import (
    IndependenceCheck,
    InvitationState,
    PromiseState,
    Refusal,
    Willing,
)
from brokerage.enums.partnership import (
    ContactKind,
    ObjectiveKind,
    Outcome,
    PartnershipKind,
    PartnershipState,
    Phase,
    PlannedDayState,
    Progress,
    Side,
    StandardTask,
    TaskState,
)
from brokerage.enums.rights import Permission
from brokerage.enums.supportplan import (
    AimProgress,
    AimState,
    PlanReason,
    PlanState,
    ProgressMeetingState,
    Seat,
)
from brokerage.enums.visiting import AgreedState, VisitNoteState, VisitState, WhoActs

__all__ = [
    "SUPPLIED",
    "WITH_NOTICE",
    "AgreedState",
    "AimProgress",
    "AimState",
    "AskSource",
    "AskState",
    "ConcernMeetingState",
    "ConcernState",
    "ConcernStepKind",
    "ContactKind",
    "Ground",
    "HelpKind",
    "HelpLanguage",
    "IndependenceCheck",
    "InterventionBasis",
    "InvitationState",
    "JointVisitState",
    "ObjectiveKind",
    "Outcome",
    "PartnershipKind",
    "PartnershipState",
    "Permission",
    "Phase",
    "PlanReason",
    "PlanState",
    "PlannedDayState",
    "Progress",
    "ProgressMeetingState",
    "PromiseState",
    "Refusal",
    "RegionMatchState",
    "Seat",
    "Side",
    "StallKind",
    "StandardTask",
    "TaskState",
    "ToldHow",
    "VisitNoteState",
    "VisitState",
    "WarningState",
    "WhoActs",
    "Willing",
]
