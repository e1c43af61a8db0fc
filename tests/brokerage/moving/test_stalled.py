"""What comes to a standstill by the clock, whom it waits for, and that a school in a pause is left alone."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from brokerage.enums import ContactKind, PartnershipKind, Side, StallKind
from brokerage.models import Partnership, Stall
from brokerage.services.moving import (
    change_rule,
    find_stalled,
    nudge_by_hand,
    nudge_stalled,
)
from brokerage.services.partnerships.contacts import log_contact
from brokerage.services.partnerships.opening import open_partnership
from core import clock
from core.errors import DomainError
from core.models import Notice
from schools.enums import PauseReason
from schools.services.pauses import lift_pause, pause_school
from tests.brokerage.making import a_topic, make_ask
from tests.brokerage.visits.states import an_agreed_action_in
from tests.personas import World

pytestmark = pytest.mark.django_db


def make_partnership(world: World) -> Partnership:
    """At work since today: Ysgol Gyfun Brawf is helped."""
    today = clock.today()
    made = open_partnership(
        kind=PartnershipKind.LIGHT_LINK,
        schools=[(world.school, Side.RECEIVES), (world.other_school, Side.PROVIDES)],
        topic=a_topic(),
        title="Reading together",
        reason="They have done this.",
        days=Decimal(4),
        starts_on=today,
        ends_on=today + dt.timedelta(days=300),
        by=world.people.consortium,
    )
    Partnership.objects.filter(pk=made.pk).update(state="active")
    made.refresh_from_db()
    return made


def kinds() -> set[str]:
    return set(Stall.objects.filter(over_at__isnull=True).values_list("kind", flat=True))


def nudges(person: Any) -> int:
    return Notice.objects.filter(person=person, kind="brokerage/nudge").count()


def test_a_partnership_that_goes_quiet_stands_still_once_the_clock_is_moved(
    world: World, settings: Any
) -> None:
    partnership = make_partnership(world)
    find_stalled()
    assert not kinds()

    settings.CLOCK_SHIFT_DAYS = 29
    assert find_stalled() > 0
    assert StallKind.CONTACT in kinds()
    assert find_stalled() == 0
    found = Stall.objects.get(kind=StallKind.CONTACT)
    assert (found.partnership, found.school, found.waits_for) == (partnership, world.school, None)

    log_contact(
        partnership=partnership,
        on=clock.today(),
        kind=ContactKind.values[0],
        text="We met.",
        by=world.people.head,
    )
    find_stalled()
    assert StallKind.CONTACT not in kinds()


def test_a_helping_school_that_logs_nothing_itself_is_silent(world: World, settings: Any) -> None:
    partnership = make_partnership(world)
    settings.CLOCK_SHIFT_DAYS = 43
    log_contact(
        partnership=partnership,
        on=clock.today(),
        kind=ContactKind.values[0],
        text="We rang and nobody came.",
        by=world.people.head,
    )
    find_stalled()
    found = Stall.objects.get(kind=StallKind.SUPPLIER)
    assert found.waits_for == world.other_school


def test_nobody_is_nudged_more_often_than_the_rule_says(world: World, settings: Any) -> None:
    make_ask(world.school, by=world.people.head)
    settings.CLOCK_SHIFT_DAYS = 15
    find_stalled()
    assert nudge_stalled() > 0
    assert nudges(world.people.adviser) == 1
    settings.CLOCK_SHIFT_DAYS = 28
    assert nudge_stalled() == 0
    settings.CLOCK_SHIFT_DAYS = 30
    nudge_stalled()
    assert nudges(world.people.adviser) == 2
    with pytest.raises(DomainError, match="more often"):
        nudge_by_hand(stall=Stall.objects.get(), by=world.people.consortium)


def test_a_pause_lets_a_school_rest_and_time_begins_anew_after_it(world: World, settings: Any) -> None:
    make_ask(world.school, by=world.people.head)
    settings.CLOCK_SHIFT_DAYS = 15
    find_stalled()
    assert kinds() == {StallKind.ASK}

    ends_on = clock.today() + dt.timedelta(days=20)
    facts = {"school": world.school, "language": "en", "by": world.people.head}
    pause_school(reason=PauseReason.INSPECTION, ends_on=ends_on, **facts)
    find_stalled()
    nudge_stalled()
    assert not kinds()
    assert not nudges(world.people.adviser)
    assert Notice.objects.filter(person=world.people.adviser, kind="schools/pause_begun").exists()

    settings.CLOCK_SHIFT_DAYS = 37
    find_stalled()
    assert not kinds()
    settings.CLOCK_SHIFT_DAYS = 52
    find_stalled()
    assert kinds() == {StallKind.ASK}


def test_a_pause_is_bounded_and_lifted_once(world: World) -> None:
    today = clock.today()
    facts = {"school": world.school, "reason": PauseReason.ABSENCE, "language": "en", "by": world.people.head}
    with pytest.raises(DomainError, match="passed already"):
        pause_school(ends_on=today - dt.timedelta(days=1), **facts)
    with pytest.raises(DomainError, match="120 days"):
        pause_school(ends_on=today + dt.timedelta(days=121), **facts)
    pause_school(ends_on=today, **facts)
    second = pause_school(ends_on=today + dt.timedelta(days=3), **facts)
    assert list(world.school.pauses.filter(lifted_at__isnull=True)) == [second]
    lift_pause(school=world.school, by=world.people.head)
    with pytest.raises(DomainError, match="No pause stands"):
        lift_pause(school=world.school, by=world.people.head)


def test_a_rule_is_not_silently_overwritten(world: World) -> None:
    facts = {"region": world.region, "kind": StallKind.ASK, "weight": 2, "nudge_days": 0}
    by = world.people.consortium
    change_rule(after_days=3, version=0, by=by, **facts)
    with pytest.raises(DomainError, match="Somebody else"):
        change_rule(after_days=90, version=0, by=by, **facts)
    change_rule(after_days=5, version=1, by=by, **facts)


def test_the_list_is_in_order_of_harm_and_nobody_sees_the_own_schools(
    world: World, settings: Any, client: Client
) -> None:
    make_ask(world.school, by=world.people.head, urgency="now")
    make_ask(world.other_school, by=world.people.other_head)
    settings.CLOCK_SHIFT_DAYS = 20
    find_stalled()
    client.force_login(world.people.consortium)
    rows = client.get("/en/brokerage/stalled/").context["rows"]
    assert [row.stall.school for row in rows] == [world.school, world.other_school]
    assert rows[0].harm == 2 * rows[1].harm
    client.force_login(world.people.adviser)
    rows = client.get("/en/brokerage/stalled/").context["rows"]
    assert [row.stall.school for row in rows] == [world.school]
    client.force_login(world.people.head)
    assert client.get("/en/brokerage/stalled/").status_code == 403


def test_one_button_for_the_head_and_a_line_on_the_school_page(world: World, client: Client) -> None:
    client.force_login(world.people.head)
    address = f"/en/schools/{world.school.number}/pause/"
    day = clock.today() + dt.timedelta(days=10)
    facts = {"reason": "inspection", "ends_on_day": day.day, "ends_on_month": day.month}
    sent = client.post(address, {**facts, "ends_on_year": day.year, "language": "en", "words": ""})
    assert sent.status_code == 302
    seen = {}
    for name in ("head", "adviser", "other_head", "stranger"):
        client.force_login(getattr(world.people, name))
        page = client.get(f"/en/schools/{world.school.number}/")
        seen[name] = "reminders to this school are paused" in page.content.decode()
    assert seen == {"head": True, "adviser": True, "other_head": False, "stranger": False}
    client.force_login(world.people.other_head)
    assert client.get(address).status_code == 404


def test_what_was_agreed_at_a_visit_is_told_only_to_those_who_read_its_note(
    world: World, settings: Any
) -> None:
    an_agreed_action_in(world, "open")
    settings.CLOCK_SHIFT_DAYS = 60
    find_stalled()
    assert StallKind.ACTION in kinds()

    def told(person: Any) -> str:
        client = Client()
        client.force_login(person)
        return client.get("/en/brokerage/stalled/").content.decode()

    assert "Look at books together" in told(world.people.adviser)
    assert "Look at books together" not in told(world.people.consortium)
