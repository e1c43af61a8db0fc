"""Schools to make a set of: by name, or by what they have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.folding import folded
from schools.enums import Group, RunState
from schools.models import Comparison, School
from schools.queries.register import by_name, visible_schools


@dataclass(frozen=True)
class Criteria:
    """What schools of a set have in common; empty or None asks for nothing. Bounds are included."""

    authorities: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    fsm_from: float | None = None
    fsm_to: float | None = None
    pupils_from: int | None = None
    pupils_to: int | None = None

    @property
    def asks(self) -> bool:
        return self != Criteria()

    def stored(self) -> dict[str, Any]:
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
            if value not in ((), None)
        }


@dataclass(frozen=True)
class Candidate:
    """A school that can stand in a set, with the newest published figures that sets are made by."""

    school: School
    fsm: float | None
    pupils: float | None


def eligible_schools(user: Any, school: School) -> QuerySet[School]:
    """Those that can stand in a set of this school: open, of the region and the same phase, not the school
    itself."""
    return visible_schools(user).filter(closed_on__isnull=True, phase=school.phase).exclude(pk=school.pk)


def found_by_name(user: Any, school: School, words: str) -> QuerySet[School]:
    """By name, number or place, in either language, accents not needed."""
    found = by_name(eligible_schools(user, school))
    for word in folded(words).split():
        found = found.filter(search__contains=word)
    return found


def found_by_facts(user: Any, school: School, criteria: Criteria) -> list[Candidate]:
    """By name. A school without a figure does not match a bound on it."""
    rows = by_name(eligible_schools(user, school))
    if criteria.authorities:
        rows = rows.filter(authority__slug__in=criteria.authorities)
    if criteria.media:
        rows = rows.filter(medium__in=criteria.media)
    return [
        found
        for found in candidates(rows)
        if within(found.fsm, criteria.fsm_from, criteria.fsm_to)
        and within(found.pupils, criteria.pupils_from, criteria.pupils_to)
    ]


def candidates(schools: Iterable[School]) -> list[Candidate]:
    """Displayed figures alone: whoever narrows a set step by step learns nothing else."""
    known = list(schools)
    rows = (
        Comparison.objects.filter(
            run__state=RunState.CURRENT,
            school__in=[school.pk for school in known],
            indicator__code__in=["fsm", "pupils"],
            part="",
            pupils=Group.ALL,
        )
        .order_by("school_id", "indicator_id", "-year")
        .distinct("school_id", "indicator_id")
        .values_list("school_id", "indicator__code", "value")
    )
    figures = {(school, code): value for school, code, value in rows}
    return [
        Candidate(school, figures.get((school.pk, "fsm")), figures.get((school.pk, "pupils")))
        for school in known
    ]


def within(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)
