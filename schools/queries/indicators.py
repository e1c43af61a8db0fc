"""The catalogue of measures: what is held of each, who changed what, which wait for a review."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, DateTimeField, Min, QuerySet, Value
from django.db.models.functions import Cast

from core import authorise, clock
from core.folding import folded
from core.models import User
from schools.enums import Group, IndicatorState, Permission
from schools.models import Indicator, Release, Result

SEARCHED = ("code", "name_en", "name_cy", "short_en", "short_cy", "reason_en", "reason_cy")
GOVERNED = (
    *("name_en", "name_cy", "short_en", "short_cy", "reason_en", "reason_cy"),
    *("numerator_en", "numerator_cy", "denominator_en", "denominator_cy"),
    *("source_en", "source_cy", "owner_en", "owner_cy"),
)
FOLLOWED = (
    *GOVERNED,
    *("reviewed_on", "next_review_on", "state", "retired_because_en", "retired_because_cy", "replaced_by_id"),
)


def indicators_found(words: str) -> list[Indicator]:
    """Those that have every word in their code, names or reason; all of them for no words."""
    wanted = folded(words).split()
    return [row for row in Indicator.objects.all() if all(word in searchable(row) for word in wanted)]


def searchable(indicator: Indicator) -> str:
    return folded(" ".join(getattr(indicator, name) for name in SEARCHED))


def in_use() -> QuerySet[Indicator]:
    return Indicator.objects.filter(state=IndicatorState.IN_USE)


@dataclass(frozen=True)
class YearHeld:
    year: int
    schools: int
    release: Release | None


def years_held(indicator: Indicator) -> list[YearHeld]:
    """Newest first, with how many of the region's schools have a figure."""
    rows = (
        Result.objects.filter(
            indicator=indicator, group=Group.ALL, value__isnull=False, school__scope__isnull=False
        )
        .order_by()
        .values_list("year", "release")
        .annotate(schools=Count("school", distinct=True))
    )
    releases = Release.objects.in_bulk({release for _year, release, _schools in rows})
    held: dict[int, tuple[int, int]] = {}
    for year, release, schools in rows:
        most, found = held.get(year, (0, release))
        held[year] = (most + schools, release if schools > most else found)
    return [YearHeld(year, n, releases.get(release)) for year, (n, release) in sorted(held.items())][::-1]


def overdue() -> QuerySet[Indicator]:
    return in_use().filter(next_review_on__lt=clock.today())


def measure_rows(user: Any) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """For attention: one row for all overdue reviews together, with how many and since when."""
    if not authorise.held(user, Permission.GOVERN_INDICATORS):
        return []
    # Without any, a sum over all is still one row.
    together = (
        overdue()
        .order_by()
        .values(what=Value("measures", CharField()))
        .annotate(number=Count("pk"), since=Cast(Min("next_review_on"), DateTimeField()))
        .filter(number__gt=0)
        .annotate(n=Cast("number", CharField()))
    )
    return [together.values_list("what", "n", Value("", CharField()), "since")]


@dataclass(frozen=True)
class Change:
    at: dt.datetime
    who: str
    # Column, what stood there before, and what stood there after.
    fields: list[tuple[str, Any, Any]]


def changes_of(indicator: Indicator, at_most: int = 50) -> list[Change]:
    """From the audit, newest first. Without a name: the portal's own set-up."""
    events: Any = apps.get_model("schools", "IndicatorEvent")
    rows = list(events.objects.filter(pgh_obj_id=indicator.pk).order_by("-pgh_id")[: at_most + 1])
    names = dict(User.objects.filter(pk__in=set(filter(None, map(user_of, rows)))).values_list("pk", "name"))
    found = []
    for after, before in pairwise(rows):
        fields = list(differing(before, after))
        if fields:
            found.append(Change(after.pgh_created_at, names.get(user_of(after) or 0, ""), fields))
    return found


def user_of(event: Any) -> int | None:
    return (event.pgh_context or {}).get("user")


def differing(before: Any, after: Any) -> Iterable[tuple[str, Any, Any]]:
    for name in FOLLOWED:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield name, old, new
