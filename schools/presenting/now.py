"""The tab *now*: the schools that a school is compared with as dots on the box of their quarters, the own one
marked; the expected value with its band; the quarter in the FSM benchmark group beside it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core import charts
from schools.disclosure import may_place
from schools.enums import Direction, Unit, Withheld
from schools.models import Comparison
from schools.presenting.measure import MeasurePage, axis, place_words, quarters_of
from schools.presenting.spread import Spread, place_among, quarter_in, spread_of
from schools.queries.comparators import Named, Series, displayed_by_school
from schools.queries.standing import Bounds, bounds_of, cut_of
from schools.units import measured


@dataclass(frozen=True)
class PeerRow:
    name: str
    number: str
    text: str
    is_own: bool


@dataclass(frozen=True)
class BenchmarkGroup:
    """The quarter among all schools of Wales of the phase with a like share of eligible pupils."""

    quarter: int
    schools: int
    official: bool
    bounds: Bounds | None
    fsm: float | None


@dataclass(frozen=True)
class Now:
    """`others` are those with a figure of the year and pupils enough to be given a place."""

    page: MeasurePage
    others: list[Named]
    spread: Spread | None
    benchmark: BenchmarkGroup | None

    @property
    def values(self) -> list[float]:
        return [other.value for other in self.others]

    @property
    def place(self) -> str:
        page = self.page
        if page.own_value is None:
            return ""
        found = place_among(self.values, page.own_value, page.indicator.direction, page.indicator.decimals)
        return place_words(found, own_set=page.compared.is_own_set)

    @property
    def lead(self) -> str:
        return self.page.lead(self.place)

    @property
    def heading(self) -> StrOrPromise:
        """Where the school lies, as the heading of the chart."""
        page = self.page
        if self.spread is None or page.own_value is None:
            return ""
        if self.spread.is_flat:
            return _("All of these schools have the same figure")
        quarter = quarter_in(self.spread, page.own_value, page.indicator.direction)
        return page.compared.quarter(quarter) if quarter else _("Among the schools it is compared with")

    @cached_property
    def why_no_place(self) -> list[str]:
        """What cannot be shown and why, one sentence each; empty where everything is."""
        return [str(reason) for reason in reasons(self)]

    @cached_property
    def chart(self) -> charts.DotsOnBox | None:
        return dots_on_box(self) if self.spread and self.page.own_value is not None else None

    @property
    def elsewhere(self) -> int:
        """Schools outside the region, drawn without their names."""
        return sum(not other.number for other in self.others)

    @cached_property
    def rows(self) -> list[PeerRow]:
        """The region's schools by name, the own one among them."""
        page = self.page
        rows = [
            PeerRow(other.name, other.number, measured(other.value, page.indicator), is_own=False)
            for other in self.others
            if other.number
        ]
        if page.own_value is not None:
            rows.append(PeerRow(page.school.name, page.school.number, page.shown.text, is_own=True))
        return sorted(rows, key=lambda row: str(row.name).casefold())


def now(page: MeasurePage) -> Now:
    others: list[Named] = []
    if page.result is not None:
        series = Series(page.indicator.pk, page.part, page.result.year)
        others = [row for row in displayed_by_school(page.comparators, series) if may_place(row.cohort)]
    return Now(
        page=page,
        others=others,
        spread=spread_of([row.value for row in others], page.own_value),
        benchmark=benchmark_group(page),
    )


def benchmark_group(page: MeasurePage) -> BenchmarkGroup | None:
    row = page.row
    if row is None or page.is_small or row.quarter is None or row.benchmark_group is None:
        return None
    cut = cut_of(row, page.school.phase)
    return BenchmarkGroup(
        quarter=row.quarter,
        schools=row.group_size or 0,
        official=bool(cut and cut.official),
        bounds=bounds_of(page.school.phase, row.year, row.benchmark_group),
        fsm=row.fsm,
    )


def reasons(found: Now) -> list[StrOrPromise]:
    page = found.page
    if page.result is None:
        return [_("No figure of this measure has been imported for this school.")]
    if page.shown.value is None and not page.pooled:
        return [sentence(page.shown.reason)]
    if page.is_small:
        return small_school(page)
    if page.row is None:
        return [sentence(page.shown.reason or _("Not compared yet"))]
    return [*about_the_others(found), *about_the_measure(page, page.row)]


def about_the_others(found: Now) -> list[StrOrPromise]:
    """Too few, none, or all alike."""
    if not found.page.comparators.ids:
        return [found.page.compared.none_because]
    if not found.others:
        return [_("None of the schools it is compared with has a figure of this year that may be shown.")]
    if found.spread is None:
        words = ngettext(
            "Only %(n)s other school has a figure of this year that may be shown: with fewer than 5 there"
            " is no middle, no quarter and no place.",
            "Only %(n)s other schools have a figure of this year that may be shown: with fewer than 5 there"
            " is no middle, no quarter and no place.",
            len(found.others),
        )
        return [words % {"n": len(found.others)}]
    if found.spread.is_flat:
        return [_("Every school has the same figure, so nothing tells them apart on this measure.")]
    return []


def about_the_measure(page: MeasurePage, row: Comparison) -> list[StrOrPromise]:
    if page.indicator.direction == Direction.NONE:
        return [_("This is context: neither higher nor lower is better, so there is no place.")]
    if row.withheld and row.withheld != Withheld.CONTEXT:
        reason = Withheld(row.withheld).label
        return [_("No benchmark group: %(reason)s.") % {"reason": reason}]
    return []


def small_school(page: MeasurePage) -> list[StrOrPromise]:
    """Small-school mode: the pooled figure and why."""
    said: list[StrOrPromise] = []
    if page.shown.value is not None and page.cohort is not None:
        words = ngettext(
            "Only %(n)s pupil stands behind the figure of %(year)s: %(value)s.",
            "Only %(n)s pupils stand behind the figure of %(year)s: %(value)s.",
            page.cohort,
        )
        said.append(words % {"n": page.cohort, "year": page.period, "value": page.shown.text})
        if page.indicator.unit == Unit.PERCENT and page.cohort:
            moves = measured(100 / page.cohort, page.indicator)
            said.append(_("One pupil more or less moves it by %(much)s.") % {"much": moves})
    else:
        said.append(_("Fewer than 5 pupils stand behind the newest figure, so it is not shown."))
    if page.pooled:
        words = ngettext(
            "Over the years %(years)s together it is %(value)s, of %(n)s pupil: all counted together, not an"
            " average of the years.",
            "Over the years %(years)s together it is %(value)s, of %(n)s pupils: all counted together, not an"
            " average of the years.",
            page.pooled.cohort,
        )
        said.append(
            words
            % {
                "years": page.pooled_years,
                "value": measured(page.pooled.value, page.indicator),
                "n": page.pooled.cohort,
            }
        )
    else:
        said.append(_("Nor is there a figure of several years together that may be shown."))
    said.append(
        _("With fewer than 10 pupils there is no rank, no quarter and no colour: chance would decide.")
    )
    return said


def sentence(reason: StrOrPromise) -> str:
    return f"{reason}."


def dots_on_box(found: Now) -> charts.DotsOnBox:
    page = found.page
    return charts.DotsOnBox(
        slug="now",
        title=page.heading,
        desc=described(found),
        axis=axis(page.indicator),
        dots=[dot(page, other) for other in found.others],
        own=charts.Dot(
            page.own_value,
            title=f"{page.school.name}: {page.shown.text}",
            label=str(_("This school %(value)s")) % {"value": page.shown.text},
        ),
        quarters=quarters_of(found.spread) if found.spread else None,
        expected=expected(page),
        lower_is_better=page.indicator.direction == Direction.LOWER,
        links="pointer",
    )


def described(found: Now) -> str:
    """The picture for those who do not see it."""
    page, spread = found.page, found.spread
    if spread is None:
        return str(_("Each dot is a school.")) + f" {page.compared.stated}."
    words = _(
        "%(stated)s. This school has %(own)s; the others lie between %(low)s and %(high)s, their middle half"
        " between %(q1)s and %(q3)s, their middle at %(median)s."
    )
    names = {"low": spread.lowest, "high": spread.highest, "q1": spread.q1, "q3": spread.q3}
    values = {name: measured(value, page.indicator) for name, value in names.items()}
    median = measured(spread.median, page.indicator)
    return str(words) % {
        "stated": page.compared.stated,
        "own": page.shown.text,
        "median": median,
        **values,
    }


def dot(page: MeasurePage, other: Named) -> charts.Dot:
    words = {
        "school": other.name or _("A school elsewhere in Wales"),
        "value": measured(other.value, page.indicator),
    }
    return charts.Dot(
        other.value,
        title=str(_("%(school)s: %(value)s")) % words,
        href=reverse("school", args=[other.number]) if other.number else "",
    )


def expected(page: MeasurePage) -> charts.Expected | None:
    """The band never goes beyond what the measure can be."""
    row = page.row
    if row is None or page.is_small or row.expected is None or row.band is None:
        return None
    indicator = page.indicator
    return charts.Expected(
        low=max(row.expected - row.band, indicator.lowest),
        middle=row.expected,
        high=min(row.expected + row.band, indicator.highest),
    )
