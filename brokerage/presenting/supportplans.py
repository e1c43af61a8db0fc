"""A support plan for the page: where it comes from, how far each aim is, when one meets again."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from brokerage.enums import AimProgress, AimState, PlanState
from brokerage.models import PlanAim, SupportPlan
from brokerage.queries.supportplans import PlanRow
from core import clock

PLAN_TAGS: dict[str, str] = {
    PlanState.DRAFT: "quiet",
    PlanState.WITH_SCHOOL: "waiting",
    PlanState.ACTIVE: "acting",
    PlanState.CLOSED: "quiet",
}
AIM_TAGS: dict[str, str] = {
    AimState.OPEN: "",
    AimState.MET: "good",
    AimState.PARTLY: "waiting",
    AimState.NOT_MET: "bad",
}
PROGRESS_TAGS: dict[str, str] = {
    AimProgress.ON_TRACK: "good",
    AimProgress.BEHIND: "warning",
    AimProgress.STUCK: "bad",
}


@dataclass(frozen=True)
class Said:
    """What a meeting said of an aim."""

    on: dt.date
    meeting: Any
    word: StrOrPromise
    tag: str
    words: str
    language: str


@dataclass(frozen=True)
class AimCard:
    aim: PlanAim
    tag: str
    said: list[Said]

    @property
    def now(self) -> Said | None:
        return self.said[-1] if self.said else None


def aim_card(aim: Any) -> AimCard:
    said = [
        Said(
            note.meeting.on,
            note.meeting,
            note.get_progress_display(),
            PROGRESS_TAGS[note.progress],
            note.words,
            note.meeting.language,
        )
        for note in aim.progress
    ]
    return AimCard(aim, AIM_TAGS[aim.state], said)


def source_words(plan: SupportPlan) -> str:
    """Where the reason comes from, with its date: every use of a level says so."""
    if plan.judgement and plan.judgement.level:
        words = _("The school's own support level of %(year)s: %(level)s.")
        return str(words) % {"year": plan.judgement.cycle.academic_year, "level": plan.judgement.level.name}
    if plan.inspection:
        words = _("The inspection of %(day)s: %(follow_up)s.")
        return str(words) % {
            "day": date_format(plan.inspection.inspected_on),
            "follow_up": plan.inspection.get_follow_up_display(),
        }
    return str(_("Agreed with the school, without a level or an inspection behind it."))


@dataclass(frozen=True)
class ListedPlan:
    row: PlanRow
    word: StrOrPromise
    tag: str
    is_overdue: bool


def listed(row: PlanRow) -> ListedPlan:
    if row.plan is None:
        return ListedPlan(row, _("No plan yet"), "warning", is_overdue=False)
    overdue = row.due_on is not None and row.due_on < clock.today() and row.meets_on is None
    return ListedPlan(row, row.plan.get_state_display(), PLAN_TAGS[row.plan.state], overdue)
