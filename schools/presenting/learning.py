"""The tab *schools to learn from*: at most three of those it is compared with that do better on this measure
and can be reached, by name."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from schools.disclosure import may_place
from schools.enums import Direction
from schools.models import School
from schools.presenting.change import compared_words
from schools.presenting.measure import MeasurePage
from schools.presenting.nearness import kilometres
from schools.presenting.spread import quarter_in, spread_of
from schools.queries.comparators import Named, Series, displayed_by_school
from schools.queries.contacts import open_to_contact
from schools.units import measured
from schools.wording import MEDIUM_PHRASE

AT_MOST = 3


@dataclass(frozen=True)
class Example:
    """`why`: what it does better and how alike it is, one sentence each."""

    school: School
    why: list[str]
    contact_url: str
    beside_url: str

    @property
    def name(self) -> str:
        return self.school.name


@dataclass(frozen=True)
class Learning:
    examples: list[Example]
    # Why there is nobody, in a sentence.
    none_because: StrOrPromise = ""


def learning(page: MeasurePage) -> Learning:
    if page.is_small:
        return Learning(
            [], _("With fewer than 10 pupils the figure is too much a matter of chance to choose by.")
        )
    if page.own_value is None or page.result is None:
        return Learning([], _("Without a figure of this school nobody can be said to do better on it."))
    if page.indicator.direction == Direction.NONE:
        return Learning(
            [], _("This is context: neither higher nor lower is better, so nobody does better on it.")
        )
    series = Series(page.indicator.pk, page.part, page.result.year)
    rows = [row for row in displayed_by_school(page.comparators, series) if may_place(row.cohort)]
    better = ahead(page, [row for row in rows if row.number])
    reachable = open_to_contact(row.school for row in better)
    best = [row for row in better if row.school in reachable][:AT_MOST]
    if not best:
        return Learning([], why_nobody(rows, better))
    spread = spread_of([row.value for row in rows], page.own_value)
    quarters = {
        row.school: quarter_in(spread, row.value, page.indicator.direction) if spread else None
        for row in best
    }
    examples = [example(page, row, reachable[row.school], quarters[row.school]) for row in best]
    return Learning(sorted(examples, key=lambda found: str(found.name).casefold()))


def ahead(page: MeasurePage, rows: list[Named]) -> list[Named]:
    """Those with a more favourable figure, the most favourable first."""
    lower = page.indicator.direction == Direction.LOWER
    own = round(page.own_value or 0.0, page.indicator.decimals)

    def shown(row: Named) -> float:
        return round(row.value, page.indicator.decimals)

    better = [row for row in rows if (shown(row) < own if lower else shown(row) > own)]
    return sorted(better, key=lambda row: (row.value if lower else -row.value, row.school))


def why_nobody(rows: list[Named], better: list[Named]) -> StrOrPromise:
    if not rows:
        return _("None of the schools it is compared with has a figure of this year that may be shown.")
    if not any(row.number for row in rows):
        return _("None of the schools it is compared with is in this region.")
    if not better:
        return _(
            "None of the region's schools it is compared with has a more favourable figure. Others may come"
            " to you; other measures may have somebody to learn from."
        )
    return _(
        "Schools that do better on this measure are there, but none of them names a headteacher as"
        " contact yet."
    )


def example(page: MeasurePage, row: Named, school: School, quarter: int | None) -> Example:
    why = [better_sentence(page, row)]
    if quarter:
        why.append(f"{page.compared.quarter(quarter)}.")
    near = kilometres(page.school, school)
    if school.medium == page.school.medium and school.medium in MEDIUM_PHRASE:
        why.append(str(_("The same language medium as this school.")))
    if near is not None:
        why.append(str(_("%(km)s km away, as the crow flies.")) % {"km": near})
    return Example(
        school=school,
        why=why,
        contact_url=reverse("school_contacts", args=[school.number]),
        beside_url=reverse("two_schools", args=[page.school.number, school.number]),
    )


def better_sentence(page: MeasurePage, row: Named) -> str:
    return str(_("%(measure)s: %(value)s, %(difference)s than this school's.")) % {
        "measure": page.indicator.name,
        "value": measured(row.value, page.indicator),
        "difference": compared_words(row.value, page.own_value or 0.0, page.indicator),
    }
