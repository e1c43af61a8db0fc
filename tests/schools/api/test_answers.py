"""What the API tells, and to whom."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from core.api.throttles import PerToken
from core.services.tokens import make_token
from schools.enums import Group
from schools.models import Indicator, Result
from schools.services.indicators import change_indicator, stamp
from schools.services.recompute import recompute_now
from tests.factories import make_category, make_result, make_school
from tests.personas import World
from tests.schools.api.asking import ask, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(world: World) -> World:
    """Eight secondary schools with attendance, five of which make a group."""
    for place, school in enumerate([world.school, *(make_school("681") for _number in range(7))]):
        make_result(school, "fsm", 12.0 + place / 10, cohort=500)
        make_result(school, "attendance", 90.0 + place, cohort=500 + place)
    make_result(world.other_school, "attendance", 93.4, cohort=120)
    recompute_now(region=world.region, by=None)
    return world


def numbers(person: Any, path: str) -> set[str]:
    return {row["school"]["number"] for row in rows(person, path)}


def test_each_person_is_told_of_the_schools_whose_detail_they_see(compared: World) -> None:
    people, own, other = compared.people, compared.school.number, compared.other_school.number
    assert numbers(people.head, "comparisons/") == {own}
    assert numbers(people.teacher, "comparisons/") == {own}
    assert numbers(people.other_head, "comparisons/") == {other}
    assert {own, other} < numbers(people.consortium, "comparisons/")
    assert other not in numbers(people.senior_adviser, "comparisons/")
    assert ask(people.administrator, "comparisons/").status_code == 403
    assert ask(people.stranger, "comparisons/").status_code == 403


@pytest.mark.parametrize("part", ["comparisons", "figures", "pooled"])
def test_another_schools_detail_is_not_found(compared: World, part: str) -> None:
    assert ask(compared.people.head, f"schools/{compared.school.number}/{part}/").status_code == 200
    for person in (compared.people.other_head, compared.people.administrator, compared.people.stranger):
        answer = ask(person, f"schools/{compared.school.number}/{part}/")
        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"


def test_a_school_of_the_backdrop_is_not_found(compared: World) -> None:
    outside = make_school("660")
    assert ask(compared.people.consortium, f"schools/{outside.number}/").status_code == 404
    assert outside.number not in {row["number"] for row in rows(compared.people.consortium, "schools/")}


def test_a_comparison_is_told_as_its_page_tells_it(compared: World) -> None:
    [row] = rows(
        compared.people.head, f"schools/{compared.school.number}/comparisons/?indicator=attendance&pupils=all"
    )
    assert row["figure"] == {"value": 90.0, "shown": "90.0%", "reason": ""}
    assert (row["year"], row["period"], row["cohort"]) == (2025, "2024/25", 500)
    assert row["quarter"] == 4
    assert row["group_size"] == 8


def test_names_follow_the_language_that_is_asked_for(compared: World) -> None:
    def label(path: str, **headers: str) -> tuple[str, str]:
        answer = ask(compared.people.head, path, **headers)
        return answer.json()["name"], answer["Content-Language"]

    assert label("indicators/attendance/") == ("Attendance", "en")
    assert label("indicators/attendance/?lang=cy") == ("Presenoldeb", "cy")
    welsh = {"accept-language": "cy"}
    assert label("indicators/attendance/", **welsh) == ("Presenoldeb", "cy")
    assert label("indicators/attendance/?lang=en", **welsh) == ("Attendance", "en")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("schools/?sort=value", 400, "unknown_parameter"),
        ("schools/?order_by=attendance", 400, "unknown_parameter"),
        ("schools/?format=csv", 400, "unknown_parameter"),
        ("schools/?phase=infant", 400, "unknown_value"),
        ("schools/?phase=", 400, "unknown_value"),
        ("schools/?limit=101", 400, "bad_value"),
        ("schools/?limit=0", 400, "bad_value"),
        ("schools/?limit=ten", 400, "bad_value"),
        ("schools/?limit=1&limit=2", 400, "given_twice"),
        ("schools/?offset=-1", 400, "bad_value"),
        ("schools/?q=", 400, "bad_value"),
        ("schools/?q=%00", 400, "bad_value"),
        ("schools/?lang=fr", 400, "unknown_value"),
        ("schools/?authority=gwynedd", 404, "unknown_authority"),
        ("comparisons/?indicator=nothing", 404, "unknown_indicator"),
        ("comparisons/?year=1999", 400, "bad_value"),
        ("comparisons/?pupils=boys", 400, "unknown_value"),
        ("indicators/nothing/", 404, "not_found"),
        ("schools/12345/", 404, "not_found"),
        ("nothing/", 404, "no_such_address"),
    ],
)
def test_what_is_refused_is_said_in_both_languages(world: World, path: str, status: int, code: str) -> None:
    answer = ask(world.people.head, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["en"]
    assert answer.json()["cy"]
    assert answer["Content-Type"] == "application/json"


def test_a_refusal_names_what_it_does_not_know(world: World) -> None:
    said = ask(world.people.head, "schools/?sort=value&rank=1").json()
    assert "rank, sort" in said["en"]
    assert "phase" in said["en"]


def test_pages_follow_one_another_by_name_and_leave_nothing_out(compared: World) -> None:
    every = rows(compared.people.head, "schools/?limit=100")
    by_three = rows(compared.people.head, "schools/?limit=3")
    assert [row["number"] for row in by_three] == [row["number"] for row in every]
    assert [row["name"].casefold() for row in every] == sorted(row["name"].casefold() for row in every)
    last = ask(compared.people.head, f"schools/?limit=3&offset={len(every)}").json()
    assert last["results"] == []
    assert last["next"] is None


def test_filters_are_those_of_the_list(compared: World) -> None:
    primary = rows(compared.people.head, "schools/?phase=primary&medium=WM&authority=rhondda-cynon-taf")
    assert [row["number"] for row in primary] == [compared.other_school.number]
    assert (
        rows(compared.people.head, "schools/?q=gynradd%20ârall")[0]["number"] == compared.other_school.number
    )


class TestFewPupils:
    def figure(self, world: World, person: Any, path: str = "") -> Any:
        path = path or f"schools/{world.school.number}/figures/?indicator=capped9"
        return rows(person, path)[0]

    @pytest.mark.parametrize(
        ("cohort", "value", "shown"),
        [(0, None, "–"), (4, None, "*"), (5, 350.0, "350.0"), (9, 350.0, "350.0"), (10, 350.0, "350.0")],
    )
    def test_a_small_cohort_is_hidden_from_whoever_sees_no_exact_figures(
        self, world: World, cohort: int, value: float | None, shown: str
    ) -> None:
        make_result(
            world.school,
            "capped9",
            350.0 if cohort else None,
            cohort=cohort,
            missing="" if cohort else "no_pupils",
        )
        recompute_now(region=world.region, by=None)
        for person in (world.people.teacher, world.people.governor, world.people.consortium):
            row = self.figure(world, person)
            assert (row["figure"]["value"], row["figure"]["shown"]) == (value, shown)
            assert bool(row["figure"]["reason"]) == (cohort < 10)
            assert row["cohort"] == (cohort if value is not None else None)

    def test_the_head_sees_the_own_exact_figure(self, world: World) -> None:
        make_result(world.school, "capped9", 350.0, cohort=4)
        recompute_now(region=world.region, by=None)
        assert self.figure(world, world.people.head)["figure"]["value"] == 350.0
        assert self.figure(world, world.people.teacher)["figure"]["value"] is None

    def test_nobody_is_told_it_by_the_comparisons(self, world: World) -> None:
        make_result(world.school, "capped9", 350.0, cohort=4)
        recompute_now(region=world.region, by=None)
        for person in (world.people.head, world.people.consortium, world.people.adviser):
            assert rows(person, f"schools/{world.school.number}/comparisons/?indicator=capped9") == []
            assert rows(person, "comparisons/?indicator=capped9") == []

    def test_no_group_can_be_worked_out_from_another(self, world: World) -> None:
        for group, value, cohort in (
            (Group.ALL, 350.0, 30),
            (Group.EFSM, 320.0, 6),
            (Group.NOT_EFSM, 357.5, 24),
        ):
            make_result(world.school, "capped9", value, cohort=cohort, group=group)
        recompute_now(region=world.region, by=None)
        told = rows(world.people.teacher, f"schools/{world.school.number}/comparisons/?indicator=capped9")
        assert [row["pupils"] for row in told] == ["all"]

    def test_no_place_is_given_for_nine_pupils(self, world: World) -> None:
        for place, school in enumerate([world.school, *(make_school("681") for _number in range(7))]):
            make_result(school, "fsm", 12.0, cohort=50)
            make_result(school, "capped9", 340.0 + place, cohort=9 if school == world.school else 40)
        recompute_now(region=world.region, by=None)
        [row] = rows(world.people.teacher, f"schools/{world.school.number}/comparisons/?indicator=capped9")
        assert row["figure"]["value"] == 340.0
        places = [row[name] for name in ("percentile", "quarter", "benchmark_group", "expected", "verdict")]
        assert places == [None, None, None, None, ""]


class TestTeacherAssessment:
    @pytest.fixture
    def assessed(self, world: World) -> World:
        code = Indicator.objects.filter(kind="teacher_assessment").first().code
        for year in (2017, 2018):
            make_result(world.school, code, 88.0, cohort=60, year=year)
        recompute_now(region=world.region, by=None)
        return world

    def test_since_2018_it_is_told_to_the_school_its_adviser_and_authority(self, assessed: World) -> None:
        people = assessed.people
        path = f"schools/{assessed.school.number}/figures/"
        for person in (people.head, people.adviser, people.senior_adviser):
            assert [row["figure"]["value"] for row in rows(person, path)] == [88.0, 88.0]
        for person in (people.consortium, people.data_officer, people.teacher):
            assert [row["figure"]["value"] for row in rows(person, path)] == [88.0, None]

    def test_no_table_has_it(self, assessed: World) -> None:
        for person in (assessed.people.head, assessed.people.consortium, assessed.people.adviser):
            assert {row["year"] for row in rows(person, "comparisons/")} <= {2017}


class TestUnchanged:
    def etag(self, person: Any, path: str = "schools/") -> str:
        return ask(person, path)["ETag"]

    def test_the_same_answer_is_sent_once(self, compared: World) -> None:
        etag = self.etag(compared.people.head)
        assert etag.startswith('"')
        again = ask(compared.people.head, "schools/", **{"if-none-match": etag})
        assert again.status_code == 304
        assert not again.content
        assert again["ETag"] == etag
        assert again["Cache-Control"] == "private, no-cache"
        assert {"Accept-Language", "Authorization", "Cookie"} <= set(again["Vary"].split(", "))

    def test_another_run_is_another_answer(self, compared: World) -> None:
        before = self.etag(compared.people.head)
        recompute_now(region=compared.region, by=None)
        assert self.etag(compared.people.head) != before

    def test_a_changed_figure_or_word_is_another_answer(self, compared: World) -> None:
        first = self.etag(compared.people.head)
        Result.objects.filter(school=compared.school, indicator__code="fsm").update(value=13.0)
        second = self.etag(compared.people.head)
        attendance = Indicator.objects.get(code="attendance")
        change_indicator(
            indicator=attendance,
            seen=stamp(attendance),
            by=compared.people.data_officer,
            reason_en="Because.",
        )
        assert len({first, second, self.etag(compared.people.head)}) == 3

    def test_people_languages_and_pages_differ(self, compared: World) -> None:
        head, other = compared.people.head, compared.people.other_head
        paths = ["schools/", "schools/?lang=cy", "schools/?offset=1"]
        assert len({self.etag(person, path) for person in (head, other) for path in paths}) == 6

    def test_whoever_lost_the_post_is_not_answered_from_before(self, compared: World) -> None:
        path = f"schools/{compared.school.number}/comparisons/"
        etag = self.etag(compared.people.head, path)
        compared.people.head.assignments.all().delete()
        assert ask(compared.people.head, path, **{"if-none-match": etag}).status_code == 404


def test_too_many_requests_are_told_to_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(PerToken, "THROTTLE_RATES", {"api": "2/min"})
    _token, key = make_token(name="a", days=30, by=world.people.head)
    _token, second = make_token(name="b", days=30, by=world.people.head)

    def answers(key: str) -> Any:
        return Client().get("/api/v1/releases/", headers={"Authorization": f"Bearer {key}"})

    assert [answers(key).status_code for _turn in range(3)] == [200, 200, 429]
    assert int(answers(key)["Retry-After"]) <= 61
    assert answers(second).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_changed(client: Client, world: World, method: str) -> None:
    client.force_login(world.people.head)
    answer = getattr(client, method)("/api/v1/schools/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_categories_are_counted_for_those_who_see_the_region(world: World) -> None:
    make_category(world.school, 2019, "green")
    make_category(world.school, 2020, "yellow")
    recompute_now(region=world.region, by=None)
    told = rows(world.people.consortium, "category-summaries/?year=2020&authority=cardiff&phase=secondary")
    assert {(row["category"], row["previous"], row["schools"]) for row in told} == {("yellow", "green", 1)}
    assert ask(world.people.head, "category-summaries/").status_code == 403


def test_the_description_is_in_both_languages(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    english = client.get("/api/v1/schema/?lang=en").json()
    welsh = client.get("/api/v1/schema/?lang=cy").json()
    assert english["paths"].keys() == welsh["paths"].keys()
    assert "/api/v1/schools/{number}/comparisons/" in english["paths"]
    page = client.get("/en/api/v1/docs/").content.decode()
    assert all(path in page for path in english["paths"])
    assert client.get("/api/v1/docs/").status_code == 302
