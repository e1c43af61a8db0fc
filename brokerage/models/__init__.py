"""Tables of brokerage, by noun."""

from brokerage.models.ask import Ask
from brokerage.models.invitation import CheckedIndependence, Invitation
from brokerage.models.offer import Offer, OfferTopic, Promise
from brokerage.models.partnership import Partner, Partnership

__all__ = [
    "Ask",
    "CheckedIndependence",
    "Invitation",
    "Offer",
    "OfferTopic",
    "Partner",
    "Partnership",
    "Promise",
]
