"""Where a school stands among the schools of its FSM benchmark group, from the run that is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from schools.enums import Group, RunState
from schools.models import BenchmarkBand, BenchmarkCut, Comparison, Indicator, Release, Result, School

# The cut points of all groups of a phase together stand under this number.
EVERY_GROUP = 0
# A group of fewer schools has no quarters, so no middle half of it is shown either.
FEWEST_SCHOOLS = 5


@dataclass(frozen=True)
class Standing:
    """A school's newest comparison for one indicator, and the cut points of the group it stands in (of its
    whole phase, where it has no group)."""

    school: School
    comparison: Comparison
    cut: BenchmarkCut | None

    @property
    def indicator(self) -> Indicator:
        return self.comparison.indicator


@dataclass(frozen=True)
class Peer:
    """A school of the same group. Schools outside the region have no name here."""

    school_id: int
    number: str
    name: str
    value: float
    cohort: int | None


@dataclass(frozen=True)
class Bounds:
    """Percent eligible: above `low` (none for the first group), up to `high` (included)."""

    low: float | None
    high: float
    confirmed: bool


def newest_comparisons(schools: Iterable[School]) -> QuerySet[Comparison]:
    return (
        Comparison.objects.filter(
            run__state=RunState.CURRENT, school__in=[school.pk for school in schools], pupils=Group.ALL
        )
        .order_by("school_id", "indicator_id", "part", "-year")
        .distinct("school_id", "indicator_id", "part")
        .select_related("indicator")
    )


def standings(school: School) -> list[Standing]:
    """One per indicator (and part of an all-age school), in the catalogue's order. Only what the run has of
    the indicator's own newest year: a series that ended years ago is history, not a standing."""
    rows = list(newest_comparisons([school]))
    latest = max((row.year for row in rows), default=0)
    return with_cuts([school], [row for row in rows if row.year >= latest - 1])


def standings_of(schools: Iterable[School], codes: Iterable[str]) -> list[Standing]:
    """The newest standing of each school for each of the indicators, in two queries."""
    schools = list(schools)
    return with_cuts(schools, list(newest_comparisons(schools).filter(indicator__code__in=list(codes))))


def standing(school: School, indicator: Indicator, part: str = "") -> Standing | None:
    rows = list(newest_comparisons([school]).filter(indicator=indicator, part=part))
    return next(iter(with_cuts([school], rows)), None)


def with_cuts(schools: Iterable[School], rows: list[Comparison]) -> list[Standing]:
    """In the catalogue's order. A row without a group is set beside all schools of the phase in Wales."""
    by_pk = {school.pk: school for school in schools}
    cuts = BenchmarkCut.objects.filter(
        run__state=RunState.CURRENT,
        phase__in={school.phase for school in by_pk.values()},
        pupils=Group.ALL,
        indicator__in={row.indicator_id for row in rows},
        year__in={row.year for row in rows},
        group__in={row.benchmark_group or EVERY_GROUP for row in rows},
        schools__gte=FEWEST_SCHOOLS,
    )
    found = {(cut.phase, cut.indicator_id, cut.year, cut.group): cut for cut in cuts} if rows else {}
    rows.sort(key=lambda row: (row.indicator.position, row.part))

    def cut_of(row: Comparison) -> BenchmarkCut | None:
        group = row.benchmark_group or EVERY_GROUP
        return found.get((by_pk[row.school_id].phase, row.indicator_id, row.year, group))

    return [Standing(by_pk[row.school_id], row, cut_of(row)) for row in rows]


def peers(found: Standing) -> list[Peer]:
    """All schools of the group in Wales, the school itself included, by value."""
    row = found.comparison
    rows = Comparison.objects.filter(
        run=row.run_id,
        indicator=row.indicator_id,
        year=row.year,
        part=row.part,
        pupils=Group.ALL,
        school__phase=found.school.phase,
        benchmark_group=row.benchmark_group,
    ).order_by("value", "school_id")
    return [
        Peer(pk, number if scope else "", name if scope else "", value, cohort)
        for pk, number, name, scope, value, cohort in rows.values_list(
            "school_id", "school__number", "school__name_en", "school__scope", "value", "cohort"
        )
    ]


def bounds_of(phase: str, year: int, group: int) -> Bounds | None:
    """The bounds of a benchmark group, by the bands in force in that year."""
    bands = list(
        BenchmarkBand.objects.filter(phase=phase, valid_from__lte=year).order_by("-valid_from", "number")
    )
    current = [band for band in bands if band.valid_from == bands[0].valid_from]
    found = {band.number: band for band in current}
    if group not in found:
        return None
    below = found.get(group - 1)
    return Bounds(below.upper if below else None, found[group].upper, found[group].confirmed)


def series(school: School, indicator: Indicator, part: str = "") -> list[Result]:
    """The school's results of all pupils by year, those of the schools it carries on from first."""
    line = [school.pk, *school.predecessor_links.values_list("predecessor", flat=True)]
    rows = (
        Result.objects.filter(school__in=line, indicator=indicator, part=part, group=Group.ALL)
        .select_related("release", "school")
        .order_by("year", "school__closed_on")
    )
    by_year = {row.year: row for row in rows}
    return list(by_year.values())


def release_of(found: Standing) -> Release | None:
    """The publication that the figure of the standing comes from."""
    row = found.comparison
    return Release.objects.filter(
        results__school=row.school_id,
        results__indicator=row.indicator_id,
        results__year=row.year,
        results__part=row.part,
        results__group=Group.ALL,
    ).first()


def cuts_by_year(
    indicator: Indicator, phase: str, groups: Iterable[int]
) -> dict[int, dict[int, BenchmarkCut]]:
    """Group → year → cut points."""
    found: dict[int, dict[int, BenchmarkCut]] = {group: {} for group in groups}
    cuts = BenchmarkCut.objects.filter(
        run__state=RunState.CURRENT, indicator=indicator, phase=phase, group__in=found, pupils=Group.ALL
    )
    for cut in cuts:
        found[cut.group][cut.year] = cut
    return found
