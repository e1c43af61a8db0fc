"""What each kind of file says once it is stored."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.models import Job, User
from schools.models import Boundary, CategoryRecord, ImportBatch, Region, Release, Result, School, SchoolLink
from schools.services.imports import confirm_import
from tests.schools.imports.conftest import snapshot
from tests.schools.imports.files import (
    categories,
    free_meals,
    history,
    official_categories,
    outlines,
    register,
    register_2025,
    ring,
    school,
    seven_files,
    successors,
    table,
    wales_2025,
    workbook,
)

Store = Callable[..., ImportBatch]


def figures(number: str, year: int = 2025) -> dict[tuple[str, str], float | str | None]:
    """Measure and part → value, or why it is missing."""
    return {
        (result.indicator.code, result.part): result.missing or result.value
        for result in Result.objects.filter(school__number=number, year=year).select_related("indicator")
    }


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
        assert (unit.phase, unit.scope, unit.closed_on) == ("pru", None, None)


class TestCategories:
    def test_stored_with_year_and_publication(self, store: Store) -> None:
        store("history.csv", history())
        store("categories.csv", categories())

        assert set(
            CategoryRecord.objects.values_list("school__number", "year", "category", "release__slug")
        ) == {
            ("6812001", 2019, "green", "categories-2019"),
            ("6812001", 2020, "yellow", "categories-2020"),
            ("6812009", 2019, "red", "categories-2019"),
            ("6814001", 2020, "amber", "categories-2020"),
        }

    @pytest.mark.parametrize("shape", [lambda content: content, workbook], ids=["csv", "xlsx"])
    def test_the_published_shape(self, store: Store, shape: Callable[[bytes], bytes]) -> None:
        store("register.csv", register_2025())
        name = "list.csv" if shape is not workbook else "list.xlsx"

        batch = store(
            name, shape(official_categories(("6742001", "Yellow/Melyn"), ("6815501", "Red/Coch"))), year=2020
        )

        assert dict(CategoryRecord.objects.values_list("school__number", "category")) == {
            "6742001": "yellow",
            "6815501": "red",
        }
        assert "columns_unused" not in {note["code"] for note in batch.counts["notes"]}

    def test_an_all_age_school_stands_in_two_lists(self, store: Store, check: Store) -> None:
        store("register.csv", register_2025())
        store(
            "primary.csv",
            official_categories(("6815501", "Red/Coch"), ("6812001", "Green/Gwyrdd")),
            year=2020,
        )

        second = check("secondary.csv", official_categories(("6815501", "Red/Coch")), year=2020)
        both = check(
            "both.csv", official_categories(("6815501", "Red/Coch"), ("6815501", "Red/Coch")), year=2020
        )
        odd = check(
            "odd.csv", official_categories(("6815501", "Red/Coch"), ("6815501", "Amber/Oren")), year=2020
        )

        assert (second.counts["confirmable"], both.state) == (False, "checked")
        assert odd.problems[0]["code"] == "contradiction"

    def test_counts_schools_and_not_only_rows(self, store: Store, check: Store) -> None:
        store("history.csv", history())
        rows = categories() + b"6812008,,,,2018/19,green\n"

        batch = check("categories.csv", rows)

        assert (batch.counts["schools"], batch.counts["rows"]) == (3, 5)


class TestOthers:
    def test_free_meals(self, store: Store) -> None:
        store("history.csv", history())
        store("free_meals.csv", free_meals())

        assert figures("6812001", 2020)["fsm", ""] == 11.2

    def test_links(self, store: Store) -> None:
        store("history.csv", history())
        store("successors.csv", successors())

        link = SchoolLink.objects.get()
        assert (link.predecessor.number, link.successor.number, link.evidence) == (
            "6812009",
            "6815501",
            "same postcode",
        )

    def test_outlines(self, store: Store) -> None:
        store("outlines.geojson", outlines())

        assert Boundary.objects.get(authority__code="681").geometry == {
            "type": "Polygon",
            "coordinates": [ring()],
        }

    def test_results_in_the_long_shape(self, store: Store) -> None:
        store("register.csv", register_2025())
        store(
            "results.csv",
            b"school_number,indicator,year,group,part,value,numerator,cohort,missing\n"
            b"6814001,l2_inclusive,2016/17,efsm,,40,8,20,\n"
            b"6814001,l2_inclusive,2017,,,,,,withheld\n"
            b"6815501,attendance,2019,,secondary,91.5,,,\n",
        )

        found = Result.objects.filter(year__lt=2025).order_by("pk")
        assert [
            (row.group, row.part, row.value, row.numerator, row.cohort, row.missing) for row in found
        ] == [
            ("efsm", "", 40.0, 8.0, 20, ""),
            ("all", "", None, None, None, "withheld"),
            ("all", "secondary", 91.5, None, None, ""),
        ]

    def test_a_figure_of_an_older_publication_does_not_overwrite(self, store: Store, check: Store) -> None:
        store("register.csv", register_2025())

        batch = check("results.csv", b"school_number,indicator,year,value\n6812001,pupils,2025,5\n")

        assert batch.counts["tables"]["result"]["older"] == 1
        assert not batch.counts["confirmable"]


class TestAnyTable:
    @pytest.mark.parametrize("name", [name for name in seven_files() if name.endswith(".csv")])
    def test_is_the_same_as_a_workbook(
        self, store: Store, name: str, django_db_reset: Callable[[], Any]
    ) -> None:
        ends = []
        for file_name, content in [
            (name, seven_files()[name]),
            (f"{name}.xlsx", workbook(seven_files()[name])),
        ]:
            with django_db_reset():
                if name not in {"register.csv", "history.csv", "wales.csv"}:
                    store("history.csv", history())
                store(file_name, content)
                ends.append(snapshot())

        assert ends[0] == ends[1]

    @pytest.mark.parametrize(
        "dress",
        [
            lambda text: b"\xef\xbb\xbf" + text,
            lambda text: text.replace(b"\n", b"\r\n"),
            lambda text: text.replace(b"\n", b"\r"),
            lambda text: text.replace(b",", b";"),
            lambda text: text.replace(b",", b"\t"),
            lambda text: b"A list\n\n" + text + b"\nSource: nobody\n",
        ],
        ids=["mark", "crlf", "cr", "semicolons", "tabs", "title and footnote"],
    )
    def test_in_other_dress(
        self, store: Store, dress: Callable[[bytes], bytes], django_db_reset: Callable[[], Any]
    ) -> None:
        # Without the padding of a CSV's short lines a title is a line of its own.
        content = register(*[school(f"681200{n}", f"Ysgol {n}", pupils="100") for n in range(3)])
        dressed = dress(content)
        if dressed.startswith(b"A list"):
            lines = dressed.splitlines()
            width = lines[2].count(b",")
            dressed = b"\n".join(line + b"," * (width - line.count(b",")) for line in lines)
        with django_db_reset():
            store("plain.csv", content)
            plain = snapshot()

        store("dressed.csv", dressed)

        assert snapshot() == plain

    @pytest.mark.parametrize("name", list(seven_files()))
    def test_twice_changes_nothing(self, store: Store, check: Store, name: str) -> None:
        store("history.csv", history())
        store(name, seven_files()[name])
        state = snapshot()

        again = check(name, seven_files()[name])

        assert not again.counts["confirmable"]
        assert all(
            outcomes["new"] == outcomes["changed"] == 0 for outcomes in again.counts["tables"].values()
        )
        assert snapshot() == state

    def test_storing_asks_for_the_comparisons(self, store: Store, officer: User, region: Region) -> None:
        store("register.csv", register_2025())

        job = Job.objects.get()
        assert (job.kind, job.arguments, job.asked_by) == (
            "schools.recompute",
            {"region_id": region.pk},
            officer,
        )

    def test_who_and_what_stand_in_the_record(self, store: Store, officer: User) -> None:
        batch = store("register.csv", register_2025())

        assert (batch.state, batch.stored_by, batch.kind) == ("stored", officer, "register")
        assert (
            batch.changes.filter(table="school", before__isnull=True).count() == School.objects.count() == 5
        )


class TestUnmatched:
    def test_rows_of_unknown_schools_wait_and_come_in(self, store: Store) -> None:
        store("register.csv", register_2025())
        batch = store("categories.csv", categories())
        assert (batch.counts["set_aside"], [entry["row"] for entry in batch.set_aside]) == (
            {"rows": 1, "schools": 1},
            [4],
        )

        bringing = store("history.csv", history())

        batch.refresh_from_db()
        assert batch.set_aside == []
        assert CategoryRecord.objects.get(school__number="6812009").batch == batch
        assert "waiting" in {note["code"] for note in bringing.counts["notes"]}

    def test_a_file_of_unknown_schools_alone_can_wait(self, store: Store) -> None:
        batch = store("categories.csv", categories())

        assert (batch.state, CategoryRecord.objects.count(), len(batch.set_aside)) == ("stored", 0, 4)


class TestMeanwhile:
    def test_a_preview_that_is_no_longer_true_is_made_anew(
        self, store: Store, check: Store, officer: User
    ) -> None:
        store("register.csv", register_2025())
        batch = check("mended.csv", register(school("6812001", "YSGOL Y BORE", pupils="230")))
        store("other.csv", register(school("6812001", "YSGOL Y BORE", pupils="220")))

        with pytest.raises(Exception, match="changed since this preview"):
            confirm_import(batch, by=officer)
        batch.refresh_from_db()
        assert (batch.state, figures("6812001")["pupils", ""]) == ("checked", 220.0)

        confirm_import(batch, by=officer)
        assert figures("6812001")["pupils", ""] == 230.0
