"""Places at a workshop: never more than there are. Who finds none waits; a place that becomes free is offered
to whoever has waited longest, and kept for a while."""

import datetime as dt

from django.db import IntegrityError, transaction

from core import clock
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import School
from sigs.enums import WorkshopPlaceState, WorkshopState
from sigs.models import Workshop, WorkshopPlace
from sigs.queries.workshops import is_meant, own_place, waiting_list
from sigs.services.workshops.refusals import NoPlace, NotMeant, NotOpen

S = WorkshopPlaceState
OFFER = Transition("offered", sources={S.WAITING}, target=S.OFFERED)
ACCEPT = Transition("accepted", sources={S.OFFERED}, target=S.BOOKED)
WITHDRAW = Transition("withdrew", sources={S.BOOKED, S.OFFERED, S.WAITING}, target=S.WITHDRAWN)
LAPSE = Transition("lapsed", sources={S.OFFERED}, target=S.LAPSED)

# How long an offered place is kept, and how long before the start offers end at the latest.
KEPT_FOR = dt.timedelta(days=3)


@transaction.atomic
def sign_up(*, workshop: Workshop, person: User, school: School | None) -> WorkshopPlace:
    """A place where there is one, otherwise a turn on the waiting list. Signing up twice gives the place that
    stands. The workshop's row is held, so that whoever comes next finds what is left."""
    held = locked(workshop)
    if held.state != WorkshopState.OPEN or held.starts_at <= clock.now():
        raise NotOpen
    if not is_meant(person, held):
        raise NotMeant
    standing = own_place(person, held)
    if standing is not None:
        return standing
    is_free = held.places_left > 0 and not waiting_list(held).exists()
    try:
        with transaction.atomic():
            place: WorkshopPlace = WorkshopPlace.objects.create(
                workshop=held,
                person=person,
                school=school,
                state=S.BOOKED if is_free else S.WAITING,
                asked_at=clock.now(),
            )
    except IntegrityError as refusal:  # the constraints: once a person, never more than there are
        raise NotOpen from refusal
    about(place, "workshop_booked" if is_free else "workshop_waiting")
    return place


@transaction.atomic
def withdraw(*, workshop: Workshop, person: User) -> None:
    """What becomes free is offered on."""
    held = locked(workshop)
    place = own_place(person, held)
    if place is None or place.state not in WITHDRAW.sources:
        raise NoPlace
    advance(place, WITHDRAW, offered_until=None, settled_at=clock.now())
    offer_free_places(held)


@transaction.atomic
def accept_offer(*, workshop: Workshop, person: User) -> None:
    held = locked(workshop)
    place = own_place(person, held)
    if place is None or place.state != S.OFFERED or held.state != WorkshopState.OPEN:
        raise NoPlace
    if place.offered_until and place.offered_until < clock.now():
        raise NoPlace
    advance(place, ACCEPT, offered_until=None, settled_at=clock.now())
    about(place, "workshop_booked")


@transaction.atomic
def offer_free_places(workshop: Workshop) -> int:
    """How many were offered."""
    held = locked(workshop)
    now = clock.now()
    if held.state != WorkshopState.OPEN or held.starts_at <= now:
        return 0
    until = min(now + KEPT_FOR, held.starts_at)
    rows = list(waiting_list(held).select_related("person")[: held.places_left])
    for place in rows:
        place.workshop = held
        advance(place, OFFER, offered_until=until)
        about(place, "workshop_offer")
    return len(rows)


def pass_offers_on() -> None:
    """By the clock: an offer that nobody took goes to the next."""
    past = WorkshopPlace.objects.filter(state=S.OFFERED, offered_until__lt=clock.now())
    for pk in sorted(set(past.values_list("workshop", flat=True))):
        with transaction.atomic():
            held = locked(Workshop(pk=pk))
            for place in past.filter(workshop=held).select_related("person"):
                advance(place, LAPSE, offered_until=None, settled_at=clock.now())
            offer_free_places(held)


def locked(workshop: Workshop) -> Workshop:
    """Until the transaction ends, nobody else takes or gives back a place."""
    held: Workshop = Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    return held


def about(place: WorkshopPlace, kind: str) -> None:
    workshop = place.workshop
    tell(
        place.person,
        f"sigs/{kind}",
        f"/workshops/{workshop.public_id}/",
        title_en=workshop.title_en,
        title_cy=workshop.title_cy,
        day=workshop.starts_at.date().isoformat(),
        until=place.offered_until.date().isoformat() if place.offered_until else "",
        because=workshop.cancelled_because,
    )
