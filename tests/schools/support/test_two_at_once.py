"""Two people on one judgement: the slower one's text is kept and shown beside what stands there now; two
answers at the same moment are both counted."""

import threading

import pytest
from django.db import connection
from django.test import Client

from core.errors import DomainError
from schools.enums import JudgementState, Role, SchoolSide, SchoolVerdict
from schools.models import JudgementAnswer, JudgementStep
from schools.services.support.answers import answer_draft
from tests.factories import give_role, make_person
from tests.personas import World
from tests.schools.support import years

REASON = "The leadership team is being rebuilt this year."
DRAFT = {"evidence_position": "2", "capacity": "C", "level": "red", "reason": REASON, "propose": "1"}


@pytest.mark.django_db
def test_the_slower_of_two_advisers_keeps_what_was_written(world: World) -> None:
    years.opened(world)
    judgement = years.judgement_of(world)
    years.give_evidence(judgement, world.people.adviser)
    second = make_person("Second Adviser")
    give_role(second, Role.ADVISER, world.school.scope)
    client = Client()
    client.force_login(second)
    path = f"/en/schools/{world.school.number}/support/2027/draft/"
    seen = client.get(path).context["form"].initial["seen"]
    years.draft(world)

    answer = client.post(path, {**DRAFT, "seen": seen})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert REASON in page, "The text is kept."
    assert "What stands there now" in page
    assert "Yellow level" in page, "What the first one proposed is shown."
    after = years.judgement_of(world)
    assert (after.proposed_by, after.level and after.level.slug) == (world.people.adviser, "yellow")

    again = client.post(path, {**DRAFT, "seen": after.version})
    assert again.status_code == 302, "Sent again with what stands there now before one's eyes, it counts."
    assert years.judgement_of(world).round == 2


@pytest.mark.django_db
def test_a_moderator_does_not_overwrite_another(world: World) -> None:
    years.in_state(world, "agreed")
    client = Client()
    client.force_login(world.people.senior_adviser)
    path = f"/en/schools/{world.school.number}/support/2027/moderate/authority/"
    seen = client.get(path).context["form"].initial["seen"]
    years.moderate(world)
    answer = client.post(path, {"level": "red", "why": REASON, "seen": seen})
    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    assert JudgementStep.objects.filter(kind="authority_changed").count() == 0


@pytest.mark.django_db(transaction=True)
def test_head_and_governor_at_the_same_moment_both_count(world: World) -> None:
    years.in_moderation(world)
    judgement = years.draft(world)
    together = threading.Barrier(2)
    refused: list[DomainError] = []

    def say(side: SchoolSide, by: object) -> None:
        together.wait()
        try:
            answer_draft(
                judgement=judgement,
                side=side,
                verdict=SchoolVerdict.AGREED,
                because="",
                seen_round=1,
                by=by,
            )
        except DomainError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=say, args=(SchoolSide.HEAD, world.people.head)),
        threading.Thread(target=say, args=(SchoolSide.GOVERNOR, world.people.governor)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == []
    assert JudgementAnswer.objects.count() == 2
    assert years.judgement_of(world).state == JudgementState.AGREED


@pytest.mark.django_db(transaction=True)
def test_one_appeal_of_two_at_the_same_moment_counts(world: World) -> None:
    years.in_state(world, "final")
    judgement = years.judgement_of(world)
    together = threading.Barrier(2)
    refused: list[DomainError] = []

    def say() -> None:
        together.wait()
        try:
            years.appeal(world)
        except DomainError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=say) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert JudgementStep.objects.filter(judgement=judgement, kind="appealed").count() == 1
