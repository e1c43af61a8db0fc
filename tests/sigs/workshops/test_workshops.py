"""Workshops: planned, opened, full, waited for, held, cancelled."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice, User
from core.transitions import advance
from schools.enums import Role, TimeOutState
from schools.models import TimeOut
from sigs.enums import WorkshopFor, WorkshopPlaceState, WorkshopState
from sigs.models import Workshop, WorkshopPlace
from sigs.queries.workshops import offers_to_take
from sigs.services.workshops import events, places
from sigs.services.workshops.refusals import (
    FewerThanTaken,
    NoPlace,
    NotInOrder,
    NotMeant,
    NotOpen,
    Nowhere,
    ReasonMissing,
    TooEarly,
    WorkshopChanged,
)
from tests.factories import give_role, make_person
from tests.personas import World, make_world
from tests.sigs.workshops.factories import facts, make_workshop, open_workshop, past

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("planned", "opened"),
    ("planned", "cancelled"),
    ("open", "cancelled"),
    ("open", "held"),
    ("held", "held"),
}


def teachers(world: World, count: int) -> list[User]:
    people = [make_person(f"Athro {number}") for number in range(count)]
    for person in people:
        give_role(person, Role.TEACHER, world.school.scope)
    return people


def states(workshop: Workshop) -> list[str]:
    return list(workshop.place_rows.order_by("asked_at", "pk").values_list("state", flat=True))


@pytest.mark.parametrize("state", WorkshopState.values)
@pytest.mark.parametrize("step", [events.INVITE, events.HOLD, events.CANCEL], ids=lambda step: step.name)
def test_a_workshop_takes_only_these_steps(world: World, state: str, step: object) -> None:
    made = make_workshop(world.people.consortium)
    why = "Snow" if state == "cancelled" else ""
    Workshop.objects.filter(pk=made.pk).update(
        state=state, cancelled_because=why, invited_at=None if state == "planned" else clock.now()
    )
    name = step.name  # type: ignore[attr-defined]  # a Transition
    more = {"opened": {"invited_at": clock.now()}, "cancelled": {"cancelled_because": "Snow"}}.get(name, {})
    if (state, name) in ALLOWED:
        advance(made, step, **more)  # type: ignore[arg-type]  # a Transition
    else:
        with pytest.raises(IllegalTransition):
            advance(made, step, **more)  # type: ignore[arg-type]  # a Transition


def test_what_cannot_be_planned_is_refused(world: World) -> None:
    start = clock.now() + dt.timedelta(days=3)
    for refusal, wrong in ((NotInOrder, {"starts_at": start, "ends_at": start}), (Nowhere, {"place": ""})):
        with pytest.raises(refusal):
            make_workshop(world.people.consortium, **wrong)
    assert not Workshop.objects.exists()


def test_whom_it_is_for_is_invited_and_nobody_else_signs_up(world: World) -> None:
    workshop = open_workshop(world.people.consortium, meant_for=WorkshopFor.HEADS)
    told = Notice.objects.filter(kind="sigs/workshop_invitation").values_list("person", flat=True)
    assert set(told) == {world.people.head.pk, world.people.other_head.pk}
    with pytest.raises(NotMeant):
        places.sign_up(workshop=workshop, person=world.people.teacher, school=world.school)
    with pytest.raises(NotMeant):
        places.sign_up(workshop=workshop, person=world.people.stranger, school=None)


def test_before_it_opens_nobody_sees_it_or_signs_up(world: World) -> None:
    workshop = make_workshop(world.people.consortium)
    path = reverse("workshop", args=[workshop.public_id])
    client = Client()
    client.force_login(world.people.head)
    assert client.get(path).status_code == 404
    with pytest.raises(NotOpen):
        places.sign_up(workshop=workshop, person=world.people.head, school=None)
    client.force_login(world.people.consortium)
    assert client.get(path).status_code == 200


def test_a_place_that_becomes_free_goes_to_whoever_waited_longest(world: World) -> None:
    workshop = open_workshop(world.people.consortium)
    people = teachers(world, 4)
    for person in people:
        places.sign_up(workshop=workshop, person=person, school=world.school)
    assert states(workshop) == ["booked", "booked", "waiting", "waiting"]
    assert places.sign_up(workshop=workshop, person=people[2], school=None).state == "waiting"
    places.withdraw(workshop=workshop, person=people[0])
    assert states(workshop) == ["withdrawn", "booked", "offered", "waiting"]
    assert len(offers_to_take(people[2])) == 1
    newcomer = teachers(world, 1)[0]
    assert places.sign_up(workshop=workshop, person=newcomer, school=None).state == "waiting"
    with pytest.raises(NoPlace):
        places.accept_offer(workshop=workshop, person=people[3])
    places.accept_offer(workshop=workshop, person=people[2])
    assert states(workshop) == ["withdrawn", "booked", "booked", "waiting", "waiting"]


def test_an_offer_that_nobody_takes_goes_to_the_next(world: World) -> None:
    workshop = open_workshop(world.people.consortium, places=1)
    people = teachers(world, 3)
    for person in people:
        places.sign_up(workshop=workshop, person=person, school=None)
    places.withdraw(workshop=workshop, person=people[0])
    places.pass_offers_on()
    assert states(workshop) == ["withdrawn", "offered", "waiting"]
    WorkshopPlace.objects.filter(state="offered").update(offered_until=clock.now() - dt.timedelta(hours=1))
    with pytest.raises(NoPlace):
        places.accept_offer(workshop=workshop, person=people[1])
    places.pass_offers_on()
    assert states(workshop) == ["withdrawn", "lapsed", "offered"]
    workshop.refresh_from_db()
    assert workshop.taken == 1


def test_more_places_are_offered_and_fewer_than_taken_are_refused(world: World) -> None:
    workshop = open_workshop(world.people.consortium)
    for person in teachers(world, 3):
        places.sign_up(workshop=workshop, person=person, school=None)
    workshop.refresh_from_db()
    by = world.people.consortium
    with pytest.raises(FewerThanTaken):
        events.change_workshop(workshop=workshop, seen=workshop.version, by=by, **facts(places=1))
    events.change_workshop(workshop=workshop, seen=workshop.version, by=by, **facts(places=3))
    assert states(workshop) == ["booked", "booked", "offered"]
    with pytest.raises(WorkshopChanged):
        events.change_workshop(workshop=workshop, seen=1, by=by, **facts(places=4))


def test_the_database_itself_never_oversells(world: World) -> None:
    workshop = open_workshop(world.people.consortium, places=1)
    first, second = teachers(world, 2)
    places.sign_up(workshop=workshop, person=first, school=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkshopPlace.objects.create(
            workshop=workshop, person=second, state=WorkshopPlaceState.BOOKED, asked_at=clock.now()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Workshop.objects.filter(pk=workshop.pk).update(taken=2)


def test_attendance_books_the_day_out_once_and_can_be_corrected(world: World) -> None:
    workshop = open_workshop(world.people.consortium)
    by = world.people.consortium
    mine = places.sign_up(workshop=workshop, person=world.people.teacher, school=world.school)
    other = places.sign_up(workshop=workshop, person=world.people.other_head, school=world.other_school)
    with pytest.raises(TooEarly):
        events.take_attendance(workshop=workshop, there=[mine.pk], by=by)
    past(workshop)
    assert events.take_attendance(workshop=workshop, there=[mine.pk], by=by) == 1
    assert events.take_attendance(workshop=workshop, there=[mine.pk], by=by) == 1
    booked = TimeOut.objects.filter(state=TimeOutState.BOOKED)
    assert [(row.ledger.school_id, row.days) for row in booked] == [(world.school.pk, Decimal("0.5"))]
    events.take_attendance(workshop=workshop, there=[other.pk], by=by)
    assert [row.ledger.school_id for row in booked.all()] == [world.other_school.pk]
    assert states(workshop) == ["absent", "attended"]


def test_everybody_is_told_why_it_is_cancelled(world: World) -> None:
    workshop = open_workshop(world.people.consortium, places=1)
    for person in teachers(world, 2):
        places.sign_up(workshop=workshop, person=person, school=None)
    with pytest.raises(ReasonMissing):
        events.cancel_workshop(workshop=workshop, because=" ", by=world.people.consortium)
    assert events.cancel_workshop(workshop=workshop, because="Snow", by=world.people.consortium) == 2
    told = Notice.objects.filter(kind="sigs/workshop_cancelled")
    assert [notice.facts["because"] for notice in told] == ["Snow", "Snow"]
    with pytest.raises(NotOpen):
        places.sign_up(workshop=workshop, person=teachers(world, 1)[0], school=None)


def test_the_calendar_file_holds_times_in_utc(world: World) -> None:
    start = dt.datetime(2027, 6, 15, 12, 30, tzinfo=dt.UTC)
    workshop = open_workshop(world.people.consortium, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    client = Client()
    client.force_login(world.people.head)
    answer = client.get(f"/cy/workshops/{workshop.public_id}/calendar.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20270615T123000Z" in answer.content
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "Arwain heb fathodyn"
    assert str(event["LOCATION"]) == "Tŷ Dysgu, Nantgarw"


def test_the_way_through_the_pages(world: World) -> None:
    client = Client()
    client.force_login(world.people.consortium)
    sent = {
        "title_en": "Evidence",
        "title_cy": "Tystiolaeth",
        "meant_for": "heads",
        "language": "both",
        "on_day": "12",
        "on_month": "1",
        "on_year": "2027",
        "starts": "13:30",
        "ends": "16:00",
        "place": "Nantgarw",
        "places": "1",
        "days_out": "0.5",
    }
    assert client.post("/en/workshops/new/", {**sent, "ends": "12:00"}).status_code == 422
    assert client.post("/en/workshops/new/", sent).status_code == 302
    workshop = Workshop.objects.get()
    assert workshop.starts_at == dt.datetime(2027, 1, 12, 13, 30, tzinfo=dt.UTC)
    path = reverse("workshop", args=[workshop.public_id])
    client.post(reverse("workshop_invite", args=[workshop.public_id]))
    client.force_login(world.people.head)
    client.post(reverse("workshop_sign_up", args=[workshop.public_id]))
    assert "Has a place" in client.get(path).content.decode()
    assert WorkshopPlace.objects.get().school == world.school
    client.force_login(world.people.other_head)
    client.post(reverse("workshop_sign_up", args=[workshop.public_id]))
    assert "You are number 1 on the list." in client.get(path).content.decode()
    client.force_login(world.people.head)
    client.post(reverse("workshop_withdraw", args=[workshop.public_id]))
    client.force_login(world.people.other_head)
    client.post(reverse("workshop_accept", args=[workshop.public_id]))
    assert WorkshopPlace.objects.get(person=world.people.other_head).state == "booked"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_no_more_places_than_there_are(region: object) -> None:
    world = make_world(region)  # type: ignore[arg-type]
    workshop = open_workshop(world.people.consortium, places=3)
    people = teachers(world, 10)
    ready = threading.Barrier(len(people))
    failed: list[DomainError] = []

    def press(person: User) -> None:
        ready.wait()
        try:
            places.sign_up(workshop=workshop, person=person, school=None)
        except DomainError as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    workshop.refresh_from_db()
    assert not failed
    assert workshop.taken == 3
    assert sorted(states(workshop)) == ["booked"] * 3 + ["waiting"] * 7
