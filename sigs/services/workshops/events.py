"""A workshop from its planning to its attendance, or to its end before."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from core import clock
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.enums import TimeOutPurpose
from schools.models import Region
from schools.services.timeout import book_time_out, cancel_time_out
from sigs.enums import WorkshopPlaceState, WorkshopState
from sigs.models import Workshop, WorkshopPlace
from sigs.queries.workshops import people_meant, places_of
from sigs.services.workshops.places import about, locked, offer_free_places
from sigs.services.workshops.refusals import (
    FewerThanTaken,
    NotInOrder,
    Nowhere,
    ReasonMissing,
    TooEarly,
    WorkshopChanged,
)

S = WorkshopState
INVITE = Transition("opened", sources={S.PLANNED}, target=S.OPEN)
HOLD = Transition("held", sources={S.OPEN, S.HELD}, target=S.HELD)
CANCEL = Transition("cancelled", sources={S.PLANNED, S.OPEN}, target=S.CANCELLED)

P = WorkshopPlaceState
COUNTED = {P.BOOKED, P.OFFERED, P.ATTENDED, P.ABSENT}
ATTEND = Transition("attended", sources=COUNTED, target=P.ATTENDED)
MISS = Transition("was not there", sources=COUNTED, target=P.ABSENT)


@transaction.atomic
def plan_workshop(*, region: Region, by: User, **facts: Any) -> Workshop:
    check(facts)
    return Workshop.objects.create(region=region, made_at=clock.now(), made_by=by, **facts)


@transaction.atomic
def change_workshop(*, workshop: Workshop, seen: int, by: User, **facts: Any) -> None:
    """More places are offered to those who wait. Fewer than are taken there cannot be."""
    check(facts)
    held = locked(workshop)
    if held.version != seen or held.state not in {S.PLANNED, S.OPEN}:
        raise WorkshopChanged
    if facts["places"] < held.taken:
        raise FewerThanTaken(held.taken)
    try:
        with transaction.atomic():
            Workshop.objects.filter(pk=held.pk).update(**facts, version=F("version") + 1)
    except IntegrityError as refusal:  # somebody took a place in between
        raise FewerThanTaken(held.taken) from refusal
    workshop.refresh_from_db()
    offer_free_places(workshop)


def check(facts: dict[str, Any]) -> None:
    if facts["ends_at"] <= facts["starts_at"]:
        raise NotInOrder
    if not facts["place"] and not facts["joining_link"]:
        raise Nowhere


@transaction.atomic
def invite(*, workshop: Workshop, by: User) -> int:
    """Whom it is meant for is told, and can sign up. How many people."""
    advance(workshop, INVITE, invited_at=clock.now(), version=workshop.version + 1)
    people = people_meant(workshop)
    for person in people:
        tell(
            person,
            "sigs/workshop_invitation",
            f"/workshops/{workshop.public_id}/",
            title_en=workshop.title_en,
            title_cy=workshop.title_cy,
            day=workshop.starts_at.date().isoformat(),
        )
    return len(people)


@transaction.atomic
def cancel_workshop(*, workshop: Workshop, because: str, by: User) -> int:
    """Everybody who has a place, an offer or a turn is told why. How many."""
    if not because.strip():
        raise ReasonMissing
    held = locked(workshop)
    advance(held, CANCEL, cancelled_because=because.strip(), version=held.version + 1)
    rows = list(places_of(held))
    for place in rows:
        place.workshop = held
        about(place, "workshop_cancelled")
    workshop.refresh_from_db()
    return len(rows)


@transaction.atomic
def take_attendance(*, workshop: Workshop, there: Collection[int], by: User) -> int:
    """`there`: ids of the places of those who were there. It can be corrected; the days out stand in the
    ledger of the schools of those who were. How many were there."""
    held = locked(workshop)
    if held.starts_at > clock.now():
        raise TooEarly
    advance(held, HOLD, version=held.version + 1)
    rows = WorkshopPlace.objects.filter(workshop=held, state__in=COUNTED).select_related("school", "person")
    count = 0
    for place in rows.order_by("school", "pk"):
        step = ATTEND if place.pk in there else MISS
        if place.state != step.target:
            advance(place, step, offered_until=None, settled_at=clock.now())
        reference = f"sigs/workshop/{held.public_id}/{place.pk}"
        if step is ATTEND:
            count += 1
            book(held, place, reference, by)
        else:
            cancel_time_out(reference=reference, because=held.title_en, by=by)
    workshop.refresh_from_db()
    return count


def book(workshop: Workshop, place: WorkshopPlace, reference: str, by: User) -> None:
    if place.school is None or workshop.days_out <= Decimal(0):
        return
    book_time_out(
        school=place.school,
        days=workshop.days_out,
        on=workshop.starts_at.date(),
        purpose=TimeOutPurpose.SIG,
        what=f"{workshop.title_cy} / {workshop.title_en}",
        reference=reference,
        ask_head=True,
        by=by,
    )
