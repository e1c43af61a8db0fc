"""Match points and rules in sentences. They stand on the broker's page, and go to both schools with the
invitation: nothing of who knows whom, no figure."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from brokerage.enums.matching import Rule, TermName


class Term(Protocol):
    """As the engine gives them: brokerage.matching.answers."""

    @property
    def name(self) -> TermName: ...
    @property
    def of(self) -> float: ...
    @property
    def got(self) -> float: ...
    @property
    def lost(self) -> float: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


class Candidate(Protocol):
    @property
    def terms(self) -> Sequence[Term]: ...
    @property
    def best_in(self) -> Sequence[TermName]: ...
    @property
    def weakest(self) -> Term | None: ...


class Relaxed(Protocol):
    @property
    def rule(self) -> Rule: ...
    @property
    def schools(self) -> Sequence[int]: ...
    @property
    def least(self) -> float | None: ...


TERMS: dict[str, StrOrPromise] = {
    TermName.STRENGTH: pgettext_lazy("match points", "Strength"),
    TermName.LIKENESS: pgettext_lazy("match points", "Likeness"),
    TermName.NEARNESS: pgettext_lazy("match points", "Nearness"),
    TermName.OTHER_AUTHORITY: pgettext_lazy("match points", "Other authority"),
    TermName.ROOM: pgettext_lazy("match points", "Room"),
}
ABOUT: dict[str, StrOrPromise] = {
    TermName.STRENGTH: _("How well the evidence shows that the school is strong in what is needed."),
    TermName.LIKENESS: _("How like the two schools’ intakes are."),
    TermName.NEARNESS: _("How short the way is by road."),
    TermName.OTHER_AUTHORITY: _("Whether the school is in another authority, where fewer know one another."),
    TermName.ROOM: _("Days left against days asked, and how much the school does for others already."),
}
BEST: dict[str, StrOrPromise] = {
    TermName.STRENGTH: _("The strongest evidence of all that could help."),
    TermName.LIKENESS: _("The most like the school that asks."),
    TermName.NEARNESS: _("The nearest."),
    TermName.OTHER_AUTHORITY: _("In another authority."),
    TermName.ROOM: _("It has the most room."),
}
# From this share of the points on.
GOOD_FROM = 0.75
GOOD: dict[str, StrOrPromise] = {
    TermName.STRENGTH: _("Its strength is well founded."),
    TermName.LIKENESS: _("Much like the school that asks."),
    TermName.NEARNESS: _("It is near."),
    TermName.ROOM: _("It has the days that are asked."),
}
POOR: dict[str, StrOrPromise] = {
    TermName.STRENGTH: _("Little evidence stands behind its strength."),
    TermName.LIKENESS: _("Its intake is less alike."),
    TermName.NEARNESS: _("The way is long."),
    TermName.OTHER_AUTHORITY: _("It is in the same authority."),
    TermName.ROOM: _("It has little room."),
}
# Only these say something of a school by themselves.
SAID_FIRST = (TermName.STRENGTH, TermName.LIKENESS, TermName.NEARNESS, TermName.ROOM)
RULES: dict[str, StrOrPromise] = {
    Rule.PHASE: pgettext_lazy("rule", "Another phase"),
    Rule.LANGUAGE: pgettext_lazy("rule", "Not in the language that is needed"),
    Rule.DISTANCE: pgettext_lazy("rule", "Too far away"),
    Rule.CONFLICT: pgettext_lazy("rule", "A tie that rules it out"),
    Rule.ASKED: pgettext_lazy("rule", "Asked already, and not available"),
    Rule.PAUSED: pgettext_lazy("rule", "Nobody asks anything of the school at present"),
    Rule.DAYS: pgettext_lazy("rule", "Too few days left"),
    Rule.OUT: pgettext_lazy("rule", "The head’s ceiling of days out of school"),
    Rule.FULL: pgettext_lazy("rule", "As many partnerships at once as it wants"),
    Rule.TIE: pgettext_lazy("rule", "A tie that a person has to decide on"),
    Rule.TAKEN: pgettext_lazy("rule", "Its days go to needs that count more"),
    Rule.NOBODY: pgettext_lazy("rule", "No school offers this"),
}


def lost(term: Term) -> str:
    """How many points are lost, and why; or that none is."""
    n = round(term.lost)
    if n <= 0:
        return str(_("Nothing lost."))
    said = ngettext("%(n)s point lost.", "%(n)s points lost.", n) % {"n": n}
    return " ".join(part for part in (said, str(BECAUSE[term.name](term.facts))) if part)


def because_of_strength(facts: Mapping[str, Any]) -> StrOrPromise:
    pieces = int(facts.get("pieces", 0))
    if facts.get("because") == "few":
        if not pieces:
            return _("The strength is stated, but no evidence stands behind it.")
        return ngettext(
            "Only %(n)s piece of evidence; three would be enough.",
            "Only %(n)s pieces of evidence; three would be enough.",
            pieces,
        ) % {"n": pieces}
    if facts.get("because") == "old":
        old = int(facts.get("old", 0))
        return ngettext(
            "%(n)s piece of the evidence is more than two years old.",
            "%(n)s pieces of the evidence are more than two years old.",
            old,
        ) % {"n": old}
    return STRENGTH_LOST.get(str(facts.get("because", "")), "")


STRENGTH_LOST: dict[str, StrOrPromise] = {
    "wider": _("What it offers is wider, or only a part of what is needed."),
    "unstated": _("It offers this, but no strength is stated."),
    "unconfirmed": _("Nobody but the one who stated the strength has confirmed it."),
    "fading": _("The strength was last confirmed long ago and counts half."),
}


def because_of_likeness(facts: Mapping[str, Any]) -> StrOrPromise:
    if facts.get("unknown"):
        return _("Too little is known of one of the two schools: half the points count.")
    welsh = (translation.get_language() or "").startswith("cy")
    found = list(facts.get("differs", ()))
    if not found:
        return _("The intakes differ a little in several ways.")
    names = [str(one["cy"] if welsh and one.get("cy") else one["en"]) for one in found]
    if len(names) == 1:
        return _("The schools differ most in: %(name)s.") % {"name": names[0]}
    return _("The schools differ most in: %(first)s; %(second)s.") % {"first": names[0], "second": names[1]}


def because_of_nearness(facts: Mapping[str, Any]) -> StrOrPromise:
    if facts.get("unknown"):
        return _("The place of one of the two schools is not known: half the points count.")
    n = int(facts.get("minutes", 0))
    return ngettext(
        "It is about %(n)s minute away by road.", "It is about %(n)s minutes away by road.", n
    ) % {"n": n}


def because_of_authority(facts: Mapping[str, Any]) -> StrOrPromise:
    return _("The same authority.")


def because_of_room(facts: Mapping[str, Any]) -> StrOrPromise:
    left, asked = Decimal(str(facts.get("left", "0"))), Decimal(str(facts.get("asked", "0")))
    running = int(facts.get("running", 0))
    said = []
    if left < asked:
        said.append(
            _("Days left: %(left)s; days asked: %(asked)s.") % {"left": days(left), "asked": days(asked)}
        )
    if running:
        said.append(
            ngettext(
                "It helps in %(n)s partnership already.", "It helps in %(n)s partnerships already.", running
            )
            % {"n": running}
        )
    return " ".join(str(one) for one in said)


BECAUSE: dict[str, Callable[[Mapping[str, Any]], StrOrPromise]] = {
    TermName.STRENGTH: because_of_strength,
    TermName.LIKENESS: because_of_likeness,
    TermName.NEARNESS: because_of_nearness,
    TermName.OTHER_AUTHORITY: because_of_authority,
    TermName.ROOM: because_of_room,
}


def why(candidate: Candidate) -> str:
    """A few short sentences: in what it is the best of all, or good, and what weighs against it most."""
    said: list[StrOrPromise] = [BEST[name] for name in SAID_FIRST if name in candidate.best_in][:2]
    for term in candidate.terms:
        is_good = term.of and term.got >= term.of * GOOD_FROM and term.name not in candidate.best_in
        if len(said) < 2 and is_good and term.name in GOOD:
            said.append(GOOD[term.name])
    worst = candidate.weakest
    if worst is not None and worst.lost >= worst.of / 2:
        said.append(POOR[worst.name])
    return " ".join(str(one) for one in said or [_("It passes every rule.")])


def relaxing(found: Relaxed) -> str:
    """What giving way in one rule would bring."""
    n = len(found.schools)
    said = [
        ngettext(
            "Without this rule %(n)s school could help.", "Without this rule %(n)s schools could help.", n
        )
        % {"n": n}
    ]
    if found.least is not None and found.rule == Rule.DISTANCE:
        minutes = max(1, round(found.least))
        said.append(
            ngettext(
                "The nearest is %(n)s minute beyond the limit.",
                "The nearest is %(n)s minutes beyond the limit.",
                minutes,
            )
            % {"n": minutes}
        )
    if found.least is not None and found.rule in {Rule.DAYS, Rule.OUT}:
        said.append(str(_("Days missing at the one with most room: %(days)s.") % {"days": days(found.least)}))
    return " ".join(said)


def days(value: Decimal | float) -> str:
    """Quarters as people write them: 7, 7.5, 0.25."""
    found = Decimal(str(value)).normalize()
    return number_format(found.quantize(Decimal(1)) if found == found.to_integral() else found)
