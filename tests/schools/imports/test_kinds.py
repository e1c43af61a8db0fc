"""What files about schools say once they are stored."""

from collections.abc import Callable

import pytest

from schools.models import Boundary, CategoryRecord, ImportBatch, Result, SchoolLink
from tests.schools.imports.conftest import figures
from tests.schools.imports.files import (
    categories,
    free_meals,
    history,
    official_categories,
    outlines,
    register_2025,
    ring,
    successors,
    workbook,
)

Store = Callable[..., ImportBatch]


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
