"""The composer's pages: what they say, what they refuse, and what their files hold."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from core.models import User
from schools.models import School
from sigs.matching import swap_partners
from sigs.models import Composition, CompositionRun
from sigs.queries.compositions import placement_of
from sigs.services.composing.asked import Asked
from sigs.services.composing.problems import kept_problem
from sigs.services.composing.runs import start_run
from tests.personas import World
from tests.sigs.composing.conftest import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(officer: User) -> Client:
    made = Client()
    made.force_login(officer)
    return made


def page_of(run: CompositionRun, query: str = "") -> str:
    return reverse("composition_run", args=[run.composition.public_id, run.number]) + query


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_result_begins_with_what_matters(client: Client, run: CompositionRun) -> None:
    page = client.get(page_of(run)).content.decode()

    assert "Run 1: as mixed as it can be" in page
    assert "✓ reached" in page
    assert "Last national category, 2019/20" in text(page)
    assert "3 of 3" in page
    assert page.count("portal-group ") + page.count('portal-group"') == 3


def test_a_group_opens_with_its_members_and_why_each_is_there(client: Client, run: CompositionRun) -> None:
    placed = run.placements.filter(number=2).select_related("school")[0]

    page = text(client.get(page_of(run, f"?group=2&school={placed.school_id}")).content.decode())

    assert "Group 2, its members" in page
    assert f"Why is {placed.school.name} here" in page
    assert "No rule pins it: it may move." in page


def test_a_swap_is_weighed_before_it_is_made(client: Client, run: CompositionRun) -> None:
    placement = placement_of(run)
    one = next(pk for pk in placement if swap_partners(kept_problem(run), placement, pk))
    other = swap_partners(kept_problem(run), placement, one)[0]
    query = f"?group={placement[one]}&school={one}&with={other}"

    page = text(client.get(page_of(run, query)).content.decode())
    assert "Nothing is done yet." in page
    assert "In short:" in page
    assert run.composition.runs.count() == 3

    address = reverse("composition_swap", args=[run.composition.public_id, run.number])
    answer = client.post(address, {"school": one, "with": other}, follow=True)
    page = text(answer.content.decode())
    assert "changed places. Run 1 stays as it was." in page
    assert "Undo: go back to run 1" in page
    assert run.composition.runs.count() == 4


def test_what_breaks_a_rule_is_not_made(client: Client, run: CompositionRun, schools: list[School]) -> None:
    placement = placement_of(run)
    welsh = next(school for school in schools if school.medium == "WM")
    other = next(
        school for school in schools if school.medium == "EM" and placement[school.pk] != placement[welsh.pk]
    )

    address = reverse("composition_swap", args=[run.composition.public_id, run.number])
    answer = client.post(address, {"school": welsh.pk, "with": other.pk})

    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()


def test_contradictions_are_said_on_the_page_and_nothing_runs(
    client: Client, composition: Composition, schools: list[School], change: Change
) -> None:
    one, other = schools[1], schools[2]
    asked = change(together=((one.pk, other.pk),), pins={one.pk: 1, other.pk: 2})
    sent = {"mix": asked.mix, "strengths": asked.strengths, "new": asked.new, "effort": asked.effort}
    composition.refresh_from_db()

    address = reverse("composition_run_start", args=[composition.public_id])
    answer = client.post(address, {**sent, "seen": composition.version})

    assert answer.status_code == 422
    page = text(answer.content.decode())
    assert f"{one.name} and {other.name} must be together, but they are pinned to different groups." in page
    assert not composition.runs.exists()


def test_the_sliders_are_stored_with_the_run(client: Client, composition: Composition) -> None:
    address = reverse("composition_run_start", args=[composition.public_id])
    sent = {"mix": 2, "strengths": 5, "new": 1, "effort": "quick", "seen": composition.version}

    client.post(address, sent)

    run = composition.runs.get()
    asked = Asked.read(run.rules)
    assert (asked.mix, asked.strengths, asked.new, asked.effort) == (2, 5, 1, "quick")
    # Four times what as many schools as there are primary ones are given.
    assert run.iterations == 4 * 1500


def test_a_run_under_way_is_followed_and_cancelled(
    client: Client, composition: Composition, officer: User
) -> None:
    run = start_run(composition=composition, by=officer)

    page = client.get(page_of(run)).content.decode()
    assert 'hx-trigger="load delay:1s"' in page
    assert "<noscript><meta http-equiv=" in page
    assert "The run waits for its turn." in page
    part = client.get(page_of(run), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part

    answer = client.post(
        reverse("composition_run_cancel", args=[composition.public_id, run.number]), follow=True
    )
    assert "This run was cancelled. Nothing of it was kept." in answer.content.decode()


def test_a_finished_run_takes_the_place_of_its_progress(client: Client, run: CompositionRun) -> None:
    answer = client.get(page_of(run), headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == page_of(run)


@pytest.mark.parametrize(
    ("rule", "sent", "field", "stands"),
    [
        ("groups", {"groups": 2, "smallest": 9, "largest": 9}, "groups", 2),
        ("journey", {"minutes": ""}, "minutes", None),
        ("journey", {"minutes": 45}, "minutes", 45),
        ("authorities", {"authorities": 0}, "authorities", 0),
        ("welsh", {"welsh": "own_groups"}, "welsh", "own_groups"),
        ("last-year", {"last_year": "at_most", "last_year_most": 2}, "last_year", "at_most"),
    ],
)
def test_each_rule_has_its_form(
    rule: str,
    sent: dict[str, object],
    field: str,
    stands: object,
    client: Client,
    composition: Composition,
) -> None:
    address = reverse("composition_rule", args=[composition.public_id, rule])
    assert client.get(address).status_code == 200

    answer = client.post(address, {**sent, "seen": composition.version})

    assert answer.status_code == 302
    composition.refresh_from_db()
    assert getattr(Asked.read(composition.rules), field) == stands


def test_two_schools_are_kept_apart_and_let_go(
    client: Client, composition: Composition, schools: list[School]
) -> None:
    one, other = schools[3].pk, schools[4].pk
    address = reverse("composition_rule", args=[composition.public_id, "apart"])
    sent = {"one": one, "other": other, "reason": "Two heads who are married", "seen": composition.version}
    client.post(address, sent)
    composition.refresh_from_db()
    assert [pair.reason for pair in Asked.read(composition.rules).apart] == ["Two heads who are married"]
    assert "Two heads who are married" in client.get(address).content.decode()

    client.post(address, {"removed": [f"{one}-{other}"], "seen": composition.version})
    composition.refresh_from_db()
    assert Asked.read(composition.rules).apart == ()


def test_a_rule_that_makes_no_sense_is_refused_with_its_sentence(
    client: Client, composition: Composition
) -> None:
    address = reverse("composition_rule", args=[composition.public_id, "groups"])

    answer = client.post(address, {"groups": 3, "smallest": 8, "largest": 5, "seen": composition.version})

    assert answer.status_code == 422
    assert "The largest group cannot be smaller" in answer.content.decode()


def test_the_loser_of_two_editors_is_told(client: Client, composition: Composition, change: Change) -> None:
    seen = composition.version
    change(minutes=90)
    address = reverse("composition_rule", args=[composition.public_id, "journey"])

    answer = client.post(address, {"minutes": 30, "seen": seen})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else changed the rules" in page
    assert 'value="30"' in page


def test_the_file_holds_every_school_and_no_formula(
    client: Client, run: CompositionRun, schools: list[School]
) -> None:
    School.objects.filter(pk=schools[5].pk).update(name_en='=HYPERLINK("http://example.org")')

    address = reverse("composition_export", args=[run.composition.public_id, run.number, "csv"])
    rows = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))

    assert len(rows) == 19
    assert any(row[2].startswith("'=") for row in rows)
    assert client.get(address.replace("csv", "xlsx")).status_code == 200
    assert client.get(address.replace("csv", "pdf")).status_code == 404


def test_two_runs_are_compared(client: Client, run: CompositionRun) -> None:
    address = reverse("composition_compare", args=[run.composition.public_id])

    page = text(client.get(address, {"run": 1, "with": 2}).content.decode())

    assert "What each reaches" in page
    assert "moved" in page


def test_a_composition_is_begun_with_the_usual_rules(
    client: Client, world: World, schools: list[School]
) -> None:
    sent = {
        "name_en": "Groups",
        "name_cy": "Grwpiau",
        "year": 2027,
        "schools": "primary",
        "all_age_with": "secondary",
        "stage_source": "category",
    }

    answer = client.post(reverse("composition_new"), sent)

    made = Composition.objects.get()
    assert answer.status_code == 302
    assert Asked.read(made.rules).groups == 2
    assert made.stage_year == 2020


def test_without_a_school_of_its_kind_nothing_is_begun(client: Client, world: World) -> None:
    School.objects.filter(phase="primary").update(phase="secondary")
    sent = {"name_en": "A", "name_cy": "B", "year": 2027, "schools": "primary"}

    answer = client.post(
        reverse("composition_new"), {**sent, "all_age_with": "secondary", "stage_source": "data"}
    )

    assert answer.status_code == 422
    assert not Composition.objects.exists()


def test_nobody_else_finds_it(world: World, run: CompositionRun) -> None:
    for person in (world.people.head, world.people.adviser, world.people.data_officer):
        other = Client()
        other.force_login(person)
        assert other.get(page_of(run)).status_code == 404
        assert other.get(reverse("compositions")).status_code == 403
