"""Strengths and needs as a page shows them: who says so, how much each counts, on what evidence, and what the
reader may do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core import clock
from schools.enums import GroundsKind, NeedState, Permission, StatedBy, Verdict
from schools.models import Grounds, Need, School, Strength
from schools.presenting.standing import measure_url
from schools.queries.review import readable_reviews
from schools.queries.strengths import (
    Freshness,
    freshness,
    needs_of,
    rule_now,
    side_of,
    stated_now,
    strengths_of,
)
from schools.queries.strengths.fading import ASKED_BEFORE
from schools.queries.strengths.figures import YEARS, CitedFigure, Suggestion, still_displayed, suggestions
from schools.queries.strengths.lists import grounds_of
from schools.services.strengths.grounds import shown_text
from schools.units import academic_year, years_together

STATED = {
    StatedBy.SCHOOL: _("Stated for the school by %(who)s on %(day)s."),
    StatedBy.ADVISER: _("Stated by %(who)s as adviser on %(day)s."),
}
BESIDE = {
    Verdict.ABOVE: _("%(measure)s %(value)s in %(year)s: above what is expected, by more than chance"),
    Verdict.BELOW: _("%(measure)s %(value)s in %(year)s: below what is expected, by more than chance"),
    Verdict.IN_LINE: _(
        "%(measure)s %(value)s in %(year)s: in line with what is expected, any difference may be chance"
    ),
    "": _("%(measure)s %(value)s in %(year)s"),
}
LASTING = {
    Verdict.ABOVE: _(
        "%(measure)s %(value)s: above what is expected by more than chance, every year %(years)s"
    ),
    Verdict.BELOW: _(
        "%(measure)s %(value)s: below what is expected by more than chance, every year %(years)s"
    ),
}


@dataclass(frozen=True)
class GroundsLine:
    """`text` in the page's language; `quoted` as somebody wrote it."""

    label: StrOrPromise
    text: str = ""
    quoted: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Card:
    statement: Any
    fresh: Freshness
    said: list[str] = field(default_factory=list)
    grounds: list[GroundsLine] = field(default_factory=list)
    may_confirm: bool = False
    may_renew: bool = False
    is_due: bool = False
    may_change: bool = False
    may_offer: bool = False

    @property
    def tag(self) -> tuple[StrOrPromise, str]:
        statement = self.statement
        if not statement.is_live:
            return statement.get_state_display(), "good" if is_met(statement) else "quiet"
        if not self.fresh.counts:
            return _("No longer counts"), "quiet"
        if self.fresh.is_confirmed:
            return _("Confirmed"), "good"
        if statement.vouched_at:
            return _("Confirmation has run out"), "waiting"
        return _("Waiting for confirmation"), "waiting"

    @property
    def is_known(self) -> bool:
        """Offered to the region, and seen by it today."""
        statement = self.statement
        return bool(
            not statement.is_need and statement.offered_at and statement.confirmed_at and self.fresh.counts
        )

    @property
    def tag_text(self) -> StrOrPromise:
        return self.tag[0]

    @property
    def tag_kind(self) -> str:
        return self.tag[1]


@dataclass(frozen=True)
class SuggestedRow:
    """What the figures point to, with the address of the form that a person fills in."""

    sentence: str
    topic: Any
    is_strength: bool
    url: str


@dataclass(frozen=True)
class StrengthsPage:
    strengths: list[Card]
    needs: list[Card]
    past: list[Card]
    suggested: list[SuggestedRow]
    side: StatedBy | None
    is_inside: bool
    sees_needs: bool

    @property
    def waiting(self) -> int:
        return sum(card.may_confirm for card in (*self.strengths, *self.needs))


def is_met(statement: Any) -> bool:
    return bool(isinstance(statement, Need) and statement.state == NeedState.MET)


def strengths_page(school: School, user: Any) -> StrengthsPage:
    inside = user.has_perm(Permission.VIEW_STRENGTHS, school)
    side = side_of(user, school)
    strengths = strengths_of(school, user)
    needs = needs_of(school, user)
    lines = grounds_lines(school, user, [*strengths, *needs], inside=inside)
    every: list[Strength | Need] = [*strengths, *needs]
    cards = [card(statement, side, lines.get(statement.public_id, [])) for statement in every]
    live = [one for one in cards if one.statement.is_live]
    named = [one.statement.topic_id for one in live]
    return StrengthsPage(
        strengths=[one for one in live if not one.statement.is_need],
        needs=[one for one in live if one.statement.is_need],
        past=[one for one in cards if not one.statement.is_live] if inside else [],
        suggested=[suggested(school, row) for row in suggestions(school, named)] if side else [],
        side=side,
        is_inside=inside,
        sees_needs=user.has_perm(Permission.VIEW_NEEDS, school),
    )


def card(statement: Strength | Need, side: StatedBy | None, lines: Sequence[GroundsLine] = ()) -> Card:
    bare = bare_card(statement, side)
    return replace(bare, said=said(statement, bare.fresh), grounds=list(lines))


def bare_card(statement: Strength | Need, side: StatedBy | None) -> Card:
    """How much it counts and what the reader may do about it, without who said so."""
    today = clock.today()
    fresh = freshness(statement.stated_at, statement.vouched_at, rule_now(), today)
    live, confirmed = statement.is_live, statement.confirmed_at is not None
    runs_out = confirmed and (not fresh.is_confirmed or fresh.until - today <= ASKED_BEFORE)
    return Card(
        statement=statement,
        fresh=fresh,
        may_confirm=live and side is not None and side != statement.stated_side and not confirmed,
        may_renew=live and side is not None and confirmed,
        is_due=live and runs_out,
        may_change=live and side is not None,
        may_offer=live and side == StatedBy.SCHOOL and not statement.is_need,
    )


def said(statement: Any, fresh: Freshness) -> list[str]:
    """Who said so and when, in sentences."""
    found = [str(STATED[StatedBy(statement.stated_side)]) % by(statement.stated_by.name, statement.stated_at)]
    if statement.confirmed_by:
        words = _("Confirmed by %(who)s on %(day)s.")
        found.append(str(words) % by(statement.confirmed_by.name, statement.confirmed_at))
    if statement.renewed_by:
        words = _("Still true, said %(who)s on %(day)s.")
        found.append(str(words) % by(statement.renewed_by.name, statement.renewed_at))
    if statement.withdrawn_by:
        words = _("Withdrawn by %(who)s on %(day)s, because: %(why)s")
        facts = by(statement.withdrawn_by.name, statement.withdrawn_at)
        found.append(str(words) % {**facts, "why": statement.withdrawn_because})
    elif is_met(statement):
        words = _("Met, said %(who)s on %(day)s. What helped: %(what)s")
        facts = by(statement.met_by.name, statement.met_at)
        found.append(str(words) % {**facts, "what": statement.met_through})
    else:
        found.append(str(counts_words(fresh)) % {"day": date_format(fresh.until)})
    return found


def by(who: str, when: Any) -> dict[str, str]:
    return {"who": who, "day": date_format(when)}


def counts_words(fresh: Freshness) -> StrOrPromise:
    if not fresh.counts:
        return _("It has not counted since %(day)s.")
    if fresh.weight < 1:
        return _("It counts half until %(day)s, then no longer.")
    return _("It counts in full until %(day)s.")


def grounds_lines(
    school: School, user: Any, statements: Iterable[Any], *, inside: bool
) -> dict[Any, list[GroundsLine]]:
    """By public id. Whoever is not inside sees past work alone; a passage only whoever may read the review, a
    level only whoever may see levels, a figure only while it may still be displayed."""
    found = grounds_of(statements)
    every = [row for rows in found.values() for row in rows]
    shown = still_displayed(row for row in every if row.kind == GroundsKind.FIGURE) if inside else set()
    cites_review = inside and any(row.kind == GroundsKind.REVIEW for row in every)
    reviews = set(readable_reviews(school, user).values_list("pk", flat=True)) if cites_review else set()
    sees_levels = inside and user.has_perm(Permission.VIEW_SUPPORT, school)
    lines: dict[Any, list[GroundsLine]] = {}
    for key, rows in found.items():
        for row in rows:
            if row.kind == GroundsKind.WORK:
                line: GroundsLine | None = GroundsLine(GroundsKind.WORK.label, quoted=row.text, url=row.link)
            elif row.kind == GroundsKind.FIGURE and inside:
                line = figure_line(school, row, shown)
            elif row.kind == GroundsKind.REVIEW and row.review_id in reviews:
                line = review_line(school, row)
            elif row.kind == GroundsKind.JUDGEMENT and sees_levels:
                line = judgement_line(school, row)
            elif row.kind == GroundsKind.INSPECTION and inside:
                line = inspection_line(school, row)
            else:
                line = None
            if line:
                lines.setdefault(key, []).append(line)
    return lines


def figure_line(school: School, row: Grounds, shown: set[Any]) -> GroundsLine:
    indicator = row.indicator
    if indicator is None or (school.pk, indicator.pk, row.part, row.last_year) not in shown:
        return GroundsLine(GroundsKind.FIGURE.label, text=str(_("The figure cited is no longer shown.")))
    text = figure_words(
        indicator.name,
        row.shown,
        row.verdict,
        row.years_alike or 0,
        (row.first_year or 0, row.last_year or 0),
    )
    return GroundsLine(GroundsKind.FIGURE.label, text=text, url=measure_url(school, indicator.code, row.part))


def review_line(school: School, row: Grounds) -> GroundsLine:
    review = row.review
    return GroundsLine(
        GroundsKind.REVIEW.label,
        quoted=row.text,
        url=reverse("review", args=[school.number, review.year]) if review else "",
        language=review.language if review else "",
    )


def judgement_line(school: School, row: Grounds) -> GroundsLine:
    judgement = row.judgement
    level = judgement.level.name if judgement and judgement.level else ""
    return GroundsLine(
        GroundsKind.JUDGEMENT.label,
        text=level,
        quoted=row.text,
        url=reverse("school_support", args=[school.number]),
    )


def inspection_line(school: School, row: Grounds) -> GroundsLine:
    """Published, but cited inside the school and by those who work with it."""
    return GroundsLine(
        GroundsKind.INSPECTION.label,
        text=date_format(row.inspection.inspected_on) if row.inspection else "",
        quoted=row.text,
        url=reverse("inspections", args=[school.number]),
    )


def suggested(school: School, row: Suggestion) -> SuggestedRow:
    name = "strength_new" if row.is_strength else "need_new"
    place = f"?indicator={row.figure.indicator.code}&part={row.figure.part}&topic={row.topic.code}"
    return SuggestedRow(
        sentence=figure_sentence(row.figure),
        topic=row.topic,
        is_strength=row.is_strength,
        url=reverse(name, args=[school.number]) + place,
    )


def figure_sentence(figure: CitedFigure) -> str:
    """For a person who chooses evidence: the newest value and what the years before say."""
    years = figure.first_year, figure.last_year
    return figure_words(figure.indicator.name, shown_text(figure), figure.verdict, figure.years_alike, years)


def figure_words(measure: str, value: str, verdict: str, years_alike: int, years: tuple[int, int]) -> str:
    words = LASTING[Verdict(verdict)] if verdict in LASTING and years_alike == YEARS else BESIDE[verdict]
    return str(words) % {
        "measure": measure,
        "value": value,
        "year": academic_year(years[1]),
        "years": years_together(*years),
    }


@dataclass(frozen=True)
class OfferAndAsk:
    """The head's home: what we are strong in and what we need, with what is to be said of it."""

    strengths: list[Card]
    needs: list[Card]


def offer_and_ask(school: School, user: Any) -> OfferAndAsk | None:
    """None for whoever does not speak for the school."""
    if not user.has_perm(Permission.STATE_AS_SCHOOL, school):
        return None
    strengths, needs = stated_now(school, user)
    return OfferAndAsk(
        strengths=[bare_card(one, StatedBy.SCHOOL) for one in strengths],
        needs=[bare_card(one, StatedBy.SCHOOL) for one in needs],
    )
