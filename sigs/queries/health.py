"""The traces that the work of groups leaves, and the line that was last read from them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from core import clock
from sigs.enums import ActionState, ActivityState, GroupState, Health, MeetingState
from sigs.models import Action, Activity, Group, GroupHealth, HealthRule, Meeting, Plan

# More of the last meetings than any rule looks at.
MEETINGS_READ = 10


@dataclass(frozen=True)
class Traces:
    """Of one group. `meetings`: the day of each of the last meetings held and how many actions it agreed, the
    newest first."""

    started_on: dt.date
    is_paused: bool = False
    meetings: tuple[tuple[dt.date, int], ...] = ()
    open: int = 0
    overdue: int = 0
    # When anything was last done: an activity, or an action.
    done_on: dt.date | None = None
    # When anything at all was last heard.
    heard_on: dt.date | None = None


def traces_of(groups: Iterable[Group]) -> dict[int, Traces]:
    """By the group's id; the same five queries for one group and for all of them."""
    groups = list(groups)
    meetings = meetings_by_group(groups)
    actions = {row["group"]: row for row in action_sums(groups)}
    done = dict(
        Activity.objects.filter(plan__group__in=groups, state=ActivityState.DONE)
        .order_by()
        .values_list("plan__group")
        .annotate(Max("done_on"))
    )
    written = dict(
        Plan.objects.filter(group__in=groups).order_by().values_list("group").annotate(Max("changed_at"))
    )
    said = dict(
        Plan.objects.filter(group__in=groups, comments__isnull=False)
        .order_by()
        .values_list("group")
        .annotate(Max("comments__written_at"))
    )
    found = {}
    for group in groups:
        sums = actions.get(group.pk, {})
        acted = latest(done.get(group.pk), sums.get("done_at"))
        held = meetings.get(group.pk, [])
        heard = latest(acted, held[0][0] if held else None, written.get(group.pk), said.get(group.pk))
        found[group.pk] = Traces(
            started_on=group.started_on,
            is_paused=group.state == GroupState.PAUSED,
            meetings=tuple(held),
            open=sums.get("open", 0),
            overdue=sums.get("overdue", 0),
            done_on=acted,
            heard_on=heard,
        )
    return found


def meetings_by_group(groups: list[Group]) -> dict[int, list[tuple[dt.date, int]]]:
    rows = (
        Meeting.objects.filter(group__in=groups, state=MeetingState.HELD)
        .order_by("group", "-starts_at", "-pk")
        .annotate(agreed=Count("actions"))
        .values_list("group", "starts_at__date", "agreed")
    )
    found: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    for group, day, agreed in rows:
        if len(found[group]) < MEETINGS_READ:
            found[group].append((day, agreed))
    return found


def action_sums(groups: list[Group]) -> Iterable[Any]:
    is_open = Q(state=ActionState.OPEN)
    return (
        Action.objects.filter(group__in=groups)
        .order_by()
        .values("group")
        .annotate(
            open=Count("pk", filter=is_open),
            overdue=Count("pk", filter=is_open & Q(due_on__lt=clock.today())),
            done_at=Max("over_at", filter=Q(state=ActionState.DONE)),
        )
    )


def latest(*moments: dt.date | dt.datetime | None) -> dt.date | None:
    days = [
        moment.date() if isinstance(moment, dt.datetime) else moment
        for moment in moments
        if moment is not None
    ]
    return max(days, default=None)


def health_of(group: Group) -> GroupHealth | None:
    """With the rule of the group's region, where it has its own."""
    return GroupHealth.objects.filter(group=group).select_related("group__region__health_rule").first()


def shown_to_consortium(rule: HealthRule | None) -> dt.date:
    """A line that has stood since this day or longer is shown to those who look after all groups."""
    return clock.today() - dt.timedelta(days=(rule or HealthRule()).shown_after_days)


def lines_for_consortium(groups: Iterable[Group], rule: HealthRule | None) -> dict[int, GroupHealth]:
    """By the group's id: the lines that the consortium sees. A line that turned lately is the group's own
    matter; that the group acts, has just begun or is paused may be said at once."""
    at_once = [Health.ACTS, Health.NEW, Health.RESTING]
    rows = GroupHealth.objects.filter(group__in=[group.pk for group in groups]).filter(
        Q(line__in=at_once) | Q(since__lte=shown_to_consortium(rule))
    )
    return {row.group_id: row for row in rows}


def groups_to_reckon() -> QuerySet[Group]:
    """Those that are not closed and work by a plan: the main groups, those that schools form, and whichever
    other has written one. A board that steers is not measured so."""
    works = Q(tier__is_main=True) | Q(tier__formed_by_schools=True)
    return (
        Group.objects.exclude(state=GroupState.CLOSED)
        .filter(works | Exists(Plan.objects.filter(group=OuterRef("pk"))))
        .select_related("tier", "region")
        .order_by("tier__position", "name_en", "pk")
    )
