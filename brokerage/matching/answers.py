"""What the engine answers. Schools, offers and asks are named by id; facts are plain values, so that they can
be kept and said in either language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from brokerage.enums.matching import Rule, TermName

# Raised whenever the same problem would give another answer.
VERSION = 1


@dataclass(frozen=True)
class Term:
    """So many of so many points, and what the loss comes from."""

    name: TermName
    of: float
    got: float
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lost(self) -> float:
        return self.of - self.got


@dataclass(frozen=True)
class Candidate:
    """A school that passes every rule. `days`: what can be promised, at most what was asked. `best_in`: terms
    in which no other has more, and some have less."""

    school_id: int
    offer_id: int
    total: float
    terms: tuple[Term, ...]
    days: Decimal
    days_left: Decimal
    days_offered: Decimal
    minutes: int | None
    running: int
    willing: str
    best_in: tuple[TermName, ...] = ()

    @property
    def points(self) -> int:
        return round(self.total)

    @property
    def weakest(self) -> Term | None:
        """In which it loses most; None where it loses less than a point anywhere."""
        worst = max(self.terms, key=lambda term: term.lost)
        return worst if round(worst.lost) else None

    def stored(self) -> dict[str, Any]:
        """As an invitation keeps it."""
        return {
            "version": VERSION,
            "total": self.points,
            "terms": {str(term.name): round(term.got, 1) for term in self.terms},
            "of": {str(term.name): round(term.of, 1) for term in self.terms},
            "minutes": self.minutes,
        }


@dataclass(frozen=True)
class Relaxed:
    """What one rule costs: the schools that it alone stands against, the best first, and how far it would
    have to give way for the one that needs least (minutes, or days)."""

    rule: Rule
    schools: tuple[int, ...]
    best: float
    least: float | None = None


@dataclass(frozen=True)
class Ranking:
    """For one need. `candidates`: best first. `blocked`: the first rule that each of the others fails."""

    ask_id: int
    candidates: tuple[Candidate, ...]
    blocked: dict[Rule, tuple[int, ...]]
    relaxed: dict[Rule, Relaxed]
    # How many schools offer the topic at all.
    offering: int

    def of_school(self, school_id: int) -> Candidate | None:
        return next((one for one in self.candidates if one.school_id == school_id), None)

    @property
    def main_block(self) -> Rule:
        """The rule to name when nobody passes: the one that stands against most."""
        if not self.blocked:
            return Rule.NOBODY
        return max(self.blocked, key=lambda rule: (len(self.blocked[rule]), -list(Rule).index(rule)))
