"""Support plans of the demonstration: one at work since the summer with its meetings, one that the school
sent back, and one that waits for the answer of head@."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from brokerage.demonstration.past import days_ago
from brokerage.enums import AimProgress, AimState, PlanReason, Seat
from brokerage.models import ProgressMeeting, SupportPlan
from brokerage.services.supportplans import (
    Judged,
    add_aim,
    agree_plan,
    call_progress_meeting,
    hold_progress_meeting,
    judge_aim,
    put_plan,
    send_plan_back,
    write_plan,
)
from core import clock
from core.enums import Language
from core.models import User
from schools.enums import Role
from schools.models import Region, School
from schools.queries.support.levels import current_levels

EN = Language.ENGLISH
ALL = [Seat.HEAD, Seat.CHAIR, Seat.CONSORTIUM, Seat.AUTHORITY]
MANY_DAYS = 15
# What should change, where it stands, how one will know, what the school does, its support.
AimFacts = tuple[str, str, str, str, str]


@transaction.atomic
def add_support_plans(*, region: Region, people: dict[str, User]) -> bool:
    adviser, head = people["adviser"], people["head"]
    own = School.objects.filter(
        scope__in=head.assignments.filter(role=Role.HEADTEACHER).values("scope")
    ).first()
    schools = schools_with_a_plan(adviser, own)
    if SupportPlan.objects.exists() or own is None or len(schools) < 2:
        return False
    at_work(schools[0], adviser, head)
    sent_back(schools[1], adviser, head)
    waiting(own, adviser)
    return True


def schools_with_a_plan(adviser: User, own: School | None) -> list[School]:
    """Of the caseload, those whose level has the most days."""
    scopes = adviser.assignments.filter(role=Role.ADVISER).values("scope")
    rows = list(School.objects.open().filter(scope__in=scopes).order_by("number"))
    levels = current_levels([school.pk for school in rows])
    many = [one for one in rows if one.pk in levels and levels[one.pk].level.days >= MANY_DAYS]
    return [one for one in many if one != own]


def written(
    school: School, by: User, *, because: PlanReason, purpose: str, aims: Sequence[AimFacts]
) -> SupportPlan:
    today = clock.today()
    plan = write_plan(
        school=school,
        because=because,
        purpose=purpose,
        language=EN,
        starts_on=today,
        ends_on=today + dt.timedelta(days=300),
        every_weeks=7,
        by=by,
    )
    for text, baseline, measure, school_does, support in aims:
        add_aim(
            plan=plan,
            text=text,
            baseline=baseline,
            measure=measure,
            school_does=school_does,
            support=support,
            due_on=today + dt.timedelta(days=240),
            by=by,
        )
    return plan


def at_work(school: School, adviser: User, head: User) -> None:
    """Three meetings; the second aim is slow, the third is reached. The head of the demonstration's first
    school acts for its head, who has no account."""
    with days_ago(160):
        plan = written(
            school,
            adviser,
            because=PlanReason.LEVEL,
            purpose="Teaching of reading and of number that holds in every class, and leaders who see for"
            " themselves whether it does.",
            aims=AIMS,
        )
        put_plan(plan=plan, by=adviser)
    with days_ago(152):
        agree_plan(plan=plan, by=head)
        call_progress_meeting(
            plan=plan, on=clock.today() + dt.timedelta(days=41), place=school.name_en, by=adviser
        )
    for days, progress, agreed, next_in in PROGRESS:
        meet(plan, days, progress, agreed, next_in, adviser)
    with days_ago(10):
        aim = plan.aims.get(position=3)
        judge_aim(
            aim=aim,
            state=AimState.MET,
            result="Every subject leader has seen four lessons and talked them over with the teacher.",
            by=adviser,
        )


def meet(
    plan: SupportPlan, days: int, progress: Sequence[tuple[str, str]], agreed: str, next_in: int, by: User
) -> None:
    with days_ago(days):
        meeting = ProgressMeeting.objects.get(plan=plan, state="planned")
        judged = [
            Judged(aim, *said) for aim, said in zip(plan.aims.order_by("position"), progress, strict=True)
        ]
        hold_progress_meeting(
            meeting=meeting,
            seats=ALL,
            people="",
            agreed=agreed,
            language=EN,
            judged=judged,
            next_on=clock.today() + dt.timedelta(days=next_in),
            by=by,
        )


def sent_back(school: School, adviser: User, head: User) -> None:
    with days_ago(30):
        plan = written(
            school,
            adviser,
            because=PlanReason.LEVEL,
            purpose="Attendance that is back where it was, and pupils who say that they are known.",
            aims=ATTENDANCE,
        )
        put_plan(plan=plan, by=adviser)
    with days_ago(24):
        send_plan_back(
            plan=plan,
            words="The baseline counts the weeks of the flood. Take the spring term of last year instead.",
            language=EN,
            by=head,
        )


def waiting(school: School, adviser: User) -> None:
    with days_ago(3):
        plan = written(
            school,
            adviser,
            because=PlanReason.AGREED,
            purpose="Pupils eligible for free school meals read as well as others by the end of Year 8.",
            aims=READING,
        )
        put_plan(plan=plan, by=adviser)


ON, BEHIND, STUCK = AimProgress.ON_TRACK, AimProgress.BEHIND, AimProgress.STUCK
AIMS: tuple[AimFacts, ...] = (
    (
        "Reading is taught every day in every class, in one shared way.",
        "In June in six of fourteen classes.",
        "In all fourteen classes, seen on two unannounced walks.",
        "The English leader plans with each year group for half a term.",
        "Six adviser days; a teacher of the cluster for four mornings.",
    ),
    (
        "Pupils explain how they worked out an answer.",
        "In June pupils explained in two of ten lessons seen.",
        "In eight of ten lessons seen.",
        "Teachers of Years 3 to 6 plan one lesson a week together.",
        "Four adviser days; lesson study with a school of the group.",
    ),
    (
        "Subject leaders see teaching in their subject each term.",
        "Two of nine had seen a lesson in the year.",
        "All nine, each term, with a note for governors.",
        "Cover for half a day a term for each leader.",
        "Two adviser days for the first visits together.",
    ),
)
PROGRESS = (
    (
        110,
        (
            (ON, "In nine of fourteen classes."),
            (STUCK, "Planning together has not begun."),
            (ON, "Five of nine."),
        ),
        "The deputy head clears Wednesday afternoons for planning, by half-term.",
        48,
    ),
    (
        61,
        (
            (ON, "In eleven of fourteen classes."),
            (BEHIND, "Planning has begun in Years 3 and 4; four of ten lessons."),
            (ON, "Eight of nine."),
        ),
        "The adviser visits Years 5 and 6 twice. The school asks the group for a partner in mathematics.",
        46,
    ),
    (
        14,
        (
            (ON, "In thirteen of fourteen classes; the last has a new teacher."),
            (BEHIND, "Five of ten lessons. Year 6 is the farthest."),
            (ON, "All nine, with notes."),
        ),
        "A day of lesson study before the end of term. The chair comes to it.",
        45,
    ),
)
ATTENDANCE: tuple[AimFacts, ...] = (
    (
        "Absence on Fridays falls to that of other days.",
        "Twice as high as on Tuesdays over the autumn term.",
        "No difference over the summer term.",
        "Clubs and assemblies move to Friday; a call home by ten.",
        "Two adviser days; the authority's attendance officer one morning a week.",
    ),
)
READING: tuple[AimFacts, ...] = (
    (
        "Every pupil who joins Year 7 behind in reading is taught in a small group within a month.",
        "Last year it took until February.",
        "By the end of October, from the school's own list.",
        "The English department tests in week two and sets up the groups.",
        "Three adviser days; a visit to a school that has done it.",
    ),
)
