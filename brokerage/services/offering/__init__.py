"""What a school offers others in a year, whether that still holds, and whom it is too near to."""

from brokerage.services.offering.interests import declare_interest, take_interest_back
from brokerage.services.offering.refusals import OfferChangedMeanwhile
from brokerage.services.offering.saving import confirm_offer, save_offer
from brokerage.services.offering.stilltrue import (
    ask_whether_still_true,
    confirm_by_link,
    read_token,
    token_for,
)

__all__ = [
    "OfferChangedMeanwhile",
    "ask_whether_still_true",
    "confirm_by_link",
    "confirm_offer",
    "declare_interest",
    "read_token",
    "save_offer",
    "take_interest_back",
    "token_for",
]
