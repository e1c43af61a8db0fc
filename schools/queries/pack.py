"""What a data pack is made from: rows of one run, in which nothing stands that may not be displayed."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core import clock
from schools.models import BenchmarkCut, Comparison, ComparisonRun, Indicator, Pack, Release, School
from schools.queries.register import school_visible
from schools.queries.standing import EVERY_GROUP, FEWEST_SCHOOLS

# Indicator, year, pupils, group.
CutKey = tuple[int, int, str, int]
YearRows = dict[int, Comparison]


@dataclass(frozen=True)
class PackRows:
    """`series[indicator, part, pupils]` is by year."""

    indicators: dict[int, Indicator] = field(default_factory=dict)
    series: dict[tuple[int, str, str], YearRows] = field(default_factory=dict)
    cuts: dict[CutKey, BenchmarkCut] = field(default_factory=dict)

    @property
    def newest_year(self) -> int:
        return max((year for rows in self.series.values() for year in rows), default=0)

    def cut(self, row: Comparison, group: int) -> BenchmarkCut | None:
        return self.cuts.get((row.indicator_id, row.year, row.pupils, group))


def pack_rows(run: ComparisonRun, school: School) -> PackRows:
    rows = list(
        Comparison.objects.filter(run=run, school=school)
        .select_related("indicator")
        .order_by("indicator__position", "part", "pupils", "year")
    )
    series: dict[tuple[int, str, str], YearRows] = defaultdict(dict)
    for row in rows:
        series[row.indicator_id, row.part, row.pupils][row.year] = row
    cuts = BenchmarkCut.objects.filter(
        run=run,
        phase=school.phase,
        indicator__in={row.indicator_id for row in rows},
        group=EVERY_GROUP,
        schools__gte=FEWEST_SCHOOLS,
    )
    return PackRows(
        {row.indicator_id: row.indicator for row in rows},
        dict(series),
        {(cut.indicator_id, cut.year, cut.pupils, cut.group): cut for cut in cuts},
    )


def releases_behind(school: School, rows: PackRows) -> list[Release]:
    """The publications that the newest figures come from, the newest first."""
    newest = {(indicator, max(series)) for (indicator, _part, _pupils), series in rows.series.items()}
    found = Release.objects.filter(
        results__school=school,
        results__indicator__in={indicator for indicator, _year in newest},
        results__year__in={year for _indicator, year in newest},
    )
    return list(found.distinct().order_by("-published_on"))


def packs_of(school: School, user: Any) -> QuerySet[Pack]:
    """Those that are there or on their way, without their content."""
    rows: QuerySet[Pack] = Pack.objects.visible_to(user).filter(school=school)
    return (
        rows.exclude(expires_at__lt=clock.now())
        .select_related("job", "asked_by", "run")
        .defer("content")
        .order_by("-asked_at", "-pk")
    )


def pack_visible(user: Any, number: str, public_id: UUID) -> Pack | None:
    school = school_visible(user, number)
    if school is None:
        return None
    found: Pack | None = packs_of(school, user).filter(public_id=public_id).first()
    if found is not None:
        found.school = school
    return found
