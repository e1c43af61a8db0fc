"""A concern for the page: how it stands, what is due, and everything that happened, in one line of time."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from brokerage.enums import ConcernState, ConcernStepKind, Ground, JointVisitState, WarningState
from brokerage.models import Concern, WarningNotice
from core import clock

TAGS: dict[str, str] = {
    ConcernState.WATCH: "waiting",
    ConcernState.CONCERN: "warning",
    ConcernState.SERIOUS: "bad",
    ConcernState.CLOSED: "quiet",
}
WARNING_TAGS: dict[str, str] = {
    WarningState.ISSUED: "warning",
    WarningState.MET: "good",
    WarningState.NOT_MET: "bad",
    WarningState.WITHDRAWN: "quiet",
}


@dataclass(frozen=True)
class ConcernRow:
    concern: Concern
    tag: str
    is_overdue: bool
    visit: Any


@dataclass(frozen=True)
class Happening:
    """One entry of the line of time."""

    on: dt.date
    label: StrOrPromise
    tag: str
    words: str
    language: str
    who: str
    more: str = ""


def row_of(concern: Any) -> ConcernRow:
    visits = concern.visits_to_come
    return ConcernRow(concern, TAGS[concern.state], is_overdue(concern), visits[0] if visits else None)


def is_overdue(concern: Concern) -> bool:
    return concern.next_review_on is not None and concern.next_review_on < clock.today()


def line_of_time(concern: Concern) -> list[Happening]:
    """The newest first."""
    return sorted(happenings(concern), key=lambda one: one.on, reverse=True)


def happenings(concern: Concern) -> Iterator[Happening]:
    for step in concern.steps.select_related("by"):
        label: StrOrPromise = step.get_kind_display()
        if step.kind in (ConcernStepKind.RAISED, ConcernStepKind.EASED):
            label = LEVELS[step.kind, step.level]
        tag = TAGS[step.level] if step.kind != ConcernStepKind.TOLD else ""
        yield Happening(day(step.at), label, tag, step.because, step.language, step.by.name)
    for review in concern.reviews.select_related("by", "meeting"):
        words = _("Fortnightly meeting") if review.meeting else _("Looked at again")
        yield Happening(
            review.on, words, "outline", review.said, review.language, review.by.name, review.ideas
        )
    for visit in concern.joint_visits.select_related("over_by", "first", "second"):
        if visit.state == JointVisitState.MADE:
            who = _("%(one)s and %(other)s") % {"one": visit.first.name, "other": visit.second.name}
            yield Happening(visit.on, _("Joint visit"), "acting", visit.note, visit.language, str(who))


LEVELS: dict[tuple[str, str], StrOrPromise] = {
    (ConcernStepKind.RAISED, ConcernState.CONCERN): pgettext_lazy("concern", "Raised to “concern”"),
    (ConcernStepKind.RAISED, ConcernState.SERIOUS): pgettext_lazy("concern", "Raised to “serious”"),
    (ConcernStepKind.EASED, ConcernState.CONCERN): pgettext_lazy("concern", "Lowered to “concern”"),
    (ConcernStepKind.EASED, ConcernState.WATCH): pgettext_lazy("concern", "Lowered to “watch”"),
}


def day(moment: dt.datetime) -> dt.date:
    return clock.on_the_wall(moment).date()


@dataclass(frozen=True)
class WarningCard:
    warning: WarningNotice
    tag: str
    grounds: list[StrOrPromise]
    # The compliance period has ended and nobody has said what came of it.
    is_due: bool


def warning_card(warning: WarningNotice) -> WarningCard:
    return WarningCard(
        warning=warning,
        tag=WARNING_TAGS[warning.state],
        grounds=[Ground(number).label for number in warning.grounds],
        is_due=warning.state == WarningState.ISSUED and warning.comply_by < clock.today(),
    )
