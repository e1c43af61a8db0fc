"""States and kinds of brokerage, by noun."""

from brokerage.enums.asking import SUPPLIED, AskSource, AskState, HelpKind, HelpLanguage
from brokerage.enums.offering import (
    IndependenceCheck,
    InvitationState,
    PromiseState,
    Refusal,
    Willing,
)
from brokerage.enums.partnership import PartnershipKind, PartnershipState, Side
from brokerage.enums.rights import Permission

__all__ = [
    "SUPPLIED",
    "AskSource",
    "AskState",
    "HelpKind",
    "HelpLanguage",
    "IndependenceCheck",
    "InvitationState",
    "PartnershipKind",
    "PartnershipState",
    "Permission",
    "PromiseState",
    "Refusal",
    "Side",
    "Willing",
]
