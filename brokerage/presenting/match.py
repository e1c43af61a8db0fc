"""Who could help with one need: cards beside one another with their points, and what rules the others out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from brokerage.matching import Candidate, Ranking, Rule, Term, rank
from brokerage.matching.reading import suppliers_for
from brokerage.models import Ask
from brokerage.queries.independence import Checked
from brokerage.queries.lastused import LastUsed, last_used_of
from brokerage.wording.independence import Verdict, sentence, verdict
from brokerage.wording.matching import RULES, TERMS, lost, relaxing, why
from schools.models import School
from schools.units import days_written
from sigs.enums import Rung

# Side by side.
SHOWN = 3


@dataclass(frozen=True)
class Choice:
    """A school that may be chosen, by its number."""

    number: str
    label: str
    needs_reason: bool


@dataclass(frozen=True)
class TermRow:
    name: StrOrPromise
    got: int
    of: int
    # Of a bar that is 100 wide.
    width: str
    lost: str


@dataclass(frozen=True)
class SupplierCard:
    school: School
    candidate: Candidate
    place: int
    minutes: str
    why: str
    terms: list[TermRow]
    days_left: str
    promised: str
    last_used: str
    verdict: Verdict
    checks: list[str]

    @property
    def points(self) -> int:
        return self.candidate.points


@dataclass(frozen=True)
class RuleRow:
    """A rule that leaves schools out, and what it would bring to give way in it."""

    rule: StrOrPromise
    left_out: str
    relaxing: str


@dataclass(frozen=True)
class MatchPage:
    ask: Ask
    ranking: Ranking
    cards: list[SupplierCard]
    rules: list[RuleRow]

    @property
    def passing(self) -> int:
        return len(self.cards)

    @property
    def with_exception(self) -> int:
        return sum(card.verdict.needs_reason for card in self.cards)

    @property
    def main_block(self) -> str:
        return str(RULES[self.ranking.main_block])

    def card_of(self, number: str) -> SupplierCard | None:
        return next((card for card in self.cards if card.school.number == number), None)

    def beside(self, numbers: Sequence[str]) -> list[SupplierCard]:
        """Up to three: those named, in the order of their points; else the best."""
        named = [card for card in self.cards if card.school.number in numbers]
        return (named or self.cards)[:SHOWN]


def match_page(ask: Ask) -> MatchPage:
    problem = suppliers_for(ask)
    ranking = rank(problem)
    used = last_used_of(one.school_id for one in ranking.candidates)
    cards = [
        card(place, one, problem.schools[one.school_id], problem.checked[ask.pk], used.get(one.school_id))
        for place, one in enumerate(ranking.candidates, start=1)
    ]
    return MatchPage(ask, ranking, cards, rule_rows(ranking))


def card(
    place: int,
    candidate: Candidate,
    school: School,
    checked: dict[int, list[Checked]],
    used: LastUsed | None,
) -> SupplierCard:
    found = checked.get(school.pk, [])
    return SupplierCard(
        school=school,
        candidate=candidate,
        place=place,
        minutes=minutes_words(candidate.minutes),
        why=why(candidate),
        terms=[term_row(term) for term in candidate.terms],
        days_left=left_words(candidate),
        promised=promised_words(candidate),
        last_used=used_words(used),
        verdict=verdict(found),
        checks=[sentence(one.name, one) for one in found],
    )


def term_row(term: Term) -> TermRow:
    share = 100 * term.got / term.of if term.of else 0.0
    return TermRow(TERMS[term.name], round(term.got), round(term.of), f"{share:.0f}", lost(term))


def minutes_words(minutes: int | None) -> str:
    if minutes is None:
        return str(_("How far it is, is not known"))
    return ngettext("%(n)s minute by car", "%(n)s minutes by car", minutes) % {"n": minutes}


def left_words(candidate: Candidate) -> str:
    facts = {"left": days_written(candidate.days_left), "days": days_written(candidate.days_offered)}
    return str(_("%(left)s of %(days)s")) % facts


def promised_words(candidate: Candidate) -> str:
    promised = candidate.days_offered - candidate.days_left
    if not promised:
        return str(_("None promised yet."))
    return str(_("Promised elsewhere: %(days)s.")) % {"days": days_written(promised)}


def used_words(used: LastUsed | None) -> str:
    if used is None:
        return str(_("Not used before."))
    facts = {"month": date_format(used.on, "YEAR_MONTH_FORMAT"), "days": days_written(used.days)}
    if not used.rung:
        return str(_("%(month)s, days: %(days)s. Not evaluated yet.")) % facts
    return str(_("%(month)s, days: %(days)s. What it came to: %(rung)s.")) % {
        **facts,
        "rung": Rung(used.rung).label,
    }


def rule_rows(ranking: Ranking) -> list[RuleRow]:
    """The rule that leaves most out first."""
    rows = sorted(ranking.blocked.items(), key=lambda found: -len(found[1]))
    return [
        RuleRow(
            rule=RULES[rule],
            left_out=ngettext("%(n)s school", "%(n)s schools", len(schools)) % {"n": len(schools)},
            relaxing=relaxing_words(ranking, rule),
        )
        for rule, schools in rows
    ]


def relaxing_words(ranking: Ranking, rule: Rule) -> str:
    found = ranking.relaxed.get(rule)
    return relaxing(found) if found else str(_("Giving way in this rule alone would bring nobody."))


def heading(page: MatchPage) -> str:
    facts: dict[str, Any] = {"n": page.passing, "school": page.ask.school.name}
    if not page.passing:
        return str(_("Nobody can help %(school)s yet")) % facts
    words = ngettext(
        "%(n)s school could help %(school)s", "%(n)s schools could help %(school)s", page.passing
    )
    return words % facts


def lead(page: MatchPage) -> str:
    """Of 31 schools that offer this, 9 pass every rule, 3 of them with an exception."""
    if not page.ranking.offering:
        return str(_("No school of the region offers help with this."))
    offering = ngettext("%(n)s school offers this.", "%(n)s schools offer this.", page.ranking.offering) % {
        "n": page.ranking.offering
    }
    passing = ngettext("%(n)s passes every rule.", "%(n)s pass every rule.", page.passing) % {
        "n": page.passing
    }
    if not page.passing:
        passing = str(_("None of them passes every rule."))
    said = [offering, passing]
    if page.with_exception:
        words = ngettext(
            "%(n)s of them needs your reason for an exception.",
            "%(n)s of them need your reason for an exception.",
            page.with_exception,
        )
        said.append(words % {"n": page.with_exception})
    return " ".join(said)


def choices(cards: Sequence[SupplierCard]) -> list[Choice]:
    found = []
    for one in cards:
        words = (
            _("%(school)s, %(points)s points (needs an exception)")
            if one.verdict.needs_reason
            else _("%(school)s, %(points)s points")
        )
        label = str(words) % {"school": one.school.name, "points": one.points}
        found.append(Choice(one.school.number, label, one.verdict.needs_reason))
    return found


def days_hint(ask: Ask, cards: Sequence[SupplierCard]) -> str:
    """At most what each has left."""
    asked = str(_("Asked: %(days)s.")) % {"days": days_written(ask.days)}
    words = str(_("%(school)s has %(days)s left."))
    left = [
        words % {"school": one.school.name, "days": days_written(one.candidate.days_left)} for one in cards
    ]
    return " ".join([asked, *left])
