"""What a group does: planned, booked with the days of its people, done or dropped."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.models import School
from sigs.enums import ActivityState
from sigs.models import Activity, ActivityKind, ActivityPeople, ActivitySchool, PeopleLevel, Plan
from sigs.services.daysout import DaysOut, book_days, free_days
from sigs.services.health import reckon_health
from sigs.services.plans.refusals import NotAgreed, NotOfTheGroup
from sigs.services.plans.steps import start_if_agreed
from sigs.services.plans.versions import keep_version, lock_open

BOOK = Transition("book", sources=[ActivityState.PLANNED], target=ActivityState.BOOKED)
UNBOOK = Transition("unbook", sources=[ActivityState.BOOKED], target=ActivityState.PLANNED)
FINISH = Transition(
    "finish", sources=[ActivityState.PLANNED, ActivityState.BOOKED], target=ActivityState.DONE
)
DROP = Transition("drop", sources=[ActivityState.PLANNED, ActivityState.BOOKED], target=ActivityState.DROPPED)


class ActivityChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this activity while you had it open. Your text is still below;"
                " above it stands what was saved meanwhile. Put the two together, and save again."
            )
        )


@dataclass(frozen=True)
class People:
    level: PeopleLevel
    how_many: int
    part: str = ""


@dataclass(frozen=True)
class ActivityFacts:
    kind: ActivityKind
    title: str
    starts_on: dt.date
    ends_on: dt.date
    led_by: str
    resources_in: str
    lead_school: School | None = None
    schools: Sequence[DaysOut] = ()
    people: Sequence[People] = field(default_factory=list)

    def columns(self) -> dict[str, Any]:
        names = ("kind", "title", "starts_on", "ends_on", "led_by", "resources_in", "lead_school")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def plan_activity(*, plan: Plan, facts: ActivityFacts, by: User) -> Activity:
    plan = lock_open(plan)
    refuse_impossible(plan, facts)
    activity = Activity.objects.create(plan=plan, **facts.columns(), **changed(by))
    write_parts(activity, facts)
    keep_version(plan, by)
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, facts: ActivityFacts, version: int, by: User) -> None:
    """`version` is the one that the person had before them. Days that are booked are booked anew."""
    plan = lock_open(activity.plan)
    refuse_impossible(plan, facts)
    saved = Activity.objects.filter(
        pk=activity.pk, version=version, state__in=[ActivityState.PLANNED, ActivityState.BOOKED]
    ).update(version=F("version") + 1, **facts.columns(), **changed(by))
    if not saved:
        raise ActivityChangedMeanwhile
    activity.refresh_from_db()
    write_parts(activity, facts)
    if activity.state == ActivityState.BOOKED:
        free(activity, _("The activity was changed."), by)
        book(activity, by)
    keep_version(plan, by)


@transaction.atomic
def book_activity(*, activity: Activity, by: User) -> None:
    """The days of its people are booked in their schools' ledgers; an agreed plan is under way from then."""
    plan = lock_open(activity.plan)
    if not plan.is_settled:
        raise NotAgreed
    advance(activity, BOOK, booked_at=clock.now(), **changed(by))
    book(activity, by)
    start_if_agreed(plan, by)


@transaction.atomic
def unbook_activity(*, activity: Activity, by: User) -> None:
    """It is planned again, and the days are free."""
    lock_open(activity.plan)
    advance(activity, UNBOOK, booked_at=None, **changed(by))
    free(activity, _("The activity is not booked any more."), by)


@transaction.atomic
def finish_activity(*, activity: Activity, done_on: dt.date, outcome: str, by: User) -> None:
    """It was done, and this came of it."""
    plan = lock_open(activity.plan)
    if not plan.is_settled:
        raise NotAgreed
    if done_on > clock.today():
        raise DomainError(_("An activity is done on a day that has come."))
    if done_on < activity.starts_on:
        raise DomainError(_("An activity is not done before it begins."))
    advance(activity, FINISH, done_on=done_on, outcome=outcome, **changed(by))
    start_if_agreed(plan, by)
    reckon_health(group=plan.group)


@transaction.atomic
def drop_activity(*, activity: Activity, because: str, by: User) -> None:
    """It will not be done; the days that were booked for it are free again."""
    plan = lock_open(activity.plan)
    was_booked = activity.state == ActivityState.BOOKED
    advance(activity, DROP, dropped_at=clock.now(), dropped_because=because, **changed(by))
    if was_booked:
        free(activity, because, by)
    keep_version(plan, by)


def refuse_impossible(plan: Plan, facts: ActivityFacts) -> None:
    if facts.ends_on < facts.starts_on:
        raise DomainError(_("The activity would end before it begins."))
    if not facts.schools:
        raise DomainError(_("Choose the schools that take part: one at least."))
    members = set(plan.group.members.filter(left_on__isnull=True).values_list("school", flat=True))
    taking_part = [out.school for out in facts.schools]
    for school in [*taking_part, *([facts.lead_school] if facts.lead_school else [])]:
        if school.pk not in members:
            raise NotOfTheGroup(school)


def write_parts(activity: Activity, facts: ActivityFacts) -> None:
    activity.schools.all().delete()
    ActivitySchool.objects.bulk_create(
        ActivitySchool(activity=activity, school=out.school, days=out.days, cover_cost=out.cover_cost)
        for out in facts.schools
    )
    activity.people.all().delete()
    ActivityPeople.objects.bulk_create(
        ActivityPeople(activity=activity, level=row.level, how_many=row.how_many, part=row.part)
        for row in facts.people
    )


def book(activity: Activity, by: User) -> None:
    book_days(
        reference=reference_of(activity),
        out=[
            DaysOut(row.school, row.days, row.cover_cost)
            for row in activity.schools.select_related("school__scope").order_by("school")
        ],
        on=activity.starts_on,
        what=activity.title,
        by=by,
    )


def free(activity: Activity, because: Any, by: User) -> None:
    free_days(reference=reference_of(activity), because=str(because), by=by)


def reference_of(activity: Activity) -> str:
    return f"sigs/activity/{activity.public_id}"


def changed(by: User) -> dict[str, object]:
    return {"changed_at": clock.now(), "changed_by": by}
