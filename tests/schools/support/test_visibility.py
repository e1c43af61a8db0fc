"""Who sees a school's judgement: its own people, its adviser, its authority, the consortium. Nobody else, and
nobody while the levels are off."""

import pytest
from django.core.cache import cache
from django.test import Client

from core.models import User
from schools.enums import Permission, Role
from schools.models import SupportJudgement
from schools.queries.attention import attention
from schools.queries.support.judgements import visible_judgements
from schools.services.support.cycles import publish_cycle
from schools.services.support.drafts import save_draft
from schools.services.support.turning import turn_off
from tests.factories import give_role, make_person
from tests.personas import World
from tests.schools.support import years

pytestmark = pytest.mark.django_db

OWN = {"head", "governor", "adviser", "senior_adviser", "consortium"}
# Of the other school: its own head, the officer of its authority, the consortium.
OTHER = {"other_head", "authority_officer", "consortium"}


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(judgement: SupportJudgement) -> str:
    return f"/en/schools/{judgement.school.number}/support/{judgement.cycle.year}/"


@pytest.mark.parametrize("state", ["gathering", "drafted", "authority_moderated", "final"])
def test_only_those_concerned_see_a_judgement(world: World, state: str) -> None:
    years.in_state(world, state)
    own, other = years.judgement_of(world), years.judgement_of(world, world.other_school)

    for name, person in world.people:
        seen = set(visible_judgements(person))
        assert (own in seen) == (name in OWN), name
        assert (other in seen) == (name in OTHER), name
        assert person.has_perm(Permission.VIEW_SUPPORT, own) == (own in seen)
        for judgement, allowed in ((own, OWN), (other, OTHER)):
            status = client_of(person).get(page_of(judgement)).status_code
            assert status == (200 if name in allowed else 404), name


def test_publication_opens_it_to_no_other_school(world: World) -> None:
    years.in_state(world, "final")
    own = years.judgement_of(world)
    publish_cycle(cycle=own.cycle, by=world.people.consortium)
    client = client_of(world.people.other_head)
    assert client.get(page_of(own)).status_code == 404
    assert client.get(f"/en/schools/{own.school.number}/support/").status_code == 404
    assert "Yellow level" not in client.get(f"/en/schools/{own.school.number}/").content.decode()


def test_off_is_invisible(world: World) -> None:
    years.in_state(world, "drafted")
    own = years.judgement_of(world)
    turn_off(region=world.region, by=world.people.consortium)
    cache.clear()
    for name, person in world.people:
        client = client_of(person)
        assert not visible_judgements(person).exists(), name
        assert client.get(page_of(own)).status_code == 404, name
        assert client.get(f"/en/schools/{own.school.number}/support/").status_code == 404, name
        assert not [row for row in attention(person) if row[0].startswith("support")], name
        if name not in {"stranger", "consortium"}:
            page = client.get(f"/en/schools/{own.school.number}/").content.decode()
            assert "support/" not in page, name
            assert "Support level" not in page, name
            assert client.get("/en/support/").status_code in {403, 404}, name
    assert client_of(world.people.consortium).get("/en/support/").status_code == 200


def test_a_saved_draft_is_the_advisers_own(world: World) -> None:
    years.opened(world)
    judgement = years.judgement_of(world)
    save_draft(judgement=judgement, draft=years.YELLOW, seen=judgement.version, by=world.people.adviser)
    for name in ("head", "governor", "senior_adviser"):
        page = client_of(getattr(world.people, name)).get(page_of(judgement)).content.decode()
        assert "Yellow level" not in page, name


def test_a_tied_adviser_is_not_offered_the_draft(world: World) -> None:
    alun = make_person("Alun Garland")
    for role, school in ((Role.HEADTEACHER, world.other_school), (Role.ADVISER, world.other_school)):
        give_role(alun, role, school.scope)
    give_role(alun, Role.ADVISER, world.school.scope)
    years.opened(world)
    own, other = years.judgement_of(world), years.judgement_of(world, world.other_school)
    client = client_of(alun)
    assert f"{page_of(own)}draft/" in client.get(page_of(own)).content.decode()
    assert f"{page_of(other)}draft/" not in client.get(page_of(other)).content.decode()
    assert client.get(f"{page_of(other)}draft/").status_code == 302
    waiting = [row for row in attention(alun) if row[0] == "support-propose"]
    assert [row[1] for row in waiting] == ["1"]


def test_what_waits_stands_on_the_home_of_whoever_acts(world: World) -> None:
    def kinds(person: User) -> set[str]:
        known = User.objects.get(pk=person.pk)
        return {row[0] for row in attention(known) if row[0].startswith("support")}

    people = world.people
    years.in_moderation(world)
    assert kinds(people.adviser) == {"support-propose"}
    years.draft(world)
    assert kinds(people.head) == kinds(people.governor) == {"support-answer"}
    assert kinds(people.adviser) == set()
    years.agree(world)
    assert kinds(people.head) == kinds(people.governor) == set()
    assert kinds(people.senior_adviser) == {"support-authority"}
    years.moderate(world)
    assert kinds(people.senior_adviser) == set()
    assert kinds(people.consortium) == {"support-region"}
    years.finish(world)
    second = years.second_officer(world)
    years.appeal(world)
    assert kinds(people.consortium) == set(), "Who moderated does not decide."
    assert kinds(second) == {"support-appeal"}


def test_the_list_of_a_year_is_by_name_and_never_by_level(world: World) -> None:
    years.in_state(world, "final")
    client = client_of(world.people.consortium)
    plain = client.get("/en/support/2027/schools/").content.decode()
    names = [plain.index("Ysgol Gynradd Arall</a>"), plain.index("Ysgol Gyfun Brawf</a>")]
    assert names == sorted(names, reverse=True)
    for order in ("sort=level", "ordering=-level", "o=level"):
        asked = client.get(f"/en/support/2027/schools/?{order}").content.decode()
        assert [asked.index("Ysgol Gynradd Arall</a>") > asked.index("Ysgol Gyfun Brawf</a>")] == [True]


def test_counts_lead_to_their_lists(world: World) -> None:
    years.in_state(world, "disputed")
    client = client_of(world.people.consortium)
    page = client.get("/en/support/2027/").content.decode()
    assert "state=agreed&amp;state=disputed" in page
    listed = client.get("/en/support/2027/schools/?state=disputed").content.decode()
    assert "Ysgol Gyfun Brawf</a>" in listed
    assert "Ysgol Gynradd Arall</a>" not in listed
    overdue = client.get("/en/support/2027/schools/?late=overdue").content.decode()
    assert "Ysgol Gyfun Brawf</a>" not in overdue
