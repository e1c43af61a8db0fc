"""One line of time of a partnership: what happened in it, the newest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from brokerage.enums import PlannedDayState, Progress
from brokerage.queries.partnershipfile import FileRows
from brokerage.wording.partnerships import PROGRESS_TAGS
from core import clock
from schools.units import days_written


@dataclass(frozen=True)
class Happened:
    on: dt.date
    text: Any
    quoted: str = ""
    language: str = ""
    label: Any = ""
    tag: str = ""


def timeline_of(file: FileRows) -> list[Happened]:
    rows = [*beginnings(file), *work(file), *halts(file), *endings(file)]
    # What stands later in the list happened later on the same day.
    return [row for _place, row in sorted(enumerate(rows), key=lambda one: (one[1].on, one[0]), reverse=True)]


def day_of(moment: dt.datetime) -> dt.date:
    return clock.on_the_wall(moment).date()


def beginnings(file: FileRows) -> Iterator[Happened]:
    partnership = file.partnership
    yield Happened(
        day_of(partnership.begun_at),
        _("Set up by %(who)s, because:") % {"who": partnership.broker.name},
        partnership.reason,
        partnership.language,
    )
    for row in file.partners:
        if row.agreed_at and row.agreed_by:
            said = _("%(who)s agreed for %(school)s.")
            yield Happened(
                day_of(row.agreed_at), said % {"who": row.agreed_by.name, "school": row.school.name}
            )


def work(file: FileRows) -> Iterator[Happened]:
    for contact in file.contacts:
        if not contact.struck_at:
            yield Happened(
                contact.on,
                contact.get_kind_display(),
                contact.text,
                contact.language,
            )
    for review in file.reviews:
        if review.held_on:
            yield Happened(
                review.held_on,
                _("Half-termly review %(number)s") % {"number": review.number},
                review.words,
                review.language,
                review.get_progress_display(),
                PROGRESS_TAGS[Progress(review.progress)],
            )
    for day in file.days:
        if day.state == PlannedDayState.USED:
            said = _("%(school)s, days used: %(days)s")
            facts = {"school": day.partner.school.name, "days": days_written(day.days)}
            yield Happened(day.on, said % facts, day.what, day.language)


def halts(file: FileRows) -> Iterator[Happened]:
    for halt in file.halts:
        said = _("Stopped by %(who)s, because:") if halt.is_for_good else _("Paused by %(who)s, because:")
        yield Happened(
            day_of(halt.halted_at), said % {"who": halt.halted_by.name}, halt.because, halt.language
        )
        if halt.resumed_at and not halt.is_for_good:
            yield Happened(day_of(halt.resumed_at), _("It went on."))


def endings(file: FileRows) -> Iterator[Happened]:
    evaluation = file.evaluation
    if evaluation and evaluation.done_at:
        yield Happened(
            day_of(evaluation.done_at),
            _("Evaluated by %(who)s:") % {"who": evaluation.evaluator.name},
            evaluation.rung_because,
            evaluation.language,
            evaluation.get_rung_display(),
        )
    if file.partnership.closed_at:
        yield Happened(day_of(file.partnership.closed_at), _("Closed."))
