"""What concerns and support plans wait for from a person, in the columns of `schools.queries.attention`."""

import datetime as dt
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from brokerage.enums import ConcernState, Permission, PlanState, ProgressMeetingState
from brokerage.models import Concern, ProgressMeeting, SupportPlan
from core import authorise, clock
from core.enums import ScopeKind
from schools.queries.names import shown_name
from schools.queries.pauses import pauses_now
from schools.queries.support.ties import tied_schools

Rows = QuerySet[Any, tuple[Any, ...]]
# A concern stands on the home page of those who work on it so long before its next look.
AHEAD = dt.timedelta(days=3)
WEEK = dt.timedelta(weeks=1)


def concern_rows(user: Any) -> list[Rows]:
    """Only of what the person's posts allow: whoever has no part in it costs nothing."""
    rows: list[Rows] = []
    near = [post.scope_id for post in authorise.posts(user) if post.scope.kind != ScopeKind.REGION]
    if set(authorise.held(user, Permission.WORK_CONCERNS)) & set(near):
        rows.append(looks_due(user, near))
    if authorise.held(user, Permission.ANSWER_SUPPORT_PLAN):
        rows.append(plans_to_answer(user))
    if authorise.held(user, Permission.LEAD_SUPPORT_PLAN):
        rows += [meetings_to_record(user), meetings_to_call(user)]
    return rows


def looks_due(user: Any, near: list[int]) -> Rows:
    """Of the person's own schools or authority, not of a whole region."""
    scopes = sorted(set(authorise.held(user, Permission.WORK_CONCERNS)) & set(near))
    return (
        Concern.objects.filter(
            Q(school__scope__in=scopes) | Q(school__authority__scope__in=scopes),
            next_review_on__lte=clock.today() + AHEAD,
        )
        .exclude(state=ConcernState.CLOSED)
        .exclude(school__in=tied_schools(user).values("pk"))
        .order_by()
        .values_list(
            Value("concern-look", CharField()),
            shown_name("school__"),
            Cast("public_id", CharField()),
            Cast("next_review_on", DateTimeField()),
        )
    )


def plans_to_answer(user: Any) -> Rows:
    return (
        SupportPlan.objects.filter(
            school__scope__in=authorise.held(user, Permission.ANSWER_SUPPORT_PLAN),
            state=PlanState.WITH_SCHOOL,
        )
        .order_by()
        .values_list(
            Value("plan-answer", CharField()), shown_name("school__"), F("school__number"), F("put_at")
        )
    )


def left_in_peace() -> QuerySet[Any, Any]:
    """Schools whose reminders are paused: nothing of theirs is chased."""
    return pauses_now().order_by().values("school")


def led(user: Any, path: str) -> Q:
    """The schools of the person's own caseload or authority."""
    scopes = authorise.held(user, Permission.LEAD_SUPPORT_PLAN)
    return Q(**{f"{path}school__scope__in": scopes}) | Q(**{f"{path}school__authority__scope__in": scopes})


def meetings_to_record(user: Any) -> Rows:
    return (
        ProgressMeeting.objects.filter(
            led(user, "plan__"), state=ProgressMeetingState.PLANNED, on__lt=clock.today()
        )
        .order_by()
        .values_list(
            Value("plan-record", CharField()),
            shown_name("plan__school__"),
            Concat(
                "plan__school__number", Value("/"), Cast("public_id", CharField()), output_field=CharField()
            ),
            Cast("on", DateTimeField()),
        )
    )


def meetings_to_call(user: Any) -> Rows:
    """Agreed plans for which none is called, once the weeks that they give themselves are over."""
    meetings = ProgressMeeting.objects.filter(plan=OuterRef("pk"))
    last = meetings.filter(state=ProgressMeetingState.HELD).order_by("-on").values("on")[:1]
    weeks = ExpressionWrapper(F("every_weeks") * Value(WEEK), output_field=DurationField())
    begun = Coalesce(Cast(Subquery(last), DateTimeField()), F("agreed_at"))
    return (
        SupportPlan.objects.filter(led(user, ""), state=PlanState.ACTIVE)
        .filter(~Exists(meetings.filter(state=ProgressMeetingState.PLANNED)))
        .annotate(due=ExpressionWrapper(begun + weeks, output_field=DateTimeField()))
        .filter(due__lt=clock.now())
        .exclude(school__in=left_in_peace())
        .order_by()
        .values_list(Value("plan-call", CharField()), shown_name("school__"), F("school__number"), F("due"))
    )
