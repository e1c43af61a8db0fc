"""Tables of brokerage, by noun."""

from brokerage.models.ask import Ask
from brokerage.models.considering import KindLeftOut, LinkPlan
from brokerage.models.interest import DeclaredInterest
from brokerage.models.invitation import CheckedIndependence, Invitation
from brokerage.models.offer import Offer, OfferTopic, Promise
from brokerage.models.partnership import Partner, Partnership
from brokerage.models.provision import NationalProvision

__all__ = [
    "Ask",
    "CheckedIndependence",
    "DeclaredInterest",
    "Invitation",
    "KindLeftOut",
    "LinkPlan",
    "NationalProvision",
    "Offer",
    "OfferTopic",
    "Partner",
    "Partnership",
    "Promise",
]
