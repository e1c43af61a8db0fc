"""Nobody at a school, and nobody without a post, learns from the portal that a concern exists."""

import re
from difflib import unified_diff

import pytest
from django.core import mail
from django.test import Client

from brokerage.models import Concern
from core import notices
from core.models import Notice, User
from schools.enums import Role
from tests.brokerage.concerns.raising import CANARY, a_concern, a_serious_concern
from tests.factories import give_role
from tests.personas import World

pytestmark = pytest.mark.django_db
# What differs in every answer: the token of forms.
CHANGES = re.compile(r"[A-Za-z0-9]{64}")
OUTSIDERS = ("head", "teacher", "governor", "other_head", "stranger", "data_officer", "administrator")
PAGES = (
    "/en/home/",
    "/en/schools/",
    "/en/schools/{number}/",
    "/en/schools/{number}/about/",
    "/en/schools/{number}/visits/",
    "/en/schools/{number}/support-plan/",
    "/en/schools/{number}/inspections/",
    "/en/schools/{number}/strengths/",
    "/en/schools/{number}/days/",
    "/en/schools/export.csv",
    "/en/brokerage/",
)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def concern(world: World) -> Concern:
    return a_serious_concern(world.school, world.people.adviser)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_its_addresses_are_not_there(world: World, concern: Concern, who: str) -> None:
    client = signed_in(getattr(world.people, who))
    for path in ("", "new/", f"{concern.public_id}/", f"{concern.public_id}/raise/", "meetings/new/"):
        assert client.get(f"/en/concerns/{path}").status_code == 404, path


@pytest.mark.parametrize("who", ["head", "governor"])
def test_no_page_is_different_for_it(world: World, who: str) -> None:
    """What they see before and after is the same, letter by letter."""
    client = signed_in(getattr(world.people, who))
    before = [seen(client, path, world) for path in PAGES]
    a_serious_concern(world.school, world.people.adviser)
    after = [seen(client, path, world) for path in PAGES]

    for path, one, other in zip(PAGES, before, after, strict=True):
        assert list(unified_diff(one[1].splitlines(), other[1].splitlines(), n=0)) == [], path
    assert not any(CANARY in text for _status, text in after)


def seen(client: Client, path: str, world: World) -> tuple[int, str]:
    answer = client.get(path.format(number=world.school.number))
    text = b"".join(answer).decode()
    return answer.status_code, CHANGES.sub("", text)


def test_nobody_at_the_school_is_told_by_the_portal(world: World, concern: Concern) -> None:
    people = world.people
    inside = {people.head.pk, people.teacher.pk, people.governor.pk}
    assert not Notice.objects.filter(person__in=inside).exists()
    notices.mail_waiting()
    assert not any(CANARY in message.body or world.school.name_en in message.body for message in mail.outbox)


def test_whoever_advises_and_governs_the_same_school_finds_nothing(world: World, concern: Concern) -> None:
    """A partner adviser: what the post as adviser would show, the tie takes away."""
    senior = world.people.senior_adviser
    assert signed_in(senior).get(f"/en/concerns/{concern.public_id}/").status_code == 200

    give_role(senior, Role.GOVERNOR, world.school.scope)
    client = signed_in(User.objects.get(pk=senior.pk))
    assert client.get(f"/en/concerns/{concern.public_id}/").status_code == 404
    register = client.get("/en/concerns/").content.decode()
    assert world.school.name_en not in register


def test_a_post_that_ends_ends_the_sight_of_it(world: World, concern: Concern) -> None:
    adviser = world.people.adviser
    adviser.assignments.all().delete()
    client = signed_in(User.objects.get(pk=adviser.pk))
    assert client.get(f"/en/concerns/{concern.public_id}/").status_code == 404


def test_the_other_authority_sees_none_of_it(world: World, concern: Concern) -> None:
    client = signed_in(world.people.authority_officer)
    a_concern(world.other_school, world.people.authority_officer)
    register = client.get("/en/concerns/").content.decode()

    assert world.other_school.name_en in register
    assert world.school.name_en not in register
