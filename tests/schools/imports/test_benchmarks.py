"""Official quartiles of benchmark groups: what a file says, what is refused, what comes of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import User
from schools.enums import Phase
from schools.imports.benchmarks import version_order
from schools.imports.problems import Problem
from schools.models import (
    BenchmarkBoundary,
    BenchmarkCut,
    Comparison,
    ComparisonRun,
    ImportBatch,
    Region,
    Release,
)
from schools.services.imports import undo_import
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.personas import World
from tests.schools.imports.files import workbook

Store = Callable[..., ImportBatch]
HEADER = "indicator,year,phase,group,lower_quartile,median,upper_quartile,version"


def rows(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def stored() -> list[tuple[Any, ...]]:
    return list(
        BenchmarkBoundary.objects.order_by("year", "group").values_list(
            "indicator__code", "phase", "year", "group", "lower", "median", "upper", "version"
        )
    )


def codes(batch: ImportBatch) -> list[tuple[str, int, str]]:
    return [(problem["code"], problem["row"], problem["column"]) for problem in batch.problems]


GOOD = ("attendance,2018/19,Primary,1,93.8,94.6,95.4,1", "attendance,2019,primary,2,93.1%,94,94.9,1")
KEPT = [
    ("attendance", "primary", 2019, 1, 93.8, 94.6, 95.4, "1"),
    ("attendance", "primary", 2019, 2, 93.1, 94.0, 94.9, "1"),
]


class TestWhatAFileSays:
    def test_stored_with_version_and_release(self, store: Store) -> None:
        batch = store("boundaries.csv", rows(*GOOD))

        assert stored() == KEPT
        assert batch.kind == "benchmarks"
        assert batch.counts["tables"]["benchmark"] == {"new": 2, "changed": 0, "same": 0, "older": 0}
        assert set(BenchmarkBoundary.objects.values_list("release__slug", "batch")) == {
            ("benchmarks-2019", batch.pk)
        }

    @pytest.mark.parametrize(
        "header",
        [
            "Indicator code,School year,Sector,Group number,Lower quartile,Median,Upper quartile,Version",
            "Dangosydd,Blwyddyn academaidd,Cyfnod,Grŵp,Chwartel isaf,Canolrif,Chwartel uchaf,Fersiwn",
            "Measure,Year/Blwyddyn,Phase/Cyfnod,Group/Grŵp,Chwartel isaf/Lower,Canolrif/Median,Upper,Fersiwn",
            "indicator,year,phase,group,q1,q2,q3,version",
            "indicator,year,phase,group,lower,median,upper,version",
        ],
    )
    def test_other_headings(self, store: Store, header: str) -> None:
        store("boundaries.csv", b"Boundaries of 2019\n\n" + rows(*GOOD, header=header))

        assert stored() == KEPT

    def test_a_workbook(self, store: Store) -> None:
        store("boundaries.xlsx", workbook(rows(*GOOD)))

        assert stored() == KEPT

    def test_a_publication_that_is_known(self, store: Store) -> None:
        Release.objects.create(
            slug="boundaries-2013", name_en="B", name_cy="B", source_en="WG", source_cy="LlC",
            published_on="2013-12-10",
        )  # fmt: skip
        store("boundaries.csv", rows(f"{GOOD[0]},boundaries-2013", header=f"{HEADER},release"))

        assert BenchmarkBoundary.objects.get().release.slug == "boundaries-2013"

    def test_quarter_one_first_is_turned_round_and_said(self, store: Store) -> None:
        header = HEADER.replace("lower_quartile,median,upper_quartile", "Quarter 1,Quarter 2,Quarter 3")
        batch = store("boundaries.csv", rows("attendance,2019,primary,1,95.4,94.6,93.8,1", header=header))

        assert stored() == KEPT[:1]
        note = next(note for note in batch.counts["notes"] if note["code"] == "turned")
        assert note["facts"] == {"count": 1}

    @pytest.mark.parametrize(
        ("older", "newer"), [("1", "2"), ("1.9", "1.10"), ("", "1"), ("2013-09-30", "2013-12-10")]
    )
    def test_versions_in_their_order(self, older: str, newer: str) -> None:
        assert version_order(older) < version_order(newer)


BAD = [
    ("attendanse,2019,primary,1,93,94,95,", ("indicator", 2, "indicator")),
    (",2019,primary,1,93,94,95,", ("blank", 2, "indicator")),
    ("attendance,2019/21,primary,1,93,94,95,", ("year", 2, "year")),
    ("attendance,2011,primary,1,93,94,95,", ("no_groups", 2, "year")),
    ("attendance,2019,special,1,93,94,95,", ("not_benchmarked", 2, "phase")),
    ("fsm,2019,primary,1,13,14,15,", ("not_benchmarked", 2, "phase")),
    ("attendance,2019,college,1,93,94,95,", ("choice", 2, "phase")),
    ("attendance,2019,primary,6,93,94,95,", ("no_such_group", 2, "group")),
    ("attendance,2019,primary,0,93,94,95,", ("no_such_group", 2, "group")),
    ("attendance,2019,primary,1.5,93,94,95,", ("no_such_group", 2, "group")),
    ("attendance,2019,primary,,93,94,95,", ("blank", 2, "group")),
    ("attendance,2019,primary,1,93,94,105,", ("out_of_range", 2, "upper_quartile")),
    ("attendance,2019,primary,1,-1,94,95,", ("out_of_range", 2, "lower_quartile")),
    ("attendance,2019,primary,1,93,,95,", ("blank", 2, "median")),
    ("attendance,2019,primary,1,93,*,95,", ("not_a_number", 2, "median")),
    ("attendance,2019,primary,1,93,nan,95,", ("not_a_number", 2, "median")),
    ("attendance,2019,primary,1,93,1e308,95,", ("not_a_number", 2, "median")),
    ("attendance,2019,primary,1,95,94,93,", ("not_ascending", 2, "lower_quartile")),
    ("attendance,2019,primary,1,93,96,95,", ("not_ascending", 2, "lower_quartile")),
    ("attendance,2019,primary,1,93,94,95,10/12/2013", ("version", 2, "version")),
    (f"attendance,2019,primary,1,93,94,95,{'9' * 41}", ("too_long", 2, "version")),
    ("attendance,2019,primary,1,93,94,95,1\u202e", ("control_character", 2, "version")),
]


class TestRefusals:
    @pytest.mark.parametrize(("line", "problem"), BAD)
    def test_each_fault_by_row_and_column(
        self, check: Store, line: str, problem: tuple[str, int, str]
    ) -> None:
        batch = check("boundaries.csv", rows(line, GOOD[1]))

        assert batch.state == "refused"
        assert codes(batch) == [problem]
        for language in ("en", "cy"):
            with translation.override(language):
                assert "%(" not in Problem.from_json(batch.problems[0]).in_words()
        assert not BenchmarkBoundary.objects.exists()

    def test_every_fault_of_a_row_is_said(self, check: Store) -> None:
        batch = check("boundaries.csv", rows("attendance,20x9,college,,,94,95,"))

        assert {code for code, _row, _column in codes(batch)} == {"year", "choice", "blank"}

    def test_twice_in_the_file(self, check: Store) -> None:
        batch = check("boundaries.csv", rows(GOOD[0], GOOD[1], "attendance,2019,Cynradd,1,90,91,92,2"))

        assert codes(batch) == [("benchmark_twice", 4, "indicator")]
        assert batch.problems[0]["facts"] == {"other": 2}

    def test_quarters_that_neither_rise_nor_fall(self, check: Store) -> None:
        header = HEADER.replace("lower_quartile,median,upper_quartile", "q1,q2,q3")
        batch = check("boundaries.csv", rows("attendance,2019,primary,1,95,97,93,", header=header))

        assert codes(batch) == [("neither_way", 2, "q1")]
        assert batch.problems[0]["facts"] == {"lower": 95, "median": 97, "upper": 93}

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (rows(), "no_rows"),
            (rows(GOOD[0] + ",more"), "uneven_row"),
            (rows(GOOD[0]).replace(b"94.6", b'"94.6'), "open_quote"),
            (rows(GOOD[0]).replace(b"94.6", b"\xff"), "not_utf8"),
            (rows(GOOD[0]).replace(b"94.6", b"9\x00"), "nul_bytes"),
            (rows(GOOD[0], header=HEADER.replace("median", "lower")), "unknown_header"),
            (rows(GOOD[0], header=HEADER.replace("version", "q1")), "column_twice"),
        ],
    )
    def test_half_broken_files(self, check: Store, content: bytes, code: str) -> None:
        batch = check("boundaries.csv", content)

        assert (batch.state, batch.problems[0]["code"]) == ("refused", code)
        assert not BenchmarkBoundary.objects.exists()

    def test_a_formula(self, check: Store) -> None:
        batch = check("boundaries.xlsx", workbook(rows(GOOD[0]), formula=True))

        assert batch.problems[0]["code"] == "formula"

    def test_a_release_that_nobody_knows(self, check: Store) -> None:
        batch = check("boundaries.csv", rows(f"{GOOD[0]},nonesuch", header=f"{HEADER},release"))

        assert codes(batch) == [("choice", 2, "release")]


class TestVersions:
    def test_an_older_version_never_overwrites(self, store: Store, check: Store) -> None:
        store("second.csv", rows("attendance,2019,primary,1,93,94,95,2"))

        batch = check("first.csv", rows("attendance,2019,primary,1,90,91,92,1"))

        assert batch.counts["tables"]["benchmark"]["older"] == 1
        assert not batch.counts["confirmable"]

    def test_a_newer_one_does_and_undo_puts_the_old_back(self, store: Store, officer: User) -> None:
        store("first.csv", rows(*GOOD))
        batch = store("second.csv", rows("attendance,2019,primary,1,93,94,95,2", GOOD[1]))
        assert batch.counts["tables"]["benchmark"] == {"new": 0, "changed": 1, "same": 1, "older": 0}
        assert stored()[0][4:] == (93.0, 94.0, 95.0, "2")

        undo_import(batch, by=officer)

        assert stored() == KEPT

    def test_an_older_publication_with_a_higher_version_does_not(self, store: Store, check: Store) -> None:
        for slug, day in (("old", "2013-01-01"), ("new", "2014-01-01")):
            Release.objects.create(
                slug=slug, name_en=slug, name_cy=slug, source_en="", source_cy="", published_on=day
            )
        header = f"{HEADER},release"
        store("new.csv", rows("attendance,2019,primary,1,93,94,95,1,new", header=header))

        batch = check("old.csv", rows("attendance,2019,primary,1,90,91,92,7,old", header=header))

        assert batch.counts["tables"]["benchmark"]["older"] == 1

    def test_the_first_cannot_be_undone_before_the_second(self, store: Store, officer: User) -> None:
        first = store("first.csv", rows(*GOOD))
        store("second.csv", rows("attendance,2019,primary,1,93,94,95,2"))

        with pytest.raises(DomainError, match="second"):
            undo_import(first, by=officer)
        assert len(stored()) == 2

    def test_undoing_all_takes_rows_and_release(self, store: Store, officer: User) -> None:
        batch = store("first.csv", rows(*GOOD))

        undo_import(batch, by=officer)

        assert stored() == []
        assert not Release.objects.filter(slug="benchmarks-2019").exists()

    def test_the_same_file_again_has_nothing_new(self, store: Store, check: Store) -> None:
        store("first.csv", rows(*GOOD))

        assert not check("first.csv", rows(*GOOD)).counts["confirmable"]


@pytest.fixture
def six_schools(region: Region) -> None:
    for number in range(6):
        school = make_school(name=f"Ysgol {number}", phase=Phase.PRIMARY)
        make_result(school, "fsm", 12.0)
        make_result(school, "attendance", 88.0 + number)


def test_a_recompute_is_asked_for_and_places_by_them(
    six_schools: None, store: Store, region: Region, officer: User
) -> None:
    store("boundaries.csv", rows("attendance,2025,primary,2,80,81,82,1"))
    assert ComparisonRun.objects.get().state == "building"

    run = recompute_now(region=region, by=officer)

    cut = BenchmarkCut.objects.get(run=run, indicator__code="attendance", group=2, pupils="all")
    assert (cut.official, cut.q1, cut.median, cut.q3) == (True, 80, 81, 82)
    placed = Comparison.objects.filter(run=run, indicator__code="attendance")
    assert set(placed.values_list("quarter", flat=True)) == {1}


@pytest.mark.parametrize(
    ("language", "version"), [("en", "official, version 2.1, from release: "), ("cy", "2.1")]
)
def test_the_runs_page_says_whose_quartiles(
    client: Client, world: World, six_schools: None, store: Store, language: str, version: str
) -> None:
    store("boundaries.csv", rows("attendance,2025,primary,2,80,81,82,2.1"))
    run = recompute_now(region=world.region, by=world.people.data_officer)
    client.force_login(world.people.data_officer)
    with translation.override(language):
        page = client.get(reverse("run", args=[run.pk])).content.decode()
        release = Release.objects.get(slug="benchmarks-2025")

        assert version in page
        assert str(release.name) in page
        # The whole phase, and every other group, is the portal's own.
        assert page.count(f">{_('computed by the portal')}<") == 1


def test_a_run_before_an_undo_says_that_it_changed(
    client: Client, world: World, six_schools: None, store: Store, officer: User
) -> None:
    batch = store("boundaries.csv", rows("attendance,2025,primary,2,80,81,82,2.1"))
    run = recompute_now(region=world.region, by=officer)
    undo_import(batch, by=officer)
    client.force_login(world.people.data_officer)

    with translation.override("en"):
        page = client.get(reverse("run", args=[run.pk])).content.decode()

    assert "official, changed since this run" in page
