"""A group's year with its money, through the pages: spent, refused, evaluated, looked at, released, read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sigs.enums import EvaluationState, TrancheState
from sigs.models import Evaluation, EvaluationCheck, Group, SpendLine, Summary, Tranche
from sigs.models.spreading import WRITTEN
from tests.architecture.furnished_money import TEXTS
from tests.factories import make_person, make_school
from tests.personas import World
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant, plan, released

pytestmark = pytest.mark.django_db


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def post(client: Client, name: str, *arguments: Any, **data: Any) -> int:
    return client.post(reverse(name, args=arguments), data).status_code


def get(client: Client, name: str, *arguments: Any) -> Any:
    return client.get(reverse(name, args=arguments))


def line(tranche: Tranche, amount: str) -> dict[str, Any]:
    return {
        "tranche": tranche.pk,
        "what": "Trainer",
        "amount": amount,
        "kind": "training",
        "receipt": "In a file",
    }


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_year_of_money(world: World, language: str) -> None:
    translation.activate(language)
    people = world.people
    group = make_group(world.school, by=people.consortium, convenor=people.convenor)
    peer_leader = make_person("Peer")
    make_group(make_school(), by=people.consortium, name="Peer", convenor=peer_leader)
    grant = make_grant(people.consortium)
    first = released(grant, group, "500", people.consortium)
    second = plan(grant, group, "400", people.consortium, days=60)
    convenor, consortium = browser(people.convenor), browser(people.consortium)

    # Within the first tranche; no further.
    assert post(convenor, "spend_new", group.slug, **line(first, "450")) == 302
    answer = convenor.post(reverse("spend_new", args=[group.slug]), line(first, "50.01"))
    assert (answer.status_code, SpendLine.objects.count()) == (409, 1)
    assert "£50" in answer.content.decode()

    # The next one waits.
    assert post(consortium, "tranche_release", second.public_id) == 302
    second.refresh_from_db()
    assert second.state == TrancheState.PLANNED

    evaluated(convenor, group)
    evaluation = Evaluation.objects.get()
    check = EvaluationCheck.objects.get()
    peer = browser(peer_leader)
    assert get(peer, "evaluation", evaluation.public_id).status_code == 404
    assert get(convenor, "check", check.public_id).status_code == 404
    answers = dict.fromkeys(("claim", "classrooms", "ladder", "useful"), "Borne out.")
    assert post(peer, "check", check.public_id, **answers) == 302
    assert post(peer, "check_finish", check.public_id) == 302
    assert post(convenor, "evaluation_accept", evaluation.public_id) == 403
    assert post(consortium, "evaluation_accept", evaluation.public_id) == 302
    evaluation.refresh_from_db()
    assert evaluation.state == EvaluationState.ACCEPTED
    assert post(consortium, "tranche_release", second.public_id) == 302
    second.refresh_from_db()
    assert second.state == TrancheState.RELEASED

    told_to_staff(world, convenor, evaluation)
    money = consortium.get(reverse("money_export", args=["csv"])).content.decode("utf-8-sig")
    assert str(grant.name) in money
    assert str(grant.conditions) in money


def evaluated(convenor: Client, group: Group) -> None:
    assert post(convenor, "evaluation_begin", group.slug) == 302
    evaluation = Evaluation.objects.get()
    assert post(convenor, "evaluation_edit", evaluation.public_id, **TEXTS, version=1) == 302
    assert post(convenor, "evaluation_edit", evaluation.public_id, **TEXTS, version=1) == 409
    assert post(convenor, "evaluation_submit", evaluation.public_id) == 302


def told_to_staff(world: World, convenor: Client, evaluation: Evaluation) -> None:
    people = world.people
    half = {name: "Text" for name in WRITTEN if not name.endswith("_cy")}
    assert post(convenor, "summary_edit", evaluation.public_id, **half, version=0) == 302
    summary = Summary.objects.get()
    assert post(convenor, "summary_share", summary.public_id) == 302
    assert get(browser(people.teacher), "summary", summary.public_id).status_code == 404
    whole = dict.fromkeys(WRITTEN, "Text")
    assert post(convenor, "summary_edit", evaluation.public_id, **whole, version=1) == 302
    assert post(convenor, "summary_share", summary.public_id) == 302
    readers = {
        name
        for name, person in people
        if get(browser(person), "summary", summary.public_id).status_code == 200
    }
    assert readers == {"head", "teacher", "governor", "convenor"}
    assert get(browser(people.stranger), "summary", summary.public_id).status_code == 404
    assert post(convenor, "summary_open", summary.public_id) == 302
    readers = {
        name
        for name, person in people
        if get(browser(person), "summary", summary.public_id).status_code == 200
    }
    assert "other_head" in readers
    assert "stranger" not in readers
