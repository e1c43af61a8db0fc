"""The catalogue of measures: read by everybody, kept by the data officer."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from core import clock
from schools.enums import IndicatorState
from schools.models import Indicator
from schools.queries.indicators import GOVERNED, changes_of, overdue, years_held
from schools.services.indicators import (
    IndicatorChangedMeanwhile,
    ReplacedByItself,
    change_indicator,
    mark_reviewed,
    restore_indicator,
    retire_indicator,
    stamp,
)
from schools.services.recompute import recompute_now
from schools.services.reference import DEFAULT_REFERENCE, load_reference_data
from tests.factories import make_result, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def attendance() -> Indicator:
    return Indicator.objects.get(code="attendance")


def text_of(answer: Any) -> str:
    return answer.content.decode()


def retire(world: World, code: str = "attendance", replaced_by: Indicator | None = None) -> Indicator:
    found = Indicator.objects.get(code=code)
    words = {"because_en": "It is no longer collected.", "because_cy": "Ni chaiff ei gasglu mwyach."}
    retire_indicator(indicator=found, replaced_by=replaced_by, by=world.people.data_officer, **words)
    return found


def words_of(found: Indicator) -> dict[str, str]:
    return {name: getattr(found, name) for name in GOVERNED}


def test_search_finds_by_name_and_reason_in_both_languages(client: Client, world: World) -> None:
    client.force_login(world.people.governor)

    def found(words: str) -> set[str]:
        page = client.get("/en/indicators/", {"q": words})
        return {row.code for kind in page.context["kinds"] for row in kind.rows}

    assert found("PRESENOLDEB") == found("attendance ") >= {"attendance"}
    assert "capped9" in found("capped")
    assert found("nothing like it") == set()
    assert found("") == set(Indicator.objects.values_list("code", flat=True))


def test_years_count_the_regions_schools(world: World) -> None:
    make_result(world.school, "attendance", 91.0, year=2024)
    make_result(world.school, "attendance", 92.0, year=2025)
    make_result(world.other_school, "attendance", None, year=2025)
    make_result(make_school("660"), "attendance", 92.0, year=2025)
    assert [(row.year, row.schools) for row in years_held(attendance())] == [(2025, 1), (2024, 1)]


def test_the_data_officer_changes_the_words(client: Client, world: World) -> None:
    client.force_login(world.people.data_officer)
    page = client.get("/en/indicators/attendance/edit/")
    sent = {**page.context["form"].initial, "name_en": "Attendance of all", "name_cy": "Presenoldeb pawb"}
    assert client.post("/en/indicators/attendance/edit/", sent).status_code == 302
    assert "Attendance of all" in text_of(client.get("/en/indicators/attendance/"))
    assert "Presenoldeb pawb" in text_of(client.get("/cy/indicators/attendance/"))
    changes = text_of(client.get("/en/indicators/attendance/changes/"))
    assert "Data Officer" in changes
    assert re.search(r"Attendance</td>.*Attendance of all</td>", changes)


@pytest.mark.parametrize("missing", ["name_cy", "reason_en", "owner_cy", "denominator_cy"])
def test_one_language_is_not_enough(client: Client, world: World, missing: str) -> None:
    client.force_login(world.people.data_officer)
    sent = {**words_of(attendance()), missing: "", "seen": ""}
    page = client.post("/en/indicators/attendance/edit/", sent)
    assert page.status_code == 422
    assert "Fill in both languages" in text_of(page)
    assert attendance().changed_at is None


def test_of_two_editors_the_second_keeps_their_text_and_sees_the_other(client: Client, world: World) -> None:
    client.force_login(world.people.data_officer)
    opened = client.get("/en/indicators/attendance/edit/").context["form"].initial
    change_indicator(
        indicator=attendance(), seen=stamp(attendance()), by=world.people.data_officer, name_en="The first"
    )
    page = client.post("/en/indicators/attendance/edit/", {**opened, "name_en": "The second"})
    assert page.status_code == 409
    assert 'value="The second"' in text_of(page)
    assert "<dd>The first</dd>" in text_of(page)
    assert attendance().name_en == "The first"
    again = {**opened, "name_en": "The second", "seen": page.context["form"].data["seen"]}
    assert client.post("/en/indicators/attendance/edit/", again).status_code == 302
    assert attendance().name_en == "The second"


def test_the_service_refuses_what_is_out_of_date(world: World) -> None:
    change_indicator(indicator=attendance(), seen="", by=world.people.data_officer, name_en="Once")
    with pytest.raises(IndicatorChangedMeanwhile):
        change_indicator(indicator=attendance(), seen="", by=world.people.data_officer, name_en="Twice")


def test_words_of_a_person_outlive_the_reference_data(world: World) -> None:
    change_indicator(
        indicator=attendance(), seen="", by=world.people.data_officer, reason_en="Our own reason."
    )
    Indicator.objects.filter(code="fsm").update(reason_en="A slip of the hand")
    load_reference_data(DEFAULT_REFERENCE)
    assert attendance().reason_en == "Our own reason."
    assert Indicator.objects.get(code="fsm").reason_en != "A slip of the hand"


def test_a_review_is_noted_and_asked_for_a_year_later(client: Client, world: World, settings: Any) -> None:
    Indicator.objects.update(next_review_on=clock.today() + dt.timedelta(days=1))
    client.force_login(world.people.data_officer)
    assert "Review" not in text_of(client.get("/en/home/"))
    settings.CLOCK_SHIFT_DAYS = 2
    assert f"Review {Indicator.objects.count()} measures" in text_of(client.get("/en/home/"))
    for row in Indicator.objects.all():
        mark_reviewed(indicator=row, by=world.people.data_officer)
    assert not overdue().exists()
    assert attendance().reviewed_on == clock.today()
    settings.CLOCK_SHIFT_DAYS = 2 + 366
    assert overdue().count() == Indicator.objects.count()


def test_a_head_is_not_asked_for_reviews(client: Client, world: World) -> None:
    Indicator.objects.update(next_review_on=dt.date(2020, 1, 1))
    client.force_login(world.people.head)
    assert "Review 17 measures" not in text_of(client.get("/en/home/"))


def test_a_retired_measure_leaves_the_lists_and_stays_as_history(client: Client, world: World) -> None:
    for code in ("attendance", "fsm"):
        make_result(world.school, code, 91.0 if code == "attendance" else 12.0, cohort=300)
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.head)
    measures = f"/en/schools/{world.school.number}/measures/"
    assert "measures/attendance/" in text_of(client.get(measures))
    retire(world, replaced_by=Indicator.objects.get(code="persistent_absence"))
    assert "measures/attendance/" not in text_of(client.get(measures))
    assert client.get(f"{measures}attendance/").status_code == 200
    page = text_of(client.get("/en/indicators/attendance/"))
    assert "It is no longer collected." in page
    assert "It is replaced by Persistent absence" in page
    assert "Ni chaiff ei gasglu mwyach." in text_of(client.get("/cy/indicators/attendance/"))


def test_a_retired_measure_can_be_brought_back(world: World) -> None:
    restore_indicator(indicator=retire(world), by=world.people.data_officer)
    found = attendance()
    assert found.state == IndicatorState.IN_USE
    assert (found.retired_on, found.retired_because_en, found.replaced_by) == (None, "", None)


def test_nothing_is_replaced_by_itself_or_by_what_is_retired(world: World) -> None:
    with pytest.raises(ReplacedByItself):
        retire(world, replaced_by=attendance())
    gone = retire(world, "fsm")
    with pytest.raises(ReplacedByItself):
        retire(world, replaced_by=gone)


def test_changes_name_who_made_them(world: World) -> None:
    assert changes_of(attendance()) == []
    retire(world)
    [change] = changes_of(attendance())
    assert {name for name, _before, _after in change.fields} >= {"state", "retired_because_en"}
