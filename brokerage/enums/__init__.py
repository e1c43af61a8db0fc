"""States and kinds of brokerage, by noun."""

from brokerage.enums.asking import SUPPLIED, AskSource, AskState, HelpKind, HelpLanguage
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
from brokerage.enums.visiting import AgreedState, VisitNoteState, VisitState, WhoActs

__all__ = [
    "SUPPLIED",
    "AgreedState",
    "AskSource",
    "AskState",
    "ContactKind",
    "HelpKind",
    "HelpLanguage",
    "IndependenceCheck",
    "InvitationState",
    "ObjectiveKind",
    "Outcome",
    "PartnershipKind",
    "PartnershipState",
    "Permission",
    "Phase",
    "PlannedDayState",
    "Progress",
    "PromiseState",
    "Refusal",
    "Side",
    "StallKind",
    "StandardTask",
    "TaskState",
    "VisitNoteState",
    "VisitState",
    "WhoActs",
    "Willing",
]
