"""What ends of itself when a school leaves its group, or when a group stops working. In the transaction in
which that happens, so that nothing is seen a moment longer."""

from django.db import transaction

from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.enums import ShareEnd
from schools.models import School
from schools.services.shares import end_shares
from sigs.enums import PairingState
from sigs.models import Group, Pairing

LAPSE = Transition("lapse", sources=[PairingState.ASKED, PairingState.AGREED], target=PairingState.LAPSED)


@transaction.atomic
def end_what_the_school_gave(*, group: Group, school: School, by: User) -> None:
    """Its consent to share, and its pairs."""
    end_shares(audience=group.scope, because=ShareEnd.LEFT, by=by, school=school)
    lapse_pairings(group, by, school=school)


@transaction.atomic
def end_what_the_members_gave(*, group: Group, because: ShareEnd, by: User) -> None:
    """A group that does not work needs nobody's figures: pausing ends consents as closing does. When it goes
    on each head decides anew. Pairs that are agreed outlast a pause, not the end of the group."""
    end_shares(audience=group.scope, because=because, by=by)
    if because == ShareEnd.CLOSED:
        lapse_pairings(group, by)


def lapse_pairings(group: Group, by: User, school: School | None = None) -> None:
    rows = Pairing.objects.select_for_update(of=("self",)).filter(group=group, state__in=LAPSE.sources)
    if school is not None:
        rows = rows.filter(pk__in=Pairing.objects.filter(sides__school=school).values("pk"))
    for pairing in rows.order_by("pk"):
        advance(pairing, LAPSE, closed_at=clock.now(), closed_by=by)
