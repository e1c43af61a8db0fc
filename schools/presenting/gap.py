"""The tab *free school meals*: the attainment of eligible pupils first, then the gap, then its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core import charts
from schools.disclosure import Shown
from schools.enums import Direction, Group
from schools.presenting.change import changed_by, compared_words, difference
from schools.presenting.measure import MeasurePage, axis, period_label
from schools.presenting.spread import FEWEST
from schools.queries.comparators import Displayed, Mean, Series, Spreads, displayed, means_of_wales
from schools.units import academic_year, measured, plain

GROUPS = (Group.EFSM, Group.NOT_EFSM, Group.ALL)
BOTH = (Group.EFSM, Group.NOT_EFSM)


@dataclass(frozen=True)
class GroupRow:
    """One group of pupils: the school's figure beside the average of the others."""

    label: StrOrPromise
    own: Shown
    pupils: int | None
    others: str
    difference: str
    is_eligible: bool


@dataclass(frozen=True)
class Step:
    label: str
    gap: float
    text: str
    is_now: bool = False
    is_aim: bool = False


@dataclass(frozen=True)
class Gap:
    """`means` are those of the schools compared with that may show both groups, by year and group; `wales` of
    the year alone."""

    page: MeasurePage
    year: int | None
    own: Mapping[str, Shown]
    means: Mapping[tuple[int, str], Mean]
    wales: Mapping[str, Mean]

    @property
    def period(self) -> str:
        if self.year is None:
            return ""
        return period_label(self.page.line.results.get((self.year, Group.EFSM)), self.year)

    @property
    def is_there(self) -> bool:
        return self.year is not None

    @property
    def heading(self) -> str:
        page = self.page
        own = self.own.get(Group.EFSM)
        if own is None or own.value is None:
            return str(_("Pupils eligible for free school meals"))
        mean = self.mean(Group.EFSM)
        if mean is None:
            return str(_("Pupils eligible for free school meals: %(value)s")) % {"value": own.text}
        words = _(
            "Pupils eligible for free school meals: %(value)s, %(difference)s than the average beside it"
        )
        beside = difference(own.value, mean.value, page.indicator)
        if beside == 0:
            words = _("Pupils eligible for free school meals: %(value)s, the same as the average beside it")
        return str(words) % {
            "value": own.text,
            "difference": compared_words(own.value, mean.value, page.indicator),
        }

    def mean(self, pupils: str) -> Mean | None:
        return self.means.get((self.year, pupils)) if self.year is not None else None

    @cached_property
    def rows(self) -> list[GroupRow]:
        return [self.row(group) for group in GROUPS]

    def row(self, group: Group) -> GroupRow:
        own, mean = self.own[group], self.mean(group)
        result = self.page.line.results.get((self.year or 0, group))
        beside = (
            compared_words(own.value, mean.value, self.page.indicator)
            if own.value is not None and mean
            else "–"
        )
        return GroupRow(
            label=group.label,
            own=own,
            pupils=result.cohort if result and own.value is not None else None,
            others=measured(mean.value, self.page.indicator) if mean else "–",
            difference=beside,
            is_eligible=group == Group.EFSM,
        )

    @cached_property
    def now(self) -> float | None:
        eligible, other = self.own.get(Group.EFSM), self.own.get(Group.NOT_EFSM)
        if eligible is None or other is None or eligible.value is None or other.value is None:
            return None
        return self.gap_of(eligible.value, other.value)

    def gap_of(self, eligible: float, other: float) -> float:
        """Positive where eligible pupils are behind, whichever end is better."""
        indicator = self.page.indicator
        if indicator.direction == Direction.LOWER:
            return difference(eligible, other, indicator)
        return difference(other, eligible, indicator)

    def gap_of_means(self, means: Mapping[str, Mean | None]) -> float | None:
        eligible, other = means.get(Group.EFSM), means.get(Group.NOT_EFSM)
        return self.gap_of(eligible.value, other.value) if eligible and other else None

    @cached_property
    def others_gap(self) -> float | None:
        return self.gap_of_means({group: self.mean(group) for group in BOTH})

    @cached_property
    def wales_gap(self) -> float | None:
        return self.gap_of_means(dict(self.wales))

    @cached_property
    def steps(self) -> list[Step]:
        """Now, then what lies ahead: the others' average, the nation's, none. What is reached is no step."""
        now = self.now
        if now is None or now <= 0:
            return []
        ahead = [
            (self.page.compared.average, self.others_gap),
            (_("Average of Wales"), self.wales_gap),
        ]
        steps = [self.step(_("Now"), now, is_now=True)]
        before = now
        for label, found in ahead:
            if found is not None and 0 < found < before:
                steps.append(self.step(label, found))
                before = found
        return [*steps, self.step(_("The aim: no gap"), 0.0, is_aim=True)]

    def step(self, label: StrOrPromise, gap: float, **facts: bool) -> Step:
        return Step(str(label), gap, changed_by(gap, self.page.indicator), **facts)

    @property
    def said(self) -> list[str]:
        """The gap in sentences, and why a step or all of it is missing."""
        now = self.now
        if now is None:
            return [str(reason) for reason in self.why_no_gap]
        if now <= 0:
            return [
                str(_("Eligible pupils do as well as the others here, or better: there is no gap to close."))
            ]
        lines = [str(_("%(gap)s now.")) % {"gap": changed_by(now, self.page.indicator)}]
        lines += [str(line) for line in self.steps_reached(now)]
        if len(self.steps) > 2:
            first = self.steps[1]
            less = changed_by(difference(now, first.gap, self.page.indicator), self.page.indicator)
            lines.append(str(_("The first step is %(gap)s less.")) % {"gap": less})
        return lines

    def steps_reached(self, now: float) -> list[StrOrPromise]:
        said: list[StrOrPromise] = []
        if self.others_gap is None:
            said.append(
                _(
                    "Fewer than 5 of the schools it is compared with may show both groups, so there is no"
                    " average of them."
                )
            )
        elif now <= self.others_gap:
            words = _("It is already no wider than the average of the schools it is compared with: %(gap)s.")
            said.append(words % {"gap": changed_by(self.others_gap, self.page.indicator)})
        if self.wales_gap and self.others_gap is not None and self.others_gap <= self.wales_gap < now:
            words = _("The average of Wales is %(gap)s.")
            said.append(words % {"gap": changed_by(self.wales_gap, self.page.indicator)})
        if self.wales_gap is not None and now <= self.wales_gap:
            words = _("It is already no wider than the average of Wales: %(gap)s.")
            said.append(words % {"gap": changed_by(self.wales_gap, self.page.indicator)})
        return said

    @property
    def why_no_gap(self) -> list[StrOrPromise]:
        reasons: list[StrOrPromise] = []
        for group in BOTH:
            own = self.own.get(group)
            if own is not None and own.value is None:
                reasons.append(
                    _("%(group)s: %(reason)s.") % {"group": group.label, "reason": own.reason or own.text}
                )
        return [*reasons, _("A gap is shown only where the figures of both groups may be shown.")]

    @cached_property
    def chart(self) -> charts.Bars | None:
        if not self.steps:
            return None
        return charts.Bars(
            slug="gap",
            title=str(_("The gap, in steps")),
            desc="; ".join(f"{step.label}: {step.text}" for step in self.steps),
            rows=[
                charts.Bar(step.label, step.gap, plain(step.gap, self.page.indicator), hollow=step.is_aim)
                for step in self.steps
            ],
            wide=620,
        )

    @cached_property
    def trend(self) -> charts.Trend | None:
        years = [year for year in self.page.line.years if year <= (self.year or 0)]
        values = [self.page.of(year, Group.EFSM).value for year in years]
        if sum(value is not None for value in values) < 2:
            return None
        first = next(place for place, value in enumerate(values) if value is not None)
        years, values = years[first:], values[first:]
        means = [self.means.get((year, Group.EFSM)) for year in years]
        return charts.Trend(
            slug="efsm-trend",
            title=str(_("Pupils eligible for free school meals over time")),
            desc="; ".join(f"{academic_year(year)}: {self.page.of(year, Group.EFSM).text}" for year in years),
            axis=axis(self.page.indicator),
            periods=[academic_year(year) for year in years],
            own=values,
            own_label=str(_("This school")),
            middle=[mean.value if mean else None for mean in means],
            middle_label=str(self.page.compared.label),
            breaks=[
                charts.Break(years.index(row.year), str(_("Measure changed %(year)s")) % {"year": row.year})
                for row in self.page.indicator.breaks.all()
                if row.year in years[1:]
            ],
            height=200,
            wide=560,
        )

    @property
    def schools(self) -> str:
        """How many schools the average is of."""
        mean = self.mean(Group.EFSM)
        if mean is None:
            return ""
        words = ngettext(
            "The average is over all pupils of %(n)s school that may show both groups, so it differs from"
            " the middle school.",
            "The average is over all pupils of %(n)s schools that may show both groups, so it differs from"
            " the middle school.",
            mean.schools,
        )
        return words % {"n": mean.schools}


def gap(page: MeasurePage) -> Gap:
    years = [year for (year, pupils), row in page.line.results.items() if pupils == Group.EFSM]
    year = max(years, default=None)
    rows = displayed(page.comparators, indicators=[page.indicator.pk], pupils=GROUPS) if years else {}
    run = page.comparators.run
    return Gap(
        page=page,
        year=year,
        own={group: page.of(year, group) for group in GROUPS} if year is not None else {},
        means=means_by_year(page, rows, years),
        wales=means_of_wales(run, page.indicator.pk, year, page.school.phase, BOTH)
        if run and year is not None
        else {},
    )


def means_by_year(page: MeasurePage, rows: Spreads, years: list[int]) -> dict[tuple[int, str], Mean]:
    """Over the schools that may show both groups: a step is made of the same schools on both sides."""
    found: dict[tuple[int, str], Mean] = {}
    for year in years:
        by_group = {
            group: {
                row.school: row for row in rows.get(Series(page.indicator.pk, page.part, year, group), [])
            }
            for group in GROUPS
        }
        both = by_group[Group.EFSM].keys() & by_group[Group.NOT_EFSM].keys()
        for group in GROUPS:
            of_both = [row for school, row in by_group[group].items() if school in both]
            if len(of_both) >= FEWEST:
                found[year, group] = mean_of(of_both)
    return found


def mean_of(rows: list[Displayed]) -> Mean:
    weights = [row.cohort or 0 for row in rows]
    if all(weights):
        total = sum(row.value * weight for row, weight in zip(rows, weights, strict=True))
        return Mean(total / sum(weights), len(rows))
    return Mean(sum(row.value for row in rows) / len(rows), len(rows))
