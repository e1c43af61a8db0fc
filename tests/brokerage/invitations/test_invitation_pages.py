"""Who sees what of an invitation, and what the pages let whom do."""

import datetime as dt

import pytest
from django.test import Client

from brokerage.enums import InvitationState
from brokerage.models import Invitation, Partnership
from brokerage.services.inviting import answer_invitation
from core import clock
from core.models import User
from csc_portal.dashboard.needs import needs_of
from tests.brokerage.invitations.asking import a_pair, chosen, sent
from tests.personas import World

pytestmark = pytest.mark.django_db


def page(invitation: Invitation, step: str = "") -> str:
    return f"/en/invitations/{invitation.public_id}/{step}"


def seen(client: Client, person: User, address: str) -> tuple[int, str]:
    client.force_login(person)
    response = client.get(address)
    return response.status_code, response.content.decode()


def headings(person: User) -> list[str]:
    return [str(need.heading) for need in needs_of(User.objects.get(pk=person.pk))]


def test_a_draft_is_the_brokers_alone(world: World, client: Client) -> None:
    ask, offer = a_pair(world)
    invitation = chosen(ask, offer, world.people.adviser)

    found = {name: seen(client, person, page(invitation))[0] for name, person in world.people}

    assert {name for name, status in found.items() if status == 200} == {
        "adviser",
        "senior_adviser",
        "consortium",
    }
    assert set(found.values()) == {200, 404}
    assert f"Ask the school that you chose for {world.school.name_en}" in headings(world.people.adviser)


def test_once_sent_both_schools_read_the_reason_and_brokers_the_checks(world: World, client: Client) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser)

    for person in (people.head, people.other_head, people.adviser, people.consortium):
        status, text = seen(client, person, page(invitation))
        assert status == 200
        assert invitation.reason in text
        assert ("No improvement group in common" in text) is (person in (people.adviser, people.consortium))
    for person in (people.teacher, people.governor, people.stranger, people.data_officer):
        assert seen(client, person, page(invitation))[0] == 404
    assert f"Say whether your school helps {world.school.name_en}" in headings(people.other_head)
    assert not any("helps" in heading for heading in headings(people.head))


def test_the_school_that_asked_never_learns_why_not(world: World, client: Client) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser)
    answer_invitation(
        invitation=invitation, accept=False, refusal="too_close", words="A feud", by=people.other_head
    )

    _status, theirs = seen(client, people.head, page(invitation))
    _status, brokers = seen(client, people.adviser, page(invitation))

    assert "Does not help this time" in theirs
    assert "too well" not in theirs
    assert "A feud" not in theirs
    # There was something to leak.
    assert "too well" in brokers
    assert "A feud" in brokers
    assert "It is back with you" in brokers
    assert f"Find another school for {world.school.name_en}" in headings(people.adviser)


def test_the_head_answers_in_the_page(world: World, client: Client) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser)
    client.force_login(people.other_head)

    no_code = client.post(page(invitation, "answer/"), {"answer": "no", "language": "en"})
    maybe = client.post(
        page(invitation, "answer/"), {"answer": "maybe", "words": "Cover in March?", "language": "en"}
    )
    yes = client.post(page(invitation, "answer/"), {"answer": "yes", "language": "en"})
    again = client.post(page(invitation, "answer/"), {"answer": "yes", "language": "en"})

    assert (no_code.status_code, maybe.status_code, yes.status_code, again.status_code) == (
        422,
        302,
        302,
        409,
    )
    assert str(Partnership.objects.get().public_id) in yes["Location"]
    invitation.refresh_from_db()
    assert (invitation.state, invitation.maybe_words) == (InvitationState.ACCEPTED, "Cover in March?")
    assert "Read the “maybe”" not in " ".join(headings(people.adviser))


def test_only_the_school_that_is_asked_answers(world: World, client: Client) -> None:
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, world.people.adviser)

    for person in (world.people.head, world.people.adviser, world.people.consortium):
        client.force_login(person)
        assert client.post(page(invitation, "answer/"), {"answer": "yes"}).status_code == 403
    client.force_login(world.people.other_head)
    for step in ("send/", "longer/", "take-back/"):
        assert client.post(page(invitation, step)).status_code == 403


def test_an_answer_after_the_last_day_is_refused_with_a_sentence(world: World, client: Client) -> None:
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, world.people.adviser)
    Invitation.objects.filter(pk=invitation.pk).update(answer_by=clock.today() - dt.timedelta(days=1))
    client.force_login(world.people.other_head)

    looked = client.get(page(invitation, "answer/"))
    answered = client.post(page(invitation, "answer/"), {"answer": "yes", "language": "en"})

    assert "The last day to answer was" in looked.content.decode()
    assert answered.status_code == 409
    assert "another school may be asked" in answered.content.decode()
    assert not Partnership.objects.exists()


def test_the_broker_sends_gives_longer_and_takes_back(world: World, client: Client) -> None:
    ask, offer = a_pair(world)
    invitation = chosen(ask, offer, world.people.adviser)
    client.force_login(world.people.adviser)

    def by(days: int) -> dict[str, int]:
        day = clock.today() + dt.timedelta(days=days)
        return {"answer_by_day": day.day, "answer_by_month": day.month, "answer_by_year": day.year}

    told = [
        client.post(page(invitation, "send/"), by(0)).status_code,
        client.post(page(invitation, "send/"), by(10)).status_code,
        client.post(page(invitation, "longer/"), by(20)).status_code,
        client.post(page(invitation, "take-back/"), {"because": ""}).status_code,
        client.post(page(invitation, "take-back/"), {"because": "A nearer one"}).status_code,
        client.post(page(invitation, "take-back/"), {"because": "Again"}).status_code,
    ]

    assert told == [422, 302, 302, 422, 302, 409]
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN
