"""One measure read out of what is shared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from core.charts import SpreadRow
from schools.disclosure import Shown, display, gives_away, may_place, may_publish
from schools.enums import Direction, Group, ShareLevel
from schools.models import Indicator, School
from schools.queries.shared import SharedFigures, SharedValue
from schools.queries.shares import is_at_least
from schools.units import academic_year, measured, plain, years_together
from sigs.presenting.compare.figures import NO_FIGURE, NOT_SHARED, Cell, GapCells, SchoolRow


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
