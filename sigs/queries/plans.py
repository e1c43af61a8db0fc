"""Plans of groups: which there are, what they lack, and where their activities and measures stand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, QuerySet

from core import clock
from schools.enums import NeedState
from schools.models import Need, Topic
from sigs.enums import ActivityState, PlanState
from sigs.models import (
    Activity,
    ActivityKind,
    Condition,
    Group,
    HealthRule,
    PeopleLevel,
    Plan,
    PlanCondition,
    PlanTopic,
)
from sigs.queries.groups import group_visible

# A need is offered once so many member schools state it: which ones is not said.
NEEDS_OF_SEVERAL = 2


def plans_of(group: Group) -> QuerySet[Plan]:
    return Plan.objects.filter(group=group).select_related("group__scope", "group__tier", "changed_by")


def open_plan(group: Group) -> Plan | None:
    found: Plan | None = plans_of(group).exclude(state=PlanState.CLOSED).first()
    return found


def newest_first(group: Group) -> QuerySet[Plan]:
    """The open one before those that are closed."""
    return plans_of(group).order_by(F("closed_at").desc(nulls_first=True))


def newest_plan(group: Group) -> Plan | None:
    """The open one; where there is none, the last that was closed."""
    found: Plan | None = newest_first(group).first()
    return found


def open_plan_visible(user: Any, slug: str) -> Plan | None:
    group = group_visible(user, slug)
    return open_plan(group) if group else None


def plan_visible(user: Any, slug: str, public_id: UUID) -> Plan | None:
    found: Plan | None = (
        Plan.objects.visible_to(user)
        .select_related("group__scope", "group__tier", "group__region", "group__parent", "changed_by")
        .filter(group__slug=slug, public_id=public_id)
        .first()
    )
    return found


def activity_visible(user: Any, slug: str, public_id: UUID) -> Activity | None:
    found: Activity | None = (
        Activity.objects.visible_to(user)
        .select_related("plan__group__scope", "plan__group__tier", "kind", "lead_school", "changed_by")
        .filter(plan__group__slug=slug, public_id=public_id)
        .first()
    )
    return found


def activities_of(plan: Plan) -> list[Activity]:
    """Each with the number of its schools, in the order of their days; those dropped last."""
    rows = (
        Activity.objects.filter(plan=plan)
        .select_related("kind", "lead_school")
        .annotate(places=Count("schools"))
    )
    return sorted(rows, key=lambda row: (row.state == ActivityState.DROPPED, row.starts_on, row.pk))


def living_activities(plan: Plan) -> QuerySet[Activity]:
    return Activity.objects.filter(plan=plan).exclude(state=ActivityState.DROPPED)


def next_activity(plan: Plan) -> Activity | None:
    """What comes next, or should have been said to be done."""
    waiting = [ActivityState.PLANNED, ActivityState.BOOKED]
    found: Activity | None = (
        Activity.objects.filter(plan=plan, state__in=waiting).select_related("kind").first()
    )
    return found


def kinds() -> QuerySet[ActivityKind]:
    return ActivityKind.objects.filter(retired_on__isnull=True)


def levels() -> list[PeopleLevel]:
    return list(PeopleLevel.objects.all())


def conditions() -> list[Condition]:
    return list(Condition.objects.all())


def rule_of(group: Group) -> HealthRule:
    """The region's own numbers, or those that the portal begins with."""
    return HealthRule.objects.filter(region=group.region_id).first() or HealthRule(region_id=group.region_id)


@dataclass(frozen=True)
class StatedNeed:
    topic: Topic
    schools: int


def stated_needs(group: Group) -> list[StatedNeed]:
    """The topics that several member schools state as a need now, the most often stated first."""
    counted = (
        Need.objects.filter(
            state=NeedState.OPEN,
            school__group_members__group=group,
            school__group_members__left_on__isnull=True,
        )
        .order_by()
        .values_list("topic")
        .annotate(schools=Count("school", distinct=True))
        .filter(schools__gte=NEEDS_OF_SEVERAL)
    )
    by_topic = dict(counted)
    topics = Topic.objects.filter(pk__in=by_topic).select_related("parent")
    found = [StatedNeed(topic, by_topic[topic.pk]) for topic in topics]
    return sorted(found, key=lambda need: (-need.schools, need.topic.position))


def missing_parts(plan: Plan) -> list[str]:
    """What a plan needs before it can be put to the members: the codes of sigs.wording.plans.MISSING."""
    unsaid = Condition.objects.exclude(
        pk__in=PlanCondition.objects.filter(plan=plan).exclude(standing="").order_by().values("condition")
    )
    has_topics, has_evidence, has_measures, has_activities, all_said = (
        Plan.objects.filter(pk=plan.pk)
        .order_by()
        .values_list(
            Exists(plan.needs.all()),
            Exists(plan.evidence.all()),
            Exists(plan.measures.all()),
            Exists(living_activities(plan)),
            ~Exists(unsaid),
        )
        .get()
    )
    whole = {
        "topics": has_topics,
        "change": bool(plan.change.strip()),
        "for_whom": bool(plan.for_whom.strip()),
        "question": bool(plan.question.strip()),
        "evidence": has_evidence,
        "measures": has_measures,
        "activities": has_activities,
        "conditions": all_said,
    }
    return [part for part, is_there in whole.items() if not is_there]


def topics_of_living_plans() -> dict[int, list[Plan]]:
    """By the topic's id, the plans that work on it now: of groups that are at work, from the first draft that
    was put to the members on."""
    rows = (
        PlanTopic.objects.exclude(plan__state__in=[PlanState.DRAFT, PlanState.CLOSED])
        .filter(plan__group__state="active")
        .select_related("plan__group__tier")
        .order_by("topic", "plan__group__name_en")
    )
    found: dict[int, list[Plan]] = {}
    for row in rows:
        found.setdefault(row.topic_id, []).append(row.plan)
    return found


def is_late(activity: Activity) -> bool:
    """It should be over, and nobody has said what came of it."""
    return (
        activity.state in {ActivityState.PLANNED, ActivityState.BOOKED} and activity.ends_on < clock.today()
    )
