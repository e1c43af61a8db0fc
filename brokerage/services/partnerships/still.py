"""A partnership that is paused or over can be read, and nothing in it is changed."""

from brokerage.enums import PartnershipState
from brokerage.models import Partnership
from brokerage.queries.partnerships import belongs_to
from brokerage.services.partnerships.refusals import NotAgreedYet, Over, Paused, TooNear
from core.models import User


def refuse_still(partnership: Partnership, *, agreed: bool = False) -> Partnership:
    """Locks the partnership against being paused, stopped or closed until the transaction ends. `agreed`: it
    has to be at work."""
    found = Partnership.objects.select_for_update(of=("self",), no_key=True).get(pk=partnership.pk)
    if found.state == PartnershipState.PAUSED:
        raise Paused(found)
    if found.state in {PartnershipState.STOPPED, PartnershipState.CLOSED}:
        raise Over
    if agreed and found.state != PartnershipState.ACTIVE:
        raise NotAgreedYet
    return found


def refuse_near(partnership: Partnership, by: User) -> None:
    """Whoever belongs to one of its schools does not keep it, and does not judge it."""
    if belongs_to(by, partnership):
        raise TooNear
