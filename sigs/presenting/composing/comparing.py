"""Two runs side by side: scoreboards, and which schools moved. Groups have no names in a run, so each is
first told apart by whom it shares most schools with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from schools.models import School
from sigs.matching import Term
from sigs.models import CompositionRun
from sigs.presenting.composing.scoreboard import NAMES, figure
from sigs.services.composing.storing import terms_of


@dataclass(frozen=True)
class ComparedRow:
    name: Any
    one: str
    other: str
    verdict: str


@dataclass(frozen=True)
class Moved:
    school: School
    # The group in the one run, and in the other.
    one: int
    other: int


def compared_rows(one: CompositionRun, other: CompositionRun) -> list[ComparedRow]:
    after = {term.measure: term for term in terms_of(other)}
    return [compared_row(term, after[term.measure]) for term in terms_of(one) if term.measure in after]


def compared_row(one: Term, other: Term) -> ComparedRow:
    was, is_now = (figure(term.measure, term.value, term.out_of) for term in (one, other))
    better = (other.value > one.value) == one.higher_is_better
    verdict = str(_("No change")) if was == is_now else str(_("Better")) if better else str(_("Worse"))
    return ComparedRow(name=NAMES[one.measure], one=was, other=is_now, verdict=verdict)


def same_groups(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    """Group of the one run → its likeness in the other, by the most schools in common; each once."""
    shared = Counter((number, other[school]) for school, number in one.items() if school in other)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (number, like), _count in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        if number not in found and like not in taken:
            found[number] = like
            taken.add(like)
    return found


def moved_schools(
    one: Mapping[int, int], other: Mapping[int, int], schools: Mapping[int, School]
) -> list[Moved]:
    """Those whose group in the other run is not the likeness of theirs in the one."""
    likeness = same_groups(one, other)
    found = [
        Moved(schools[school], number, other[school])
        for school, number in one.items()
        if school in other and school in schools and likeness.get(number) != other[school]
    ]
    return sorted(found, key=lambda moved: (moved.one, moved.school.sort_en))
