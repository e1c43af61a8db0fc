"""Who reads what of a visit, in the browser's eyes."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from brokerage.models import Visit, VisitNote
from brokerage.queries.visits import visit_prepared, visit_readable
from core import clock
from schools.enums import Role
from tests.brokerage.visits.making import EVIDENCE, make_sent, make_visit, write
from tests.factories import give_role
from tests.personas import World

pytestmark = pytest.mark.django_db


def page(visit: Visit) -> str:
    return f"/en/visits/{visit.public_id}/"


def test_a_draft_is_for_those_who_prepare(world: World, client: Client) -> None:
    visit = make_visit(world.school, world.people.adviser)
    write(visit, world.people.adviser)
    seen = {name for name, person in world.people if visit_readable(person, visit.public_id)}
    assert seen == {"adviser", "senior_adviser"}

    client.force_login(world.people.adviser)
    answer = client.get(page(visit)).content.decode()
    assert EVIDENCE in answer
    assert "Secret preparation" in answer


def test_a_sent_note_is_for_head_and_governors_too_without_the_preparation(
    world: World, client: Client
) -> None:
    visit = make_sent(world.school, world.people.adviser)
    seen = {name for name, person in world.people if visit_readable(person, visit.public_id)}
    assert seen == {"adviser", "senior_adviser", "head", "governor"}

    client.force_login(world.people.head)
    answer = client.get(page(visit)).content.decode()
    assert EVIDENCE in answer
    assert "Secret preparation" not in answer
    assert "Is this note accurate?" in answer
    client.force_login(world.people.governor)
    assert "Is this note accurate?" not in client.get(page(visit)).content.decode()


def test_a_correction_in_the_making_is_not_seen_by_the_school(world: World, client: Client) -> None:
    visit = make_sent(world.school, world.people.adviser)
    client.force_login(world.people.head)
    client.post(page(visit) + "not-accurate/", {"because": "Year 9 as well.", "language": "en"})
    client.force_login(world.people.adviser)
    client.post(page(visit) + "correct/")
    draft = VisitNote.objects.get(state="draft")
    facts = {"evidence": "Half a thought", "support_percent": "50", "language": "en"}
    answer = client.post(page(visit) + "note/", {**facts, "version": draft.version})
    assert answer.status_code == 302
    assert "Half a thought" in client.get(page(visit)).content.decode()

    client.force_login(world.people.head)
    answer = client.get(page(visit)).content.decode()
    assert "Half a thought" not in answer
    assert "Year 9 as well." in answer


def test_who_governs_a_school_prepares_no_visits_to_it(world: World) -> None:
    give_role(world.people.senior_adviser, Role.GOVERNOR, world.school.scope)
    visit = make_visit(world.school, world.people.adviser)
    assert visit_prepared(world.people.senior_adviser, visit.public_id) is None
    assert visit_readable(world.people.senior_adviser, visit.public_id) is None


def test_an_adviser_walks_through_a_visit(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(world.people.adviser)
    today = clock.today()
    plan = f"/en/schools/{world.school.number}/visits/plan/"
    facts = {
        "on_day": today.day,
        "on_month": today.month,
        "on_year": today.year,
        "kind": "autumn",
        "days": "0.5",
        "purpose": "Standards",
        "adviser": world.people.adviser.pk,
        "language": "en",
    }
    assert client.post(plan, {**facts, "days": "0.3"}).status_code == 422
    assert not Visit.objects.exists()
    assert client.post(plan, facts).status_code == 302
    visit = Visit.objects.get()
    with django_assert_max_num_queries(12):
        assert "Three questions" in client.get(page(visit)).content.decode()

    note = {"evidence": EVIDENCE, "support_percent": "70", "days": "0.5", "language": "en", "version": "0"}
    assert client.post(page(visit) + "note/", note).status_code == 302
    lost = client.post(page(visit) + "note/", {**note, "evidence": "Lost words"})
    assert lost.status_code == 409
    assert "Lost words" in lost.content.decode()
    assert EVIDENCE in lost.content.decode()
    later = today + dt.timedelta(days=20)
    action = {"text": "Read it", "who": "school", "due_on_day": later.day, "due_on_month": later.month}
    client.post(page(visit) + "actions/new/", {**action, "due_on_year": later.year})
    client.post(page(visit) + "send/")

    client.force_login(world.people.head)
    client.post(page(visit) + "accurate/")
    assert VisitNote.objects.get().state == "accurate"
    listed = client.get(f"/en/schools/{world.school.number}/visits/").content.decode()
    assert "Read it" in listed
    client.force_login(world.people.other_head)
    assert client.get(f"/en/schools/{world.school.number}/visits/").status_code == 404


def test_a_note_before_the_day_is_refused_with_a_sentence(world: World, client: Client) -> None:
    visit = make_visit(world.school, world.people.adviser, ago=-5)
    client.force_login(world.people.adviser)
    note = {"evidence": EVIDENCE, "support_percent": "70", "days": "0.5", "language": "en", "version": "0"}

    answer = client.post(page(visit) + "note/", note)

    assert answer.status_code == 422
    assert EVIDENCE in answer.content.decode()
    assert not VisitNote.objects.exists()
