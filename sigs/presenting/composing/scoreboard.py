"""What a run reaches beside what is possible, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sigs.matching import Certainty, Measure, Term

# Decimals where it is not a count.
DECIMALS = {Measure.AUTHORITIES: 2, Measure.INTAKE: 2, Measure.NEW_PARTNERS: 1, Measure.MINUTES: 0}

NAMES = {
    Measure.AUTHORITIES: _("Authorities in a group"),
    Measure.ALL_AUTHORITIES: _("Groups with every authority"),
    Measure.LONE_WELSH: _("Groups with a lone Welsh-medium school"),
    Measure.GREEN: _("Groups with a school at green"),
    Measure.STAGES: _("Groups with a green, a yellow, and an amber or red"),
    Measure.MANY_REDS: _("Groups with too many schools at red"),
    Measure.UNCOVERED: _("Areas of need with nobody strong"),
    Measure.UNMET: _("Needs beyond what those who are strong can meet"),
    Measure.MINUTES: _("Minutes between members"),
    Measure.INTAKE: _("Kinds of intake in a group, of four"),
    Measure.WISHES: _("Wishes met"),
    Measure.NEW_PARTNERS: _("New partners of a school"),
    Measure.MOVED: _("Schools that leave last year’s group"),
}
NOTES = {
    Measure.AUTHORITIES: _("On average. Higher is better."),
    Measure.UNCOVERED: _("Summed over all groups. Lower is better."),
    Measure.UNMET: _("More than two needs to each strong school of a group. Lower is better."),
    Measure.MINUTES: _("On average, estimated by road. Lower is better."),
    Measure.INTAKE: _("Quarters by free school meals, on average. Higher is better."),
}


@dataclass(frozen=True)
class ScoreRow:
    measure: str
    name: Any
    note: Any
    reached: str
    possible: str
    # ✓ reached, or what the figure of “possible” is worth.
    mark: str
    is_reached: bool
    random: str
    last_year: str


def score_rows(terms: tuple[Term, ...], authorities: int) -> list[ScoreRow]:
    return [score_row(term, authorities) for term in terms]


def score_row(term: Term, authorities: int) -> ScoreRow:
    return ScoreRow(
        measure=str(term.measure),
        name=NAMES[term.measure]
        if term.measure != Measure.AUTHORITIES
        else _("Authorities in a group, of %(count)s") % {"count": authorities},
        note=note(term),
        reached=figure(term.measure, term.value, term.out_of),
        possible="–" if term.possible is None else figure(term.measure, term.possible, term.out_of),
        mark=mark(term),
        is_reached=term.is_reached,
        random="–" if term.random is None else figure(term.measure, term.random, term.out_of),
        last_year=last_year(term),
    )


def note(term: Term) -> Any:
    if term.measure in NOTES:
        return NOTES[term.measure]
    if term.measure == Measure.NEW_PARTNERS:
        sought = _("On average. More is sought."), _("On average. Fewer are sought.")
        return sought[0] if term.higher_is_better else sought[1]
    return str(_("Higher is better.")) if term.higher_is_better else str(_("Lower is better."))


def mark(term: Term) -> str:
    if term.possible is None:
        return ""
    if term.is_reached and term.certainty == Certainty.COUNTED:
        return str(_("✓ reached"))
    if term.certainty == Certainty.COUNTED:
        return str(_("at best, by counting"))
    return str(_("✓ as the best found")) if term.is_reached else str(_("best found so far"))


def last_year(term: Term) -> str:
    if term.last_year is not None:
        return figure(term.measure, term.last_year, term.last_year_out_of)
    return str(_("not asked")) if term.measure == Measure.WISHES else "–"


def figure(measure: Measure, value: float, out_of: int | None = None) -> str:
    """As it stands in a table: 4.64, 23 of 36, 39."""
    written = plain(measure, value)
    if out_of is None or measure == Measure.LONE_WELSH:
        return written
    return _("%(number)s of %(all)s") % {"number": written, "all": number_format(out_of)}


def plain(measure: Measure, value: float) -> str:
    # An average rounded to nothing is not written as -0.
    return str(number_format(round(value, DECIMALS.get(measure, 0)) + 0.0, DECIMALS.get(measure, 0)))


def value_of(terms: tuple[Term, ...], measure: Measure) -> float | None:
    return next((term.value for term in terms if term.measure == measure), None)


def headline(number: int, terms: tuple[Term, ...]) -> str:
    """What a reader wants to know first: is it as mixed as it can be, and how far apart."""
    minutes = value_of(terms, Measure.MINUTES)
    mixed = [term for term in terms if term.measure in {Measure.AUTHORITIES, Measure.ALL_AUTHORITIES}]
    facts: dict[str, Any] = {"number": number, "minutes": round(minutes or 0)}
    certain = all(term.is_reached and term.certainty == Certainty.COUNTED for term in mixed)
    if minutes is None:
        return _("Run %(number)s") % facts
    if mixed and certain:
        return (
            ngettext(
                "Run %(number)s: as mixed as it can be, %(minutes)s minute apart on average",
                "Run %(number)s: as mixed as it can be, %(minutes)s minutes apart on average",
                facts["minutes"],
            )
            % facts
        )
    facts["authorities"] = plain(Measure.AUTHORITIES, value_of(terms, Measure.AUTHORITIES) or 0)
    return (
        ngettext(
            "Run %(number)s: %(authorities)s authorities in a group, %(minutes)s minute apart on average",
            "Run %(number)s: %(authorities)s authorities in a group, %(minutes)s minutes apart on average",
            facts["minutes"],
        )
        % facts
    )
