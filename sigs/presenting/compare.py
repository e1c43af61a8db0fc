"""A group's schools side by side, each at the level that it shares and the reader's own school shares too.
Displayed values alone; by name, never by result; nothing is added up over the schools."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from core.charts import SpreadRow
from schools.disclosure import Shown, display, gives_away, may_place, may_publish
from schools.enums import Direction, Group, IndicatorKind, ShareLevel, Verdict
from schools.models import Indicator, School, Topic
from schools.queries.comparators import shown_run
from schools.queries.shared import SharedFigures, SharedValue, shared_figures
from schools.queries.shares import is_at_least
from schools.queries.strengths import strong_and_weak
from schools.queries.topics import areas
from schools.units import academic_year, measured, plain, years_together
from sigs.queries.sharing import Sharing

PART = {"primary": _("Primary part"), "secondary": _("Secondary part")}
# Under a heading that says beside what.
EXPECTED = {
    Verdict.ABOVE: pgettext_lazy("expected", "Above"),
    Verdict.IN_LINE: pgettext_lazy("expected", "In line"),
    Verdict.BELOW: pgettext_lazy("expected", "Below"),
}
NOT_SHARED = Shown("–", None, _("Not shared at this level"))
NO_FIGURE = Shown("–", None, _("No figure for this year"))


@dataclass(frozen=True)
class Cell:
    """One figure of one school. `together`: the years that a figure of several years is of."""

    shown: Shown
    year: str = ""
    quarter: int | None = None
    verdict: str = ""
    together: str = ""

    @property
    def expected(self) -> StrOrPromise:
        return Verdict(self.verdict).label if self.verdict else ""

    @property
    def expected_short(self) -> StrOrPromise:
        return EXPECTED[Verdict(self.verdict)] if self.verdict else ""


@dataclass(frozen=True)
class GapCells:
    eligible: Shown
    others: Shown
    gap: str
    year: str


@dataclass(frozen=True)
class SchoolRow:
    school: School
    level: str
    cells: Sequence[Cell]
    spread: SpreadRow | None = None
    together: Cell | None = None
    gap: GapCells | None = None

    @property
    def newest(self) -> Cell:
        """The newest year that has a figure, or the newest of all."""
        return next((cell for cell in self.cells if cell.shown.value is not None), self.cells[0])


@dataclass(frozen=True)
class Measure:
    """One measure (and part of an all-age school); `years` newest first, as the cells of each row."""

    indicator: Indicator
    part: str
    years: Sequence[str]
    rows: Sequence[SchoolRow]

    @property
    def part_label(self) -> StrOrPromise:
        return PART.get(self.part, "")

    @property
    def slug(self) -> str:
        return f"{self.indicator.code}-{self.part}".rstrip("-")

    @property
    def is_context(self) -> bool:
        return bool(self.indicator.kind == IndicatorKind.CONTEXT)

    @property
    def is_assessment(self) -> bool:
        return bool(self.indicator.kind == IndicatorKind.TEACHER_ASSESSMENT)

    @property
    def is_withheld(self) -> bool:
        """Teacher assessment of years of which none is published."""
        return self.is_assessment and any(
            cell.shown.value is not None for row in self.rows for cell in row.cells
        )

    @property
    def has_quarters(self) -> bool:
        return any(cell.quarter for row in self.rows for cell in row.cells)

    @property
    def has_together(self) -> bool:
        return any(row.together for row in self.rows)

    @property
    def has_spread(self) -> bool:
        return any(row.spread for row in self.rows)

    @property
    def has_gap(self) -> bool:
        return any(row.gap for row in self.rows)


@dataclass(frozen=True)
class StripRow:
    school: School
    quarters: Sequence[tuple[Measure, int | None]]


@dataclass(frozen=True)
class AreaRow:
    area: Topic
    strong: Sequence[School]
    weak: Sequence[School]


@dataclass(frozen=True)
class Comparing:
    """The page: what is shown of the schools that the reader may see."""

    sharing: Sharing
    schools: Sequence[School]
    measures: Sequence[Measure]
    areas: Sequence[AreaRow]

    @property
    def context(self) -> list[Measure]:
        return [measure for measure in self.measures if measure.is_context]

    @property
    def outcomes(self) -> list[Measure]:
        return [measure for measure in self.measures if not measure.is_context]

    @cached_property
    def context_rows(self) -> list[tuple[School, list[tuple[Measure, Cell]]]]:
        """By school, the newest figure of each measure of context."""
        return [
            (school, [(measure, newest_of(measure, school)) for measure in self.context])
            for school in self.schools
        ]

    @cached_property
    def strip_measures(self) -> list[Measure]:
        return [measure for measure in self.outcomes if measure.has_quarters]

    @cached_property
    def strip(self) -> list[StripRow]:
        """The quarters of the schools that share their profile, in their newest year."""
        return [
            StripRow(school, [(measure, quarter_of(measure, school)) for measure in self.strip_measures])
            for school in self.schools
            if is_at_least(self.sharing.seen.get(school.pk), ShareLevel.PROFILE)
        ]

    @property
    def sees_gaps(self) -> bool:
        return any(is_at_least(level, ShareLevel.PROFILE_EFSM) for level in self.sharing.seen.values())

    @property
    def sees_profiles(self) -> bool:
        return any(is_at_least(level, ShareLevel.PROFILE) for level in self.sharing.seen.values())


def row_of(measure: Measure, school: School) -> SchoolRow | None:
    return next((row for row in measure.rows if row.school == school), None)


def newest_of(measure: Measure, school: School) -> Cell:
    row = row_of(measure, school)
    return row.newest if row else Cell(NO_FIGURE)


def quarter_of(measure: Measure, school: School) -> int | None:
    row = row_of(measure, school)
    return row.newest.quarter if row else None


def comparing(sharing: Sharing) -> Comparing:
    return Comparing(
        sharing=sharing,
        schools=[school for school in sharing.members if school.pk in sharing.seen],
        measures=measures(sharing.members, sharing.seen),
        areas=area_rows(sharing),
    )


def measures(members: Sequence[School], seen: dict[int, str], *, drawn: bool = True) -> list[Measure]:
    """In the catalogue's order: those of which any of the schools has a figure. `drawn`: with where each
    stands among all schools of its phase."""
    schools = [school for school in members if school.pk in seen]
    figures = shared_figures(seen, shown_run(), {school.phase for school in schools} if drawn else set())
    series = {(of[1], of[2]) for of, _year, _pupils in figures.values}
    series |= {(of[1], of[2]) for of in figures.pooled}
    series |= {
        (of[1], of[2])
        for (of, year), row in figures.results.items()
        if row.value is not None and not may_publish(row.indicator, year)
    }
    made = [measure_of(figures, pk, part, schools, seen) for pk, part in series]
    return sorted(made, key=lambda one: (one.indicator.position, one.part))


def measure_of(
    figures: SharedFigures, pk: int, part: str, schools: Sequence[School], seen: dict[int, str]
) -> Measure:
    reading = Reading(figures, figures.indicators[pk], part)
    rows = [reading.row(school, seen[school.pk]) for school in schools if reading.is_of(school)]
    return Measure(reading.indicator, part, [period(figures, pk, year) for year in figures.years], rows)


def period(figures: SharedFigures, indicator: int, year: int) -> str:
    """The school year; where a publication does not say of which year its figures are, the publication."""
    unknown = {
        str(row.release.name)
        for (series, of), row in figures.results.items()
        if of == year and series[1] == indicator and not row.release.year_known
    }
    return "; ".join(sorted(unknown)) or academic_year(year)


@dataclass(frozen=True)
class Reading:
    """One measure of the figures."""

    figures: SharedFigures
    indicator: Indicator
    part: str

    def series(self, school: School) -> tuple[int, int, str]:
        return school.pk, self.indicator.pk, self.part

    def is_of(self, school: School) -> bool:
        """Whether it is a measure of such schools at all: no row of dashes for another phase."""
        of = self.series(school)
        figures = self.figures
        return of in figures.pooled or any(
            (of, year, Group.ALL) in figures.values or (of, year) in figures.results for year in figures.years
        )

    def row(self, school: School, level: str) -> SchoolRow:
        has_profile = is_at_least(level, ShareLevel.PROFILE)
        cells = [self.cell(school, year, has_profile) for year in self.figures.years]
        return SchoolRow(
            school=school,
            level=level,
            cells=cells,
            spread=self.spread(school) if has_profile else None,
            together=self.together(school) if has_profile else None,
            gap=self.gap(school) if is_at_least(level, ShareLevel.PROFILE_EFSM) else None,
        )

    def cell(self, school: School, year: int, has_profile: bool) -> Cell:
        found = self.figures.values.get((self.series(school), year, Group.ALL))
        when = period(self.figures, self.indicator.pk, year)
        if found is not None:
            return Cell(self.shown(found), when, found.quarter, found.verdict)
        if not has_profile and self.is_before_the_newest(school, year):
            return Cell(NOT_SHARED, when)
        return Cell(self.missing(school, year), when)

    def is_before_the_newest(self, school: School, year: int) -> bool:
        years = [
            of for of in self.figures.years if (self.series(school), of, Group.ALL) in self.figures.values
        ]
        return year < max(years, default=self.figures.newest)

    def shown(self, found: SharedValue, group: str = Group.ALL) -> Shown:
        return self.written(display(found.value, found.cohort, decimals=self.indicator.decimals, group=group))

    def written(self, shown: Shown) -> Shown:
        return shown if shown.value is None else replace(shown, text=measured(shown.value, self.indicator))

    def missing(self, school: School, year: int) -> Shown:
        """Why there is no figure to compare with; teacher assessment that is not published is shown here,
        since the school shares it."""
        result = self.figures.results.get((self.series(school), year))
        if result is None:
            return NO_FIGURE
        beside: Sequence[int] = result.beside  # type: ignore[attr-defined]  # annotated by with_groups_beside
        found = display(
            result.value,
            result.cohort,
            decimals=self.indicator.decimals,
            missing=result.missing,
            gives_away=gives_away(self.indicator, result.value, result.cohort, beside),
        )
        if found.value is None:
            return found
        if not may_publish(self.indicator, year):
            return self.written(found)
        return Shown("–", None, _("Not shown: not compared yet, or it would give a hidden figure away"))

    def together(self, school: School) -> Cell | None:
        """Several years, where the newest has too few pupils to be placed."""
        pooled = self.figures.pooled.get(self.series(school))
        if pooled is None:
            return None
        years = [
            of for of in self.figures.years if (self.series(school), of, Group.ALL) in self.figures.values
        ]
        newest = self.figures.values.get((self.series(school), max(years, default=0), Group.ALL))
        if newest is not None and may_place(newest.cohort):
            return None
        value = SharedValue(pooled.value, pooled.cohort)
        return Cell(self.shown(value), together=years_together(pooled.first_year, pooled.last_year))

    def spread(self, school: School) -> SpreadRow | None:
        """The newest figure among all schools of the phase in Wales."""
        for year in self.figures.years:
            found = self.figures.values.get((self.series(school), year, Group.ALL))
            cuts = self.figures.cuts.get((self.indicator.pk, school.phase, year))
            if found is None:
                continue
            if cuts is None or not may_place(found.cohort) or self.part:
                return None
            words = _(
                "%(school)s: %(own)s. All schools of the same phase in Wales: from %(low)s to %(high)s,"
                " middle half %(q1)s to %(q3)s, middle %(median)s."
            ) % {
                "school": school.name,
                "own": plain(found.value, self.indicator),
                "low": plain(cuts.lowest, self.indicator),
                "high": plain(cuts.highest, self.indicator),
                "q1": plain(cuts.q1, self.indicator),
                "q3": plain(cuts.q3, self.indicator),
                "median": plain(cuts.median, self.indicator),
            }
            return SpreadRow(
                slug=f"spread-{self.indicator.code}-{school.number}",
                title=str(words),
                desc="",
                lowest=cuts.lowest,
                lower_quarter=cuts.q1,
                middle=cuts.median,
                upper_quarter=cuts.q3,
                highest=cuts.highest,
                own=found.value,
                lower_is_better=self.indicator.direction == Direction.LOWER,
            )
        return None

    def gap(self, school: School) -> GapCells | None:
        """Of the newest year in which both groups may be shown; None where no year has the groups."""
        for year in self.figures.years:
            eligible = self.figures.values.get((self.series(school), year, Group.EFSM))
            others = self.figures.values.get((self.series(school), year, Group.NOT_EFSM))
            if eligible is not None and others is not None:
                first, second = self.shown(eligible, Group.EFSM), self.shown(others, Group.NOT_EFSM)
                return GapCells(
                    first,
                    second,
                    self.gap_words(first, second),
                    period(self.figures, self.indicator.pk, year),
                )
        return None

    def gap_words(self, eligible: Shown, others: Shown) -> str:
        """Between the figures as they are shown, positive where eligible pupils are behind."""
        if eligible.value is None or others.value is None:
            return "–"
        decimals = self.indicator.decimals
        first, second = round(eligible.value, decimals), round(others.value, decimals)
        gap = first - second if self.indicator.direction == Direction.LOWER else second - first
        return plain(gap, self.indicator)


def area_rows(sharing: Sharing) -> list[AreaRow]:
    """Strengths beside needs by area, of the schools that share their profile."""
    schools = [
        school for school in sharing.members if is_at_least(sharing.seen.get(school.pk), ShareLevel.PROFILE)
    ]
    if not schools:
        return []
    known = strong_and_weak([school.pk for school in schools])
    rows = [
        AreaRow(
            area,
            [school for school in schools if area.pk in known[school.pk][0]],
            [school for school in schools if area.pk in known[school.pk][1]],
        )
        for area in areas()
    ]
    return [row for row in rows if row.strong or row.weak]
