"""The current run's summaries for the region's dashboard: rows that are ready, looked up by what is chosen.

One query each: `categories`, `figures`, `line`, `points`. The run is `schools.queries.runs.current_run`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from core import authorise
from core.pairs import Pair
from schools.enums import Category, Group, Permission
from schools.models import CategorySummary, Comparison, ComparisonRun, ExpectedLine, RegionFigure

Counts = dict[str, int]


@dataclass(frozen=True)
class Chosen:
    """What the dashboard is narrowed to; empty stands for all."""

    authority: int | None = None
    phase: str = ""
    medium: str = ""
    year: int | None = None


@dataclass(frozen=True)
class CategoryPicture:
    """Two cycles of national categories: the newest up to the chosen year and the one before.

    `counts[authority, phase][year][category]`; authority None and phase "" stand for all.
    `movement[from][to]` counts the chosen schools, least support first; `arrived` those without a category
    before."""

    years: Sequence[int]
    counts: dict[tuple[int | None, str], dict[int, Counts]]
    movement: list[list[int]]
    arrived: int

    def of(self, year: int, authority: int | None = None, phase: str = "") -> Counts:
        found = self.counts.get((authority, phase), {}).get(year, {})
        return {category: found.get(category, 0) for category in Category.values}

    def total(self, year: int, authority: int | None = None, phase: str = "") -> int:
        return sum(self.of(year, authority, phase).values())


def categories(run: ComparisonRun, chosen: Chosen) -> CategoryPicture:
    """By authority within the chosen phase, and by phase within the chosen authority; one query."""
    wanted = Q(phase=chosen.phase) | Q(authority=chosen.authority)
    if chosen.authority is None:
        wanted = Q(phase=chosen.phase) | Q(authority__isnull=True)
    rows = CategorySummary.objects.filter(wanted, run=run, medium=chosen.medium)
    if chosen.year is not None:
        rows = rows.filter(year__lte=chosen.year)
    counts: dict[tuple[int | None, str], dict[int, Counts]] = defaultdict(lambda: defaultdict(dict))
    moved: dict[tuple[int, str, str], int] = {}
    for authority, phase, year, category, previous, schools in rows.values_list(
        "authority", "phase", "year", "category", "previous", "schools"
    ):
        found = counts[authority, phase][year]
        found[category] = found.get(category, 0) + schools
        if (authority, phase) == (chosen.authority, chosen.phase):
            moved[year, previous, category] = schools
    years = sorted({year for dated in counts.values() for year in dated})[-2:]
    newest = years[-1] if years else 0
    order = Category.values
    return CategoryPicture(
        years=years,
        counts={key: dict(dated) for key, dated in counts.items()},
        movement=[[moved.get((newest, before, after), 0) for after in order] for before in order],
        arrived=sum(moved.get((newest, "", after), 0) for after in order),
    )


@dataclass(frozen=True)
class FigurePicture:
    """The distributions of one indicator and year. `rows[authority, phase]` within the chosen medium, `wales`
    by phase; authority None and phase "" stand for all."""

    year: int
    rows: dict[tuple[int | None, str], RegionFigure] = field(default_factory=dict)
    wales: dict[str, RegionFigure] = field(default_factory=dict)

    def of(self, authority: int | None = None, phase: str = "") -> RegionFigure | None:
        return self.rows.get((authority, phase))


def figures(run: ComparisonRun, indicators: Iterable[str], chosen: Chosen) -> dict[str, FigurePicture]:
    """By the indicator's code, each of its newest year up to the chosen one; one query for all."""
    rows = RegionFigure.objects.filter(
        Q(nation=True) | Q(medium=chosen.medium),
        run=run,
        indicator__code__in=list(indicators),
        pupils=Group.ALL,
    )
    if chosen.year is not None:
        rows = rows.filter(year__lte=chosen.year)
    newest = rows.order_by("indicator_id", "nation", "authority_id", "phase", "medium", "-year").distinct(
        "indicator_id", "nation", "authority_id", "phase", "medium"
    )
    found = list(newest.select_related("indicator"))
    years: dict[str, int] = {}
    for row in found:
        years[row.indicator.code] = max(row.year, years.get(row.indicator.code, 0))
    pictures = {code: FigurePicture(year) for code, year in years.items()}
    for row in found:
        picture = pictures[row.indicator.code]
        if row.year == picture.year and row.nation:
            picture.wales[row.phase] = row
        elif row.year == picture.year:
            picture.rows[row.authority_id, row.phase] = row
    return pictures


def line(run: ComparisonRun, indicator: str, phase: str, year: int | None = None) -> ExpectedLine | None:
    """The Welsh line of the newest year up to the given one; its `year` is the one to ask `points` for."""
    rows = ExpectedLine.objects.filter(
        run=run, indicator__code=indicator, phase=phase, pupils=Group.ALL
    ).select_related("indicator")
    if year is not None:
        rows = rows.filter(year__lte=year)
    return rows.order_by("-year").first()


@dataclass(frozen=True)
class Point:
    """A school in the scatter. `number` and names are empty where the reader may not see the school's detail,
    and for all schools outside the region."""

    fsm: float
    value: float
    expected: float | None
    residual: float | None
    in_region: bool
    authority: int
    medium: str
    number: str = ""
    name_en: str = ""
    name_cy: str = ""

    name = Pair()


def points(run: ComparisonRun, drawn: ExpectedLine, user: Any) -> list[Point]:
    """All schools of the line's phase in Wales, the region's last; one query."""
    held = set(authorise.held(user, Permission.VIEW_DETAIL))
    rows = (
        Comparison.objects.filter(
            run=run,
            indicator=drawn.indicator_id,
            year=drawn.year,
            part="",
            pupils=Group.ALL,
            school__phase=drawn.phase,
            fsm__isnull=False,
        )
        .order_by("school__sort_en", "school_id")
        .values_list(
            *("fsm", "value", "expected", "residual", "school__authority", "school__medium"),
            *("school__number", "school__name_en", "school__name_cy", "school__scope__lineage"),
        )
    )
    found = []
    for fsm, value, expected, residual, authority, medium, number, name_en, name_cy, lineage in rows:
        names = (number, name_en, name_cy) if lineage and not held.isdisjoint(lineage) else ()
        found.append(Point(fsm, value, expected, residual, lineage is not None, authority, medium, *names))
    return sorted(found, key=lambda point: point.in_region)


@dataclass(frozen=True)
class Placed:
    """A school's newest value of an indicator and where it stands. All-age schools have one for each part."""

    value: float
    cohort: int | None
    year: int
    part: str
    quarter: int | None
    group: int | None
    group_size: int | None
    withheld: str


def placed(run: ComparisonRun, schools: Iterable[int], indicator: str) -> dict[int, list[Placed]]:
    """For many schools in one query. What has no quarter says in `withheld` why (schools.enums.Withheld)."""
    rows = (
        Comparison.objects.filter(
            run=run, school__in=list(schools), indicator__code=indicator, pupils=Group.ALL
        )
        .order_by("school_id", "part", "-year")
        .distinct("school_id", "part")
        .values_list(
            *("school_id", "value", "cohort", "year", "part"),
            *("quarter", "benchmark_group", "group_size", "withheld"),
        )
    )
    found: dict[int, list[Placed]] = defaultdict(list)
    for school, *place in rows:
        found[school].append(Placed(*place))
    return dict(found)
