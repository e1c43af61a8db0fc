"""The file in the browser’s eyes: both heads answer, work is noted, an outsider evaluates, it is closed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brokerage.enums import ContactKind, PartnershipState
from brokerage.models import Partnership
from brokerage.services import partnerships as services
from core import clock
from core.models import User
from tests.brokerage.making import a_topic
from tests.brokerage.partnerships.making import WORDS, a_partnership, at_work, objective_facts
from tests.personas import World

pytestmark = pytest.mark.django_db


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def day(name: str) -> dict[str, int]:
    today = clock.today()
    return {f"{name}_day": today.day, f"{name}_month": today.month, f"{name}_year": today.year}


def post(client: Client, name: str, key: Any, **facts: Any) -> Any:
    return client.post(reverse(name, args=[key]), facts)


def test_from_opening_to_closing(world: World) -> None:
    people = world.people
    consortium, head, other, adviser = map(
        as_, (people.consortium, people.head, people.other_head, people.adviser)
    )
    answer = consortium.post(
        reverse("partnership_new"),
        {
            "kind": "pair",
            "title": "Reading together",
            "topic": a_topic().pk,
            "helped": world.school.number,
            "helping": world.other_school.number,
            "reason": "They have done this.",
            "days": "3",
            **day("starts_on"),
            **day("ends_on"),
            "ends_on_year": clock.today().year + 1,
            "language": "en",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    partnership = Partnership.objects.get()
    key = partnership.public_id
    assert "Reading together" in head.get(reverse("home")).content.decode()
    for client in (head, other):
        assert post(client, "partnership_agree", key).status_code == 302
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.ACTIVE

    noted = post(
        other,
        "partnership_contact_new",
        key,
        kind=ContactKind.VISIT,
        text="We watched a lesson.",
        language="en",
        **day("on"),
    )
    assert noted.status_code == 302
    assert post(consortium, "partnership_close", key).status_code == 302
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.ACTIVE

    assert post(consortium, "partnership_evaluator", key, evaluator=people.head.pk).status_code == 422
    assert post(consortium, "partnership_evaluator", key, evaluator=people.adviser.pk).status_code == 302
    facts = {**WORDS, "finish": "on", "version": 1}
    assert post(adviser, "partnership_evaluation", key, **{**facts, "rung": ""}).status_code == 422
    assert post(adviser, "partnership_evaluation", key, **facts).status_code == 302
    assert post(consortium, "partnership_close", key).status_code == 302
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.CLOSED

    page = head.get(reverse("partnership", args=[key])).content.decode()
    assert "We watched a lesson." in page
    assert WORDS["helpers_gained"] in page
    assert post(head, "partnership_contact_new", key, **day("on")).status_code == 422


def test_an_evaluation_that_is_not_whole_is_read_by_nobody(world: World) -> None:
    partnership = at_work(world)
    evaluation = services.name_evaluator(
        partnership=partnership, evaluator=world.people.adviser, by=world.people.consortium
    )
    services.write_evaluation(
        evaluation=evaluation, version=1, finish=False, by=world.people.adviser, **WORDS
    )
    address = reverse("partnership", args=[partnership.public_id])
    for person in (world.people.head, world.people.other_head, world.people.consortium):
        page = as_(person).get(address)
        assert page.status_code == 200
        assert WORDS["rung_because"] not in page.content.decode()
    draft = reverse("partnership_evaluation", args=[partnership.public_id])
    assert as_(world.people.head).get(draft).status_code == 403
    assert WORDS["rung_because"] in as_(world.people.adviser).get(draft).content.decode()


def test_the_slower_of_two_keeps_what_was_written(world: World) -> None:
    partnership = at_work(world)
    objective = services.add_objective(partnership=partnership, by=world.people.head, **objective_facts())
    facts = {"now": "3", "version": 1, **day("now_on")}
    name, key = "partnership_objective_now", objective.public_id
    first = post(as_(world.people.other_head), name, key, now_words="Three classes", **facts)
    assert first.status_code == 302
    slower = post(as_(world.people.head), name, key, now_words="Four classes", **{**facts, "now": "4"})
    assert slower.status_code == 409
    page = slower.content.decode()
    assert "Four classes" in page
    assert "Three classes" in page
    again = post(as_(world.people.head), name, key, now_words="Four", **{**facts, "now": "4", "version": 2})
    assert again.status_code == 302


def test_an_adviser_brings_together_schools_of_the_own_only(world: World) -> None:
    facts = {"helped": world.other_school.number, "helping": world.school.number}
    refused = as_(world.people.adviser).post(reverse("partnership_new"), facts)
    assert refused.status_code == 422
    assert "You do not broker for this school" in refused.content.decode()


def test_strangers_find_nothing(world: World) -> None:
    partnership = at_work(world)
    address = reverse("partnership", args=[partnership.public_id])
    for person in (world.people.stranger, world.people.governor, world.people.data_officer):
        assert as_(person).get(address).status_code == 404


def test_the_list_takes_any_words(world: World) -> None:
    a_partnership(world)
    found = as_(world.people.consortium).get(reverse("partnerships"), {"words": "Read\0ing", "state": "\0"})
    assert found.status_code == 200
