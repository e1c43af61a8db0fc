"""What needs a person in the work of their groups: plans to agree, actions to do, meetings to record."""

from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat

from core import authorise, clock
from schools.queries.names import shown_name
from sigs.enums import ActivityState, GroupState, MeetingState, Permission, PlanState
from sigs.models import Activity, GroupMember, Meeting, PlanAgreement
from sigs.queries.actions import owned_by

Rows = QuerySet[Any, tuple[Any, ...]]


def work_rows(user: Any) -> list[Rows]:
    return [plans_to_agree(user), actions_to_do(user), meetings_to_record(user), activities_to_end(user)]


def plans_to_agree(user: Any) -> Rows:
    """Of the groups of the schools that the person answers for, where the school has not agreed yet."""
    agreed = PlanAgreement.objects.filter(
        plan__group=OuterRef("group"), plan__state=PlanState.WITH_MEMBERS, school=OuterRef("school")
    )
    return (
        GroupMember.objects.filter(
            Q(group__plans__state=PlanState.WITH_MEMBERS),
            left_on__isnull=True,
            group__state=GroupState.ACTIVE,
            school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL),
        )
        .exclude(Exists(agreed))
        .order_by()
        .values_list(
            Value("sigs-plan", CharField()),
            shown_name("group__"),
            F("group__slug"),
            F("group__plans__proposed_at"),
        )
    )


def actions_to_do(user: Any) -> Rows:
    return (
        owned_by(user)
        .order_by()
        .values_list(
            Value("sigs-action", CharField()),
            F("text"),
            Concat(F("group__slug"), Value("/"), Cast("public_id", CharField()), output_field=CharField()),
            Cast("due_on", DateTimeField()),
        )
    )


def led_scopes(user: Any) -> list[int]:
    return authorise.held(user, Permission.LEAD_GROUP)


def meetings_to_record(user: Any) -> Rows:
    """Called by the groups that the person leads, and over."""
    return (
        Meeting.objects.filter(
            state=MeetingState.CALLED,
            ends_at__lt=clock.now(),
            group__state=GroupState.ACTIVE,
            group__scope__in=led_scopes(user),
        )
        .order_by()
        .values_list(
            Value("sigs-meeting", CharField()),
            F("title"),
            Concat(F("group__slug"), Value("/"), Cast("public_id", CharField()), output_field=CharField()),
            F("ends_at"),
        )
    )


def activities_to_end(user: Any) -> Rows:
    """Of the groups that the person leads: the day has passed, and nobody has said what came of it."""
    return (
        Activity.objects.filter(
            state__in=[ActivityState.PLANNED, ActivityState.BOOKED],
            ends_on__lt=clock.today(),
            plan__state__in=[PlanState.AGREED, PlanState.UNDER_WAY],
            plan__group__state=GroupState.ACTIVE,
            plan__group__scope__in=led_scopes(user),
        )
        .order_by()
        .values_list(
            Value("sigs-activity", CharField()),
            F("title"),
            Concat(
                F("plan__group__slug"), Value("/"), Cast("public_id", CharField()), output_field=CharField()
            ),
            Cast("ends_on", DateTimeField()),
        )
    )
