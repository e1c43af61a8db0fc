"""An adviser's schools as work: where each stands this year, and what is next with it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from brokerage.enums import StallKind
from brokerage.models import Visit
from brokerage.queries.caseload import Moving, moving_by_school
from core import clock
from schools.enums import JudgementState, Permission
from schools.models import School, SupportJudgement
from schools.presenting.days import DayRow, day_rows
from schools.presenting.support.words import STATE_TAGS
from schools.queries.support.cycles import RUNNING
from schools.queries.support.judgements import visible_judgements
from schools.queries.support.levels import levels_are_on

# A school without any contact for longer than so many days is marked.
LONG_AGO = dt.timedelta(days=90)


@dataclass(frozen=True)
class WorkRow:
    school: School
    days: DayRow
    judgement: SupportJudgement | None
    stage_tag: str
    moving: Moving

    @property
    def stalled(self) -> list[Any]:
        """Each kind once."""
        kinds = dict.fromkeys(stall.kind for stall in self.moving.stalls)
        return [StallKind(kind).label for kind in kinds]

    @property
    def visit(self) -> Visit | None:
        return self.moving.late_visit or self.moving.next_visit

    @property
    def visit_is_late(self) -> bool:
        return self.moving.late_visit is not None

    @property
    def is_long_ago(self) -> bool:
        last = self.moving.last_contact
        return last is not None and last < clock.today() - LONG_AGO


def work_rows(schools: list[School], user: Any) -> list[WorkRow]:
    """Five queries, however many schools, read `with_days`."""
    moving = moving_by_school([school.pk for school in schools], user)
    judgements = stages(schools, user)
    rows = []
    for row in day_rows(schools):
        judgement = judgements.get(row.school.pk)
        tag = STATE_TAGS[JudgementState(judgement.state)] if judgement else ""
        rows.append(WorkRow(row.school, row, judgement, tag, moving[row.school.pk]))
    return rows


def stages(schools: list[School], user: Any) -> dict[int, SupportJudgement]:
    """Of the year of support levels that is under way."""
    if not levels_are_on() or not user.has_perm(Permission.FOLLOW_SUPPORT):
        return {}
    rows = visible_judgements(user).filter(school__in=schools, cycle__state__in=RUNNING)
    return {row.school_id: row for row in rows.order_by("cycle__year")}
