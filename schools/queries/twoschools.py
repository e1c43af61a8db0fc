"""Two schools side by side: what every reader of published figures may see of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.folding import folded
from schools.enums import Group
from schools.models import Comparison, ComparisonRun, Indicator, Result, School
from schools.queries.register import by_name, visible_schools

# (indicator, part, group of pupils)
SeriesKey = tuple[int, str, str]
GROUPS = (Group.ALL, Group.EFSM)
# Series whose last figure is older than this are history.
STILL_NEW = 1


@dataclass(frozen=True)
class Pairing:
    """One series of the first school in its newest year, and the second school's row of the same year.
    `results` are those of the year, by school, for the reason where a row is missing."""

    indicator: Indicator
    part: str
    pupils: str
    year: int
    own: Comparison | None
    other: Comparison | None
    own_result: Result | None
    other_result: Result | None


def pairings(own: School, other: School, run: ComparisonRun | None) -> list[Pairing]:
    """In the catalogue's order: series that either of the two has, in the newest year of either."""
    if run is None:
        return []
    schools = [own.pk, other.pk]
    rows = list(
        Comparison.objects.filter(run_id=run.pk, school__in=schools, pupils__in=GROUPS).select_related(
            "indicator"
        )
    )
    latest = max((row.year for row in rows), default=0)
    found = {
        (row.school_id, row.indicator_id, row.part, row.pupils, row.year): row
        for row in rows
        if row.year >= latest - STILL_NEW
    }
    newest: dict[SeriesKey, Comparison] = {}
    for row in found.values():
        key = (row.indicator_id, row.part, row.pupils)
        if key not in newest or newest[key].year < row.year:
            newest[key] = row
    results = results_of(schools, newest.values())
    made = [
        Pairing(
            indicator=row.indicator,
            part=row.part,
            pupils=row.pupils,
            year=row.year,
            own=found.get((own.pk, *key, row.year)),
            other=found.get((other.pk, *key, row.year)),
            own_result=results.get((own.pk, *key, row.year)),
            other_result=results.get((other.pk, *key, row.year)),
        )
        for key, row in newest.items()
    ]
    order = list(GROUPS)
    return sorted(made, key=lambda one: (one.indicator.position, one.part, order.index(Group(one.pupils))))


def results_of(
    schools: list[int], rows: Iterable[Comparison]
) -> dict[tuple[int, int, str, str, int], Result]:
    rows = list(rows)
    known = Result.objects.filter(
        school__in=schools,
        indicator__in={row.indicator_id for row in rows},
        year__in={row.year for row in rows},
        group__in=GROUPS,
    )
    return {(row.school_id, row.indicator_id, row.part, row.group, row.year): row for row in known}


def found_beside(user: Any, school: School, words: str) -> QuerySet[School]:
    """Open schools of the region by name, number or place, in either language."""
    found = by_name(visible_schools(user).filter(closed_on__isnull=True).exclude(pk=school.pk))
    for word in folded(words).split():
        found = found.filter(search__contains=word)
    return found
