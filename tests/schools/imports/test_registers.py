"""What lists of schools say once they are stored."""

import datetime as dt
from collections.abc import Callable

from schools.models import ImportBatch, Release, Result, School
from tests.schools.imports.conftest import figures
from tests.schools.imports.files import (
    history,
    register,
    register_2025,
    school,
    table,
    wales_2025,
)

Store = Callable[..., ImportBatch]


class TestRegister:
    def test_facts(self, store: Store) -> None:
        store("register.csv", register_2025())

        stored = School.objects.get(number="6812001")
        assert (stored.published_name, stored.name_en) == ("YSGOL Y BORE", "Ysgol y Bore")
        assert (stored.phase, stored.medium, stored.postcode, stored.town) == (
            "primary",
            "EM",
            "CF14 3HS",
            "Heol Un",
        )
        assert (stored.listed_on, stored.closed_on) == (dt.date(2025, 9, 10), None)
        assert stored.scope.lineage == [*stored.authority.scope.lineage, stored.scope_id]

    def test_figures_and_why_they_are_missing(self, store: Store) -> None:
        store("register.csv", register_2025())

        assert figures("6812001") == {
            ("pupils", ""): 210.0,
            ("fsm", ""): 12.5,
            ("attendance", ""): 92.1,
            ("pupil_teacher_ratio", ""): "not_shown",
            ("budget_per_pupil", ""): "not_shown",
        }
        assert figures("6814001")["capped9", ""] == 365.4
        assert {result.release.slug for result in Result.objects.all()} == {"my-local-school-2025-09"}

    def test_two_attendance_figures_of_an_all_age_school(self, store: Store) -> None:
        store("register.csv", register_2025())

        found = figures("6815501")
        assert (found["attendance", "primary"], found["attendance", "secondary"]) == (94.0, 88.0)

    def test_a_column_that_is_absent_says_nothing(self, store: Store) -> None:
        store(
            "register.csv",
            table(
                ["school_number", "school_name", "sector", "pupils"], [school("6812001", "Un", pupils="9")]
            ),
        )

        assert figures("6812001") == {("pupils", ""): 9.0}

    def test_schools_elsewhere_are_the_backdrop(self, store: Store) -> None:
        store("wales.csv", wales_2025())

        away = School.objects.get(number="6602001")
        assert (away.scope, away.authority.region) == (None, None)
        assert figures("6602001")["fsm", ""] == 22.0

    def test_a_list_of_a_later_year(self, store: Store) -> None:
        store("register.csv", register_2025())
        later = register(school("6812001", "Ysgol Un", pupils="220"))

        batch = store("register_2026.csv", later, published_on=dt.date(2026, 9, 8))

        assert batch.counts["closing"] == 3
        assert figures("6812001", 2026)["pupils", ""] == 220.0
        release = Release.objects.get(slug="register-2026-09-08")
        assert (release.name_en, release.name_cy) == ("as published in September 2026", release.name_cy)
        assert not release.year_known

    def test_a_list_with_figures_corrected_closes_nothing(self, store: Store) -> None:
        store("register.csv", register_2025())

        batch = store("mended.csv", register(school("6812001", "YSGOL Y BORE", pupils="211")))

        assert (batch.counts["closing"], figures("6812001")["pupils", ""]) == (0, 211.0)


class TestHistory:
    def test_dates_follow_the_lists(self, store: Store) -> None:
        store("history.csv", history())
        store("register.csv", register_2025())

        dates = {
            number: (opened, closed)
            for number, opened, closed in School.objects.values_list("number", "opened_on", "closed_on")
        }
        assert dates["6812009"] == (None, dt.date(2021, 2, 4))
        assert dates["6812008"] == (None, dt.date(2025, 9, 10))
        assert dates["6815501"] == (dt.date(2021, 2, 4), None)
        assert dates["6742001"] == (dt.date(2025, 9, 10), None)

    def test_an_older_list_adds_what_newer_ones_leave_out(self, store: Store) -> None:
        store("register.csv", register_2025())
        batch = store("history.csv", history())

        stored = School.objects.get(number="6812001")
        assert (stored.name_en, stored.phone) == ("Ysgol y Bore", "029 2000 0000")
        assert figures("6812001", 2018) == {("pupils", ""): 190.0}
        assert batch.counts["tables"]["school"] == {"new": 3, "changed": 0, "same": 0, "older": 3}

    def test_units_apart_from_the_register(self, store: Store) -> None:
        columns = ["School Number", "School Name", "LA Code", "Postcode", "Phone Number"]
        store(
            "prus.csv", table(columns, [dict(zip(columns, ["6811107", "Uned", "681", "", ""], strict=True))])
        )
        store("history.csv", history())
        store("register.csv", register_2025())

        unit = School.objects.get(number="6811107")
        assert (unit.phase, unit.closed_on) == ("pru", None)
        # It belongs to the region, and a list of schools that does not name it does not close it.
        assert unit.scope.parent == unit.authority.scope
