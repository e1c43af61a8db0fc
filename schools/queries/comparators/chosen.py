"""Whom a school is compared with: its family, or a person's own set."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, QuerySet

from core import clock
from schools.enums import RunState
from schools.models import ComparatorSet, ComparisonRun, Family, School

# A removed set can be brought back for so long.
KEPT_AFTER_REMOVAL = dt.timedelta(days=30)


class Chosen(StrEnum):
    """How the schools were chosen."""

    FAMILY = "family"
    OWN_SET = "own_set"


@dataclass(frozen=True)
class Comparators:
    """The schools that `school` is compared with, itself not among them."""

    school: School
    run: ComparisonRun | None
    chosen: Chosen
    ids: tuple[int, ...] = ()
    own_set: ComparatorSet | None = None
    family: Family | None = None

    @property
    def is_own_set(self) -> bool:
        return self.chosen == Chosen.OWN_SET

    def __len__(self) -> int:
        return len(self.ids)


def shown_run() -> ComparisonRun | None:
    return ComparisonRun.objects.filter(state=RunState.CURRENT).first()


def comparators_for(user: Any, school: School) -> Comparators:
    """The person's own set, if one is in use for this school; else the default."""
    own_set = own_sets(user, school).filter(in_use=True).first()
    if own_set is None:
        return default_comparators(school)
    ids = tuple(own_set.school_ids)  # type: ignore[attr-defined]  # annotated by own_sets
    return Comparators(school, shown_run(), Chosen.OWN_SET, ids, own_set=own_set)


def default_comparators(school: School) -> Comparators:
    """The school's family; nobody where it has none."""
    family = Family.objects.filter(run__state=RunState.CURRENT, school=school).select_related("run").first()
    if family is None:
        return Comparators(school, shown_run(), Chosen.FAMILY)
    return Comparators(school, family.run, Chosen.FAMILY, tuple(family.members), family=family)


def own_sets(user: Any, school: School) -> QuerySet[ComparatorSet]:
    """The person's sets for the school, by name, with the ids of their schools (those that closed since stay
    in the list and have no newest figure)."""
    return (
        ComparatorSet.objects.visible_to(user)
        .filter(owner=user.pk, school=school, removed_at__isnull=True)
        .annotate(school_ids=ArrayAgg("members__school", default=[], order_by="members__school"))
    )


def removed_sets(user: Any, school: School) -> QuerySet[ComparatorSet]:
    """Those that can still be brought back, the last removed first."""
    rows = ComparatorSet.objects.visible_to(user).filter(
        owner=user.pk, school=school, removed_at__gt=clock.now() - KEPT_AFTER_REMOVAL
    )
    return rows.annotate(size=Count("members")).order_by("-removed_at")


def members_of(own_set: ComparatorSet) -> list[School]:
    return list(School.objects.filter(pk__in=own_set.members.values("school")).select_related("authority"))
