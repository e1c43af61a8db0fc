"""A correction leaves the run that is shown as a whole run would have made it, in every cell."""

import random

import pytest

from schools.enums import RunState
from schools.models import Comparison, ComparisonRun, Indicator, Release, Result, School
from schools.queries.runs import current_run
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.schools.comparisons import stored
from tests.schools.comparisons.computed import differences
from tests.schools.comparisons.generated import make_facts

TABLES = ("comparisons", "cuts", "lines", "figures", "pooled", "families")


@pytest.fixture
def facts(region):
    return stored.store(make_facts(seed=21, schools=32, indicators=4, years=6), region)


def corrected(region) -> tuple[ComparisonRun, ComparisonRun]:
    """The run that is shown, and the one that put it right."""
    done = recompute_now(region=region, by=None, corrects=True)
    shown = current_run(region)
    assert shown is not None
    return shown, done


def agrees_with_a_whole_run(region, shown: ComparisonRun) -> None:
    found = {name: getattr(stored, name)(shown) for name in TABLES}
    counts = shown.counts
    whole = recompute_now(region=region, by=None)
    assert whole.state == RunState.CURRENT
    assert whole.pk != shown.pk
    for name in TABLES:
        assert differences(found[name], getattr(stored, name)(whole)) == [], name
    for name in ("comparisons", "quarters", "newest_year"):
        assert counts[name] == whole.counts[name], name


@pytest.mark.parametrize("seed", range(3))
def test_a_corrected_figure(region, facts, seed):
    recompute_now(region=region, by=None)
    chance = random.Random(seed)
    known = Result.objects.exclude(indicator__code__in=["fsm", "pupils"]).filter(value__isnull=False)
    chosen = chance.choice(list(known.order_by("pk")))
    Result.objects.filter(pk=chosen.pk).update(
        value=chance.choice([0.0, 55.5, 100.0]), cohort=chance.choice([3, 8, 90])
    )

    shown, done = corrected(region)

    assert (done.state, shown.revision, shown.revised_at is not None) == (RunState.CORRECTION, 2, True)
    assert done.counts["changes"] == 1
    agrees_with_a_whole_run(region, shown)


def test_figures_that_come_and_go(region, facts):
    recompute_now(region=region, by=None)
    measure = Indicator.objects.get(code="measure-902")
    gone = Result.objects.filter(indicator=measure, year=2025, value__isnull=False).order_by("pk")
    Result.objects.filter(pk__in=[row.pk for row in gone[:5]]).delete()
    Result.objects.filter(pk=gone[0].pk).update(value=None, missing="withheld")
    free = School.objects.exclude(results__indicator=measure, results__year=2019).order_by("pk")[:4]
    release = Release.objects.get(slug="categories-2020")
    for school in free:
        Result.objects.create(
            school=school, indicator=measure, year=2019, value=61.0, cohort=40, release=release
        )

    shown, done = corrected(region)

    assert done.state == RunState.CORRECTION
    assert done.counts["rows"] >= 9
    agrees_with_a_whole_run(region, shown)


@pytest.mark.parametrize("code", ["fsm", "pupils"])
def test_a_figure_that_others_are_compared_by(region, facts, code):
    recompute_now(region=region, by=None)
    chosen = Result.objects.filter(indicator__code=code, year=2025).order_by("pk")[7]
    Result.objects.filter(pk=chosen.pk).update(value=48.0)

    shown, done = corrected(region)

    assert done.state == RunState.CORRECTION
    agrees_with_a_whole_run(region, shown)


def test_nothing_changed_changes_nothing(region, facts):
    first = recompute_now(region=region, by=None)
    shown, done = corrected(region)
    assert (shown.pk, shown.revision, done.counts["rows"]) == (first.pk, 1, 0)


def test_more_than_figures_changed(region, facts):
    first = recompute_now(region=region, by=None)
    School.objects.filter(pk=facts.schools[0].id).update(phase="pru")
    shown, done = corrected(region)
    assert shown == done
    assert done.pk != first.pk


def test_everything_changed(region, facts):
    first = recompute_now(region=region, by=None)
    Result.objects.filter(value__isnull=False).update(value=50.0)
    shown, done = corrected(region)
    assert shown == done
    assert done.pk != first.pk


def test_whoever_asks_for_everything_gets_it(region):
    school = make_school()
    make_result(school, "attendance", 91.0)
    first = recompute_now(region=region, by=None)
    make_result(school, "capped9", 300.0)
    second = recompute_now(region=region, by=None)
    assert (second.state, second.revision) == (RunState.CURRENT, 1)
    assert second.pk != first.pk
    assert Comparison.objects.filter(run=second).count() == 2
