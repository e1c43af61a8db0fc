"""The head's page of the offer, interests, and the page of capacity."""

import re

import pytest
from django.test import Client

from brokerage.models import DeclaredInterest, Offer, OfferTopic
from brokerage.queries.offers import standing_of
from core import clock
from csc_portal.dashboard.needs import needs_of
from tests.brokerage.invitations.asking import a_pair, sent
from tests.brokerage.making import a_topic, make_offer
from tests.brokerage.offers.test_offering import AGAIN, said_ago
from tests.personas import World

pytestmark = pytest.mark.django_db

ANSWER = {
    "willing": "yes",
    "days": "6.5",
    "languages": "any",
    "at_once": "2",
    "language": "en",
    "limits": "Not in June",
}


def test_the_head_says_what_the_school_offers(world: World, client: Client) -> None:
    client.force_login(world.people.head)
    address = f"/en/schools/{world.school.number}/offer/"

    assert "Nothing is said for this school year yet" in client.get(address).content.decode()
    empty = client.post(f"{address}edit/", {**ANSWER, "days": "", "version": 0})
    made = client.post(f"{address}edit/", {**ANSWER, "another": a_topic().code, "version": 0})
    late = client.post(f"{address}edit/", {**ANSWER, "days": "2", "another": a_topic().code, "version": 0})

    assert (empty.status_code, made.status_code, late.status_code) == (422, 302, 409)
    assert "Choose at least one topic" in empty.content.decode()
    # What the slower one wrote is kept, beside what stands there now.
    assert 'value="2"' in late.content.decode()
    assert "6.5" in late.content.decode()
    assert Offer.objects.get().days == 6.5


def test_still_true_from_the_home_page_in_one_click(world: World, client: Client) -> None:
    offer = said_ago(make_offer(world.school, by=world.people.head), AGAIN + 2)
    client.force_login(world.people.head)
    asked = [need for need in needs_of(world.people.head) if "still true" in str(need.heading)]
    assert [(need.url, need.post) for need in asked] == [
        (f"/en/schools/{world.school.number}/offer/still/?version={offer.version}", True)
    ]
    assert "10" in str(asked[0].why)

    # Of something else than what stands there it says nothing.
    client.post(asked[0].url.replace("version=1", "version=7"))
    assert standing_of(Offer.objects.get()).is_asked
    client.post(asked[0].url)

    offer.refresh_from_db()
    assert offer.confirmed_at.date() == clock.now().date()
    assert not [need for need in needs_of(world.people.head) if "still true" in str(need.heading)]


def test_an_interest_is_declared_and_not_shown_to_the_other_school(world: World, client: Client) -> None:
    client.force_login(world.people.head)
    address = f"/en/schools/{world.school.number}/offer/"
    facts = {"because": "A brother", "language": "en"}

    itself = client.post(f"{address}interest/", {**facts, "other": world.school.number})
    made = client.post(f"{address}interest/", {**facts, "other": world.other_school.number})
    twice = client.post(f"{address}interest/", {**facts, "other": world.other_school.number})

    assert (itself.status_code, made.status_code, twice.status_code) == (422, 302, 409)
    assert "A brother" in client.get(address).content.decode()
    client.force_login(world.people.other_head)
    theirs = client.get(f"/en/schools/{world.other_school.number}/offer/").content.decode()
    assert "A brother" not in theirs
    assert world.school.name_en not in theirs
    interest = DeclaredInterest.objects.get()
    assert client.post(f"/en/interests/{interest.public_id}/back/").status_code == 404
    client.force_login(world.people.adviser)
    client.post(f"/en/interests/{interest.public_id}/back/")
    interest.refresh_from_db()
    assert interest.taken_back_by == world.people.adviser


def test_offers_are_not_for_other_schools(world: World, client: Client) -> None:
    make_offer(world.school, by=world.people.head)
    for person in (world.people.other_head, world.people.teacher, world.people.stranger):
        client.force_login(person)
        assert client.get(f"/en/schools/{world.school.number}/offer/").status_code == 404


def test_capacity_by_supplier(world: World, client: Client) -> None:
    ask, offer = a_pair(world)
    sent(ask, offer, world.people.adviser)
    client.force_login(world.people.consortium)

    text = client.get("/en/brokerage/capacity/").content.decode()
    file = client.get("/en/brokerage/capacity/export.csv").content.decode("utf-8-sig")

    assert "1 school offers help: 6 of 10 staff-days are left." in text
    assert "0 used, 0 booked, 4 promised of 10" in text
    row = next(line for line in file.splitlines() if world.other_school.number in line).split(",")
    assert row[5:10] == ["10.0", "4.0", "0.0", "0.0", "6.0"]
    # A senior adviser sees the own authority's schools alone.
    client.force_login(world.people.senior_adviser)
    assert world.other_school.name_en not in client.get("/en/brokerage/capacity/").content.decode()


def test_every_tick_stays_when_somebody_was_faster(world: World, client: Client) -> None:
    strengths = [a_topic(place) for place in (1, 2)]
    make_offer(world.school, by=world.people.head, topic=strengths[0], version=3)
    OfferTopic.objects.create(offer=Offer.objects.get(), topic=strengths[1])
    client.force_login(world.people.head)

    answer = client.post(
        f"/en/schools/{world.school.number}/offer/edit/",
        {**ANSWER, "topics": [topic.code for topic in strengths], "version": 1},
    )

    assert answer.status_code == 409
    ticked = re.findall(r'<input[^>]*name="topics"[^>]*checked', answer.content.decode())
    assert len(ticked) == 2
