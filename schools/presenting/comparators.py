"""The page of who a school is compared with: the default or own set by name, and the person's sets."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import ngettext

from schools.models import ComparatorSet, FamilyWeight, School
from schools.presenting.comparedwith import ComparedWith
from schools.queries.comparators import Candidate, Comparators, candidates, schools_named
from schools.queries.families import weights_in_force
from schools.wording import MEDIUM_PHRASE


@dataclass(frozen=True)
class ListedComparator:
    school: School
    medium: Any
    fsm: str
    pupils: str
    is_close: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class ComparatorsPage:
    """`rows` are the region's schools by name; `elsewhere` counts the others, which have no name here."""

    compared: ComparedWith
    rows: list[ListedComparator]
    elsewhere: int
    weights: list[FamilyWeight]
    sets: list[ComparatorSet]
    removed: list[ComparatorSet]

    @property
    def names_close(self) -> bool:
        return self.compared.is_family


def comparators_page(
    comparators: Comparators, sets: list[ComparatorSet], removed: list[ComparatorSet]
) -> ComparatorsPage:
    named = schools_named(comparators.ids)
    family = comparators.family
    close = set(family.members[: family.close]) if family else set()
    own = comparators.school
    rows = [
        replace(row, is_own=row.school == own)
        for row in previewed([own, *named.values()] if named else [], close)
    ]
    compared = ComparedWith(comparators)
    return ComparatorsPage(
        compared=compared,
        rows=sorted(rows, key=lambda row: str(row.school.name).casefold()),
        elsewhere=len(comparators.ids) - len(named),
        weights=weights_in_force(comparators.school.phase, comparators.run) if compared.is_family else [],
        sets=sets,
        removed=removed,
    )


def previewed(
    schools: Iterable[School] | Iterable[Candidate], close: Iterable[int] = ()
) -> list[ListedComparator]:
    """Who is or would be in a set, with what sets are made by."""
    found = list(schools)
    known = [row for row in found if isinstance(row, Candidate)] or candidates(
        row for row in found if isinstance(row, School)
    )
    near = set(close)
    return [listed(row, row.school.pk in near) for row in known]


def listed(row: Candidate, is_close: bool) -> ListedComparator:
    return ListedComparator(
        school=row.school,
        medium=MEDIUM_PHRASE.get(row.school.medium, row.school.get_medium_display()),  # type: ignore[call-overload]  # any medium's code
        fsm=number_format(round(row.fsm, 1), 1) if row.fsm is not None else "–",
        pupils=number_format(int(row.pupils), 0, force_grouping=True) if row.pupils is not None else "–",
        is_close=is_close,
    )


def size_words(count: int) -> str:
    return ngettext("%(n)s school", "%(n)s schools", count) % {"n": count}
