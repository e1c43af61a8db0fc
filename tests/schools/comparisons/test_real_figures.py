"""The region's published files, imported and compared: figures known from elsewhere."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from schools.enums import Medium, Phase
from schools.models import Authority, BenchmarkCut, Comparison, School
from schools.queries.comparisons import Chosen, categories, figures, line, placed, points
from schools.queries.runs import current_run

FILES = [
    "csc_schools_2018_2021.csv",
    "wales_schools_2025.csv",
    "csc_schools_2025.csv",
    "csc_school_successors.csv",
    "csc_school_categorisation.csv",
    "csc_school_fsm_2019_20.csv",
]
ALL = Chosen()


@pytest.mark.real_data
def test_published_figures_give_what_is_known_of_them(region, real_data):
    for file in FILES:
        call_command("import_file", str(real_data / file), "--apply", verbosity=0)
    call_command("recompute", verbosity=0)
    run = current_run(region)
    assert run is not None
    categories_of_two_years(run)
    categories_under_every_filter(run)
    capped_nine_against_free_meals(run)
    attendance_and_free_meals_by_authority(run)
    reasons_where_there_is_no_quarter(run)


def categories_of_two_years(run):
    picture = categories(run, ALL)
    assert picture.years == [2019, 2020]
    assert picture.of(2019) == {"green": 180, "yellow": 153, "amber": 31, "red": 11}
    assert picture.of(2020) == {"green": 195, "yellow": 136, "amber": 38, "red": 6}
    assert picture.movement == [[163, 14, 3, 0], [31, 108, 14, 0], [1, 12, 17, 1], [0, 2, 4, 5]]
    assert picture.arrived == 0
    moved = picture.movement
    assert sum(moved[place][place] for place in range(4)) == 293
    assert sum(moved[start][end] for start in range(4) for end in range(start)) == 50
    assert sum(moved[start][end] for start in range(4) for end in range(start + 1, 4)) == 32
    cardiff = Authority.objects.get(code="681").pk
    assert picture.of(2020, authority=cardiff) == {"green": 72, "yellow": 39, "amber": 9, "red": 3}
    assert picture.of(2019, phase="secondary") == {"green": 20, "yellow": 19, "amber": 9, "red": 3}


def categories_under_every_filter(run):
    """Whatever is chosen, the parts add up to the whole."""
    authorities = list(Authority.objects.filter(region__isnull=False).values_list("pk", flat=True))
    for medium in ("", *Medium.values):
        whole = categories(run, Chosen(medium=medium)).total(2020)
        by_authority = [
            categories(run, Chosen(authority=pk, medium=medium)).total(2020, authority=pk)
            for pk in authorities
        ]
        assert sum(by_authority) == whole
    for phase in Phase.values:
        chosen = Chosen(phase=phase)
        picture = categories(run, chosen)
        assert picture.total(2020, phase=phase) == sum(
            picture.total(2020, authority=pk, phase=phase) for pk in authorities
        )
        assert sum(map(sum, picture.movement)) + picture.arrived == picture.total(2020, phase=phase)


def capped_nine_against_free_meals(run):
    found = line(run, "capped9", "secondary")
    assert (found.schools, found.year) == (174, 2025)
    assert (found.slope, found.intercept) == pytest.approx((-1.7345, 397.66), abs=0.005)
    assert 1.96 * found.residual_sd == pytest.approx(49.4, abs=0.05)
    region = figures(run, ["capped9"], ALL)["capped9"].of()
    assert (region.schools, region.correlated_schools) == (54, 52)
    assert region.correlation == pytest.approx(-0.73, abs=0.005)
    dots = points(run, found, AnonymousUser())
    ours = [dot for dot in dots if dot.in_region]
    assert (len(dots), len(ours)) == (174, 46)
    assert dots[-46:] == ours
    assert {dot.number for dot in dots} == {""}
    band = 1.96 * found.residual_sd
    assert sum(dot.residual > band for dot in ours) == 4
    assert sum(dot.residual < -band for dot in ours) == 0


def attendance_and_free_meals_by_authority(run):
    found = figures(run, ["attendance", "fsm"], ALL)
    means = {
        row.authority.code: round(row.mean, 1)
        for (authority, phase), row in found["fsm"].rows.items()
        if authority and phase == ""
    }
    assert means == {"672": 24.5, "681": 28.4, "675": 24.9, "674": 21.6, "673": 16.9}
    attendance = found["attendance"]
    primary, secondary = attendance.of(phase="primary"), attendance.of(phase="secondary")
    assert (primary.schools, primary.median, attendance.wales["primary"].median) == (297, 92.1, 92.5)
    assert (secondary.schools, round(secondary.median, 1), attendance.wales["secondary"].median) == (
        46,
        88.8,
        88.4,
    )
    assert primary.values == sorted(primary.values)
    assert len(primary.values) == 297
    assert attendance.wales["primary"].values == []
    wales = BenchmarkCut.objects.get(
        run=run, indicator__code="attendance", phase="primary", year=2025, group=0, pupils="all"
    )
    nation = attendance.wales["primary"]
    assert (wales.q1, wales.median, wales.q3) == (nation.q1, nation.median, nation.q3)


def reasons_where_there_is_no_quarter(run):
    rows = Comparison.objects.filter(run=run, indicator__code="attendance", year=2025)
    assert set(rows.filter(school__phase="all_age").values_list("withheld", flat=True)) == {"no_group"}
    # Schools so new that they have no three-year figure.
    assert set(rows.filter(school__phase="primary", fsm=None).values_list("withheld", flat=True)) == {
        "no_fsm"
    }
    assert not rows.filter(school__phase="special").exists()
    all_age = School.objects.filter(phase="all_age", scope__isnull=False, closed_on=None)
    found = placed(run, all_age.values_list("pk", flat=True), "attendance")
    assert {place.part for places in found.values() for place in places} == {"primary", "secondary"}
    assert {place.quarter for places in found.values() for place in places} == {None}
