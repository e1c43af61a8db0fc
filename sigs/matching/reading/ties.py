"""What ties schools to one another: last year's groups, clusters, a head they share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import F, Q

from schools.models import FederationMembership
from sigs.matching.problem import NONE
from sigs.models import GroupMember

CLUSTER = "cluster"


@dataclass(frozen=True)
class LastYear:
    # Ids of the groups, in the order in which they were formed.
    groups: tuple[int, ...]
    # School → place of its group in `groups`.
    of: dict[int, int]


def last_year_groups(year: int, schools: Sequence[int]) -> LastYear:
    """Members of the groups that were composed for the year before: those in them now, or to the end."""
    rows = (
        GroupMember.objects.filter(school__in=schools, is_main=True, group__year=year - 1)
        .filter(Q(left_on__isnull=True) | Q(left_on=F("group__closed_on")))
        .order_by("group_id", "school_id")
        .values_list("school_id", "group_id")
    )
    by_school = dict(rows)
    groups = sorted(set(by_school.values()))
    return LastYear(tuple(groups), {school: groups.index(group) for school, group in by_school.items()})


def clusters(schools: Sequence[int]) -> list[int]:
    """One entry a school, in their order: a number for each cluster, or -1. In several: the first joined."""
    rows = (
        GroupMember.objects.filter(school__in=schools, left_on__isnull=True, group__tier__code=CLUSTER)
        .order_by("-joined_on", "-pk")
        .values_list("school_id", "group_id")
    )
    by_school = dict(rows)
    return [by_school.get(school, NONE) for school in schools]


def same_head(schools: Sequence[int]) -> tuple[tuple[int, int], ...]:
    rows = FederationMembership.objects.filter(
        school__in=schools, ends_on__isnull=True, federation__shares_head=True
    ).values_list("federation_id", "school_id")
    together: dict[int, list[int]] = defaultdict(list)
    for federation, school in rows:
        together[federation].append(school)
    return tuple(
        pair for federation in sorted(together) for pair in combinations(sorted(together[federation]), 2)
    )
