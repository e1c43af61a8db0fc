"""The whole region: asked for, worked out by its job, read; and how points are counted."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from brokerage.enums import AskState
from brokerage.models import MatchWeights, RegionMatch
from brokerage.queries.weights import weights_on
from brokerage.services.regionmatch import carry_out, start_match
from brokerage.services.weighing import (
    HeldAlready,
    NotAHundred,
    Numbers,
    WeightsChanged,
    set_weights,
)
from core import clock
from core.jobs import work
from schools.models import Need, Strength
from tests.brokerage.making import a_topic, make_ask, make_offer
from tests.personas import World

pytestmark = pytest.mark.django_db


def matched(world: World) -> RegionMatch:
    match = start_match(region=world.region, by=world.people.consortium)
    assert match.job is not None
    work(match.job.pk, carry_out)
    match.refresh_from_db()
    return match


def test_from_the_button_to_the_page(world: World, client: Client) -> None:
    type(world.school).objects.update(phase="primary")
    ask = make_ask(world.school, by=world.people.head, days="4")
    unmet = make_ask(world.school, by=world.people.head, topic=a_topic(7))
    ended = make_ask(world.school, by=world.people.head, topic=a_topic(8), state=AskState.MATCHED)
    offer = make_offer(world.other_school, by=world.people.other_head, days="6")

    client.force_login(world.people.consortium)
    answer = client.post(reverse("region_match_start"))
    match = RegionMatch.objects.get()
    assert answer.headers["Location"] == reverse("region_match", args=[match.public_id])
    # Twice asked, once done.
    client.post(reverse("region_match_start"))
    assert RegionMatch.objects.count() == 1
    assert client.get(answer.headers["Location"]).status_code == 200

    assert match.job is not None
    work(match.job.pk, carry_out)
    match.refresh_from_db()
    assert match.is_done
    assert match.figures["gap"] == 0
    rows = {row.ask_id: row for row in match.rows.all()}
    assert set(rows) == {ask.pk, unmet.pk}
    assert ended.pk not in rows
    assert rows[unmet.pk].rule == "nobody"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "No better answer exists" in page
    if rows[ask.pk].offer_id:
        assert rows[ask.pk].offer_id == offer.pk
        assert rows[ask.pk].days == Decimal(4)
        assert world.other_school.name_en in page
    address = reverse("region_match_other", args=[match.public_id, ask.public_id])
    assert client.get(address).status_code == 200


def test_a_region_without_needs(world: World) -> None:
    match = matched(world)
    assert match.is_done
    assert (match.figures["needs"], match.rows.count()) == (0, 0)


def test_only_the_consortium_matches_the_region(world: World, client: Client) -> None:
    match = matched(world)
    for person in (world.people.adviser, world.people.head, world.people.stranger):
        client.force_login(person)
        assert client.post(reverse("region_match_start")).status_code == 403
        assert client.get(reverse("region_match", args=[match.public_id])).status_code == 404


NUMBERS = Numbers.of(MatchWeights())


def set_them(world: World, numbers: Numbers, day: dt.date, version: int = 0) -> MatchWeights:
    return set_weights(
        region=world.region,
        numbers=numbers,
        valid_from=day,
        because="Evidence first",
        language="en",
        version=version,
        by=world.people.consortium,
    )


def test_points_hold_from_their_day_on(world: World) -> None:
    today = clock.today()
    MatchWeights.objects.all().delete()
    later = today + dt.timedelta(days=30)
    set_them(world, replace(NUMBERS, strength=40, room=10), later)
    assert weights_on().strength == 35
    assert weights_on(later - dt.timedelta(days=1)).strength == 35
    assert weights_on(later).strength == 40


def test_points_that_cannot_be(world: World) -> None:
    today = clock.today()
    with pytest.raises(NotAHundred):
        set_them(world, replace(NUMBERS, strength=36), today)
    with pytest.raises(HeldAlready):
        set_them(world, NUMBERS, today - dt.timedelta(days=1))
    first = set_them(world, NUMBERS, today)
    with pytest.raises(WeightsChanged):
        set_them(world, NUMBERS, today)
    set_them(world, replace(NUMBERS, strength=40, room=10), today, version=first.version)
    with pytest.raises(WeightsChanged):
        set_them(world, NUMBERS, today, version=first.version)
    assert weights_on().strength == 40


def test_the_effect_is_shown_first(world: World, client: Client) -> None:
    make_ask(world.school, by=world.people.head)
    make_offer(world.other_school, by=world.people.other_head)
    day = clock.today() + dt.timedelta(days=40)
    sent = {
        **{name: str(value) for name, value in vars(NUMBERS).items()},
        "strength": "25",
        "nearness": "30",
        "valid_from_day": day.day,
        "valid_from_month": day.month,
        "valid_from_year": day.year,
        "because": "Cover is dear.",
        "language": "en",
        "version": "0",
    }
    client.force_login(world.people.consortium)
    shown = client.post(reverse("weights_change"), sent)
    assert shown.status_code == 200
    assert "What it would change" in shown.content.decode()
    assert not MatchWeights.objects.filter(valid_from=day).exists()

    assert client.post(reverse("weights_change"), {**sent, "room": "16", "store": "1"}).status_code == 422
    assert client.post(reverse("weights_change"), {**sent, "store": "1"}).status_code == 302
    assert MatchWeights.objects.get(valid_from=day).nearness == 30
    client.force_login(world.people.adviser)
    assert "Cover is dear." in client.get(reverse("weights")).content.decode()


def test_give_and_get(world: World, client: Client) -> None:
    type(world.school).objects.update(phase="primary")
    now = clock.now()
    for school, strong, weak in (
        (world.school, a_topic(0), a_topic(9)),
        (world.other_school, a_topic(9), a_topic(0)),
    ):
        said = {"stated_side": "school", "stated_at": now, "stated_by": world.people.consortium}
        Strength.objects.create(
            school=school,
            topic=strong,
            text="We do",
            confirmed_at=now,
            confirmed_by=world.people.senior_adviser,
            **said,
        )
        Need.objects.create(school=school, topic=weak, text="We do not", **said)
    client.force_login(world.people.consortium)
    page = client.get(reverse("mutual_pairs"), {"minutes": "60"}).content.decode()
    assert world.school.name_en in page
    assert world.other_school.name_en in page
    # Whoever looks after one of the two is not told what the other needs.
    client.force_login(world.people.adviser)
    assert world.other_school.name_en not in client.get(reverse("mutual_pairs")).content.decode()
