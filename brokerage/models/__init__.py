"""Tables of brokerage, by noun."""

from brokerage.models.ask import Ask
from brokerage.models.considering import KindLeftOut, LinkPlan
from brokerage.models.interest import DeclaredInterest
from brokerage.models.invitation import CheckedIndependence, Invitation
from brokerage.models.moving import Stall, StallRule
from brokerage.models.offer import Offer, OfferTopic, Promise
from brokerage.models.partnership import Partner, Partnership
from brokerage.models.provision import NationalProvision
from brokerage.models.visit import RaisedNeed, Visit, VisitAction, VisitNote
from brokerage.models.workload import FirstVisitBy, ReleaseDays

__all__ = [
    "Ask",
    "CheckedIndependence",
    "DeclaredInterest",
    "FirstVisitBy",
    "Invitation",
    "KindLeftOut",
    "LinkPlan",
    "NationalProvision",
    "Offer",
    "OfferTopic",
    "Partner",
    "Partnership",
    "Promise",
    "RaisedNeed",
    "ReleaseDays",
    "Stall",
    "StallRule",
    "Visit",
    "VisitAction",
    "VisitNote",
]
