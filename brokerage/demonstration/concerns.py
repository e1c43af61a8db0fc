"""Two concerns of the demonstration: one that is watched, one that became serious and went as far as a
warning notice. Of people there is nothing but posts."""

import datetime as dt
from typing import Any

from django.db import transaction

from brokerage.demonstration.past import days_ago
from brokerage.enums import Ground, ToldHow, WarningState
from brokerage.models import Concern, ConcernMeeting
from brokerage.services.concerns import (
    call_meeting,
    end_warning,
    hold_meeting,
    issue_warning,
    make_joint_visit,
    open_concern,
    plan_joint_visit,
    raise_concern,
    review_concern,
    tell_school,
    write_down,
)
from core import clock
from core.enums import Language
from core.models import User
from schools.enums import Phase, Role
from schools.models import Region, School

FORTNIGHT = dt.timedelta(days=14)
EN, CY = Language.ENGLISH, Language.WELSH
OFFICERS = "Authority officer, senior challenge adviser, governor support, human resources"


@transaction.atomic
def add_concerns(*, region: Region, people: dict[str, User]) -> bool:
    if Concern.objects.exists():
        return False
    watched = watched_school(people["adviser"], people["senior.adviser"])
    serious = School.objects.open().of_region().filter(authority__code="674", phase=Phase.SECONDARY).last()
    if watched is None or serious is None:
        return False
    watch(watched, people)
    follow(serious, people)
    return True


def watched_school(adviser: User, senior: User) -> School | None:
    """A primary school of the adviser's caseload, in the authority of the senior adviser."""
    scopes = adviser.assignments.filter(role=Role.ADVISER).values("scope")
    inside = senior.assignments.filter(role=Role.SENIOR_ADVISER).values("scope__authority")
    rows = School.objects.open().filter(scope__in=scopes, authority__in=inside, phase=Phase.PRIMARY)
    return rows.order_by("number").last()


def watch(school: School, people: dict[str, User]) -> None:
    adviser, senior = people["adviser"], people["senior.adviser"]
    with days_ago(20) as today:
        concern = open_concern(
            school=school,
            reason="The third supply teacher in a year in Years 5 and 6, and no deputy in post since Easter.",
            evidence="Visit of the autumn term: plans differ from class to class. Staff absence of the school"
            " stands above that of the schools like it for the second term.",
            language=EN,
            next_review_on=today + FORTNIGHT,
            by=adviser,
        )
    with days_ago(8) as today:
        review_concern(
            concern=concern,
            said="The post of deputy is advertised. Plans in mathematics are shared now; reading is not.",
            ideas="A teacher of the cluster could plan reading with Years 5 and 6 for half a term.",
            language=EN,
            next_review_on=today + FORTNIGHT,
            by=senior,
        )
    plan_joint_visit(
        concern=Concern.objects.get(pk=concern.pk),
        on=clock.today() + dt.timedelta(days=9),
        first=adviser,
        second=senior,
        purpose="Do Years 5 and 6 read every day, and does somebody plan it with their teachers?",
        language=EN,
        by=adviser,
    )


def follow(school: School, people: dict[str, User]) -> None:
    """From watch over the joint visit to a notice, with a meeting each fortnight."""
    officer, consortium = people["authority"], people["consortium"]
    with days_ago(118) as today:
        concern = open_concern(
            school=school,
            reason="Figures of spending were not put before the governing body for three meetings running.",
            evidence="Minutes of the governing body of the spring and summer terms; the authority's audit.",
            language=EN,
            next_review_on=today + FORTNIGHT,
            by=officer,
        )
    for days, said, ideas in MEETINGS[:2]:
        meet(concern, days, said, ideas, officer)
    decide(concern, 88, raise_concern, "Two meetings on, the figures are still not there.", officer)
    with days_ago(86) as today:
        visit = plan_joint_visit(
            concern=concern,
            on=today + dt.timedelta(days=10),
            first=officer,
            second=consortium,
            purpose="Who prepares the figures, who reads them, and what does the governing body ask?",
            language=EN,
            by=officer,
        )
    with days_ago(76):
        make_joint_visit(
            visit=visit,
            on=clock.today(),
            note="The business manager prepares the figures each month. They stop at the head's desk. The"
            " chair did not know that they exist. Teaching seen in six lessons was sound.",
            language=EN,
            by=consortium,
        )
    for days, said, ideas in MEETINGS[2:4]:
        meet(concern, days, said, ideas, officer)
    with days_ago(58):
        tell_school(
            concern=concern,
            told_on=clock.today(),
            how=ToldHow.MEETING,
            whom="The headteacher and the chair of governors",
            words="That the authority takes this for a serious concern, why, and what follows if nothing"
            " changes. Both accept the facts; the chair asks for training.",
            language=EN,
            by=officer,
        )
    decide(concern, 55, raise_concern, "No figures at the next meeting either. The school was told.", officer)
    warn(concern, officer)
    for days, said, ideas in MEETINGS[4:]:
        meet(concern, days, said, ideas, officer)
    call_meeting(
        authority=school.authority,
        on=clock.today() + dt.timedelta(days=6),
        people=OFFICERS,
        place="Council offices, room 3",
        by=officer,
    )


MEETINGS = (
    (
        104,
        "The chair was written to. No answer yet.",
        "Governor support offers to sit in at the next meeting.",
    ),
    (90, "The governors have met again without figures.", ""),
    (
        74,
        "The joint visit explains much: the figures exist.",
        "A clerk of another school could help for a term.",
    ),
    (60, "The chair has answered. The next meeting of governors will show.", ""),
    (36, "Notice given. A first report has arrived, incomplete.", "Training for governors on two evenings."),
    (22, "Mae'r adroddiad llawn wedi cyrraedd. Cafodd ei drafod gan y corff llywodraethu.", ""),
    (
        8,
        "The compliance period has ended and the notice is met. To be lowered if it holds for another month.",
        "",
    ),
)


def meet(concern: Concern, days: int, said: str, ideas: str, officer: User) -> None:
    with days_ago(days) as today:
        meeting: ConcernMeeting = call_meeting(
            authority=concern.school.authority, on=today, people=OFFICERS, place="", by=officer
        )
        write_down(
            meeting=meeting,
            concern=concern,
            said=said,
            ideas=ideas,
            language=CY if said.startswith("Mae'r") else EN,
            next_review_on=today + FORTNIGHT,
            by=officer,
        )
        hold_meeting(meeting=meeting, people=OFFICERS, by=officer)


def decide(concern: Concern, days: int, service: Any, because: str, by: User) -> None:
    with days_ago(days):
        concern.refresh_from_db()
        service(concern=concern, because=because, language=EN, version=concern.version, by=by)


def warn(concern: Concern, officer: User) -> None:
    with days_ago(50) as today:
        warning = issue_warning(
            concern=concern,
            grounds=[Ground.GOVERNANCE, Ground.DUTY],
            reasons="The governing body has received no figures of spending since the spring term, and has"
            " not asked for them, although the authority wrote to its chair twice.",
            action_required="To receive, discuss and minute the figures of every month of the year, and to"
            " agree who puts them before each meeting.",
            issued_on=today,
            comply_by=today + dt.timedelta(days=35),
            action_minded="To appoint additional governors.",
            language=EN,
            copied_head_on=today,
            copied_ministers_on=today,
            by=officer,
        )
    with days_ago(10):
        end_warning(
            warning=warning,
            state=WarningState.MET,
            on=clock.today(),
            because="The figures of every month were received and minuted; the clerk puts them on each"
            " agenda.",
            by=officer,
        )
