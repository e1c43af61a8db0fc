"""The tasks of a file with honest states: those of every file are found in it, never ticked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from brokerage.enums import (
    ObjectiveKind,
    PartnershipState,
    Phase,
    StandardTask,
    TaskState,
)
from brokerage.models import PartnershipObjective, PartnershipTask
from brokerage.presenting.partnerships.reader import Reader
from brokerage.queries.partnershipfile import FileRows
from brokerage.wording.partnerships import AFTER, FROM_THE_START
from core import clock
from schools.units import days_written

NOT_STARTED, IN_PROGRESS, DONE = "not-started", "in-progress", "done"
CANNOT_START, CANNOT_PROGRESS, NOT_REQUIRED = "cannot-start", "cannot-progress", "not-required"
OVER = {DONE, NOT_REQUIRED}
STORED = {
    TaskState.NOT_STARTED: NOT_STARTED,
    TaskState.IN_PROGRESS: IN_PROGRESS,
    TaskState.DONE: DONE,
    TaskState.CANNOT_PROGRESS: CANNOT_PROGRESS,
    TaskState.NOT_REQUIRED: NOT_REQUIRED,
}


@dataclass(frozen=True)
class TaskRow:
    task: PartnershipTask
    heading: Any
    state: str
    hint: Any
    # Empty where the reader cannot do anything about it.
    url: str
    due_on: dt.date | None = None
    lang: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in {NOT_STARTED, IN_PROGRESS}

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < clock.today()


@dataclass(frozen=True)
class PhaseRow:
    phase: Phase
    tasks: list[TaskRow]
    is_current: bool

    @property
    def is_over(self) -> bool:
        return all(row.state in OVER for row in self.tasks)


def phase_rows(file: FileRows, reader: Reader) -> list[PhaseRow]:
    rows = task_rows(file, reader)
    by_phase = [(phase, [row for row in rows if row.task.phase == phase]) for phase in Phase]
    present = [(phase, tasks) for phase, tasks in by_phase if tasks]
    living = file.partnership.state in {PartnershipState.AGREEING, PartnershipState.ACTIVE}
    current = current_phase(present, file)
    return [PhaseRow(phase, tasks, living and phase == current) for phase, tasks in present]


def current_phase(phases: list[tuple[Phase, list[TaskRow]]], file: FileRows) -> Phase | None:
    """The last one that has begun: plans are mended while work goes on. It is looked back upon from the end
    of its time on, or once somebody is named who does so."""
    looks_back = file.evaluation is not None or file.partnership.ends_on < clock.today()
    begun = [
        phase
        for phase, tasks in phases
        if any(row.state not in OVER for row in tasks)
        and any(row.state in {IN_PROGRESS, DONE} for row in tasks)
        and (phase != Phase.LOOK_BACK or looks_back)
    ]
    waiting = [phase for phase, tasks in phases if any(row.state not in OVER for row in tasks)]
    return next(iter([*reversed(begun), *waiting]), None)


def next_task(phases: list[PhaseRow]) -> TaskRow | None:
    """What the reader can do now comes before what waits for somebody else; what is late before all."""
    open_ones = [row for phase in phases for row in phase.tasks if row.is_open]
    own = [row for row in open_ones if row.url]
    late = [row for row in own if row.is_late]
    return next(iter([*late, *own, *open_ones]), None)


def task_rows(file: FileRows, reader: Reader) -> list[TaskRow]:
    found = {
        StandardTask(row.code): found_state(StandardTask(row.code), file) for row in file.tasks if row.code
    }
    for row in file.tasks:
        if row.code and row.state == TaskState.NOT_REQUIRED:
            found[StandardTask(row.code)] = NOT_REQUIRED
    by_id = {row.pk: row for row in file.tasks}
    return [
        standard_row(row, found, file, reader) if row.code else own_row(row, by_id, file, reader)
        for row in file.tasks
    ]


def standard_row(
    task: PartnershipTask, found: dict[StandardTask, str], file: FileRows, reader: Reader
) -> TaskRow:
    code = StandardTask(task.code)
    state = found[code]
    hint = task.because if state == NOT_REQUIRED else hint_of(code, file)
    if state not in OVER:
        waits_for = AFTER.get(code)
        agreed = file.partnership.state != PartnershipState.AGREEING
        if not agreed and code not in FROM_THE_START:
            state, hint = CANNOT_START, _("Once the heads have agreed.")
        elif waits_for in found and found[waits_for] not in OVER:
            state = CANNOT_START
            hint = _("First: %(task)s.") % {"task": waits_for.label}
    state, hint = halted(state, hint, file)
    url = reader.url_of(code, file) if state in {NOT_STARTED, IN_PROGRESS} else ""
    return TaskRow(task, code.label, state, hint, url, due_of(code, file))


def own_row(
    task: PartnershipTask, by_id: dict[int, PartnershipTask], file: FileRows, reader: Reader
) -> TaskRow:
    state = STORED[TaskState(task.state)]
    first = by_id.get(task.after_id or 0)
    hint: Any = task.because or (task.owner_school.name if task.owner_school else "")
    if state == NOT_STARTED and first and STORED[TaskState(first.state)] not in OVER and not first.code:
        state, hint = CANNOT_START, _("First: %(task)s.") % {"task": first.text}
    state, hint = halted(state, hint, file)
    url = reverse("partnership_task", args=[task.public_id]) if reader.may_work and reader.is_open else ""
    return TaskRow(task, task.text, state, hint, url, task.due_on, task.language)


def halted(state: str, hint: Any, file: FileRows) -> tuple[str, Any]:
    if state in OVER:
        return state, hint
    if file.partnership.state == PartnershipState.PAUSED:
        return CANNOT_PROGRESS, _("Paused.")
    if file.partnership.state == PartnershipState.STOPPED:
        return NOT_REQUIRED, _("It was stopped.")
    if file.partnership.state == PartnershipState.CLOSED:
        return NOT_REQUIRED, _("It was closed without it.")
    return state, hint


def found_state(code: StandardTask, file: FileRows) -> str:
    partnership, evaluation = file.partnership, file.evaluation
    living = [row for row in file.objectives if not row.dropped_at]
    contacts = [row for row in file.contacts if not row.struck_at]
    share = {
        StandardTask.AGREEMENT: some_of(bool(row.agreed_at) for row in file.partners),
        StandardTask.OBJECTIVES: DONE if living else NOT_STARTED,
        StandardTask.DAYS: days_state(file),
        StandardTask.MONEY: DONE if file.money else NOT_STARTED,
        StandardTask.CONTACT: contact_state(bool(contacts), partnership.ends_on),
        StandardTask.REVIEWS: some_of(bool(row.held_on) for row in file.reviews),
        StandardTask.NOW: some_of(stands_somewhere(row, file) for row in living),
        StandardTask.EVALUATOR: DONE if evaluation else NOT_STARTED,
        StandardTask.EVALUATION: evaluation_state(evaluation),
        StandardTask.CLOSING: DONE if partnership.state == PartnershipState.CLOSED else NOT_STARTED,
    }
    return share[code]


def some_of(said: Any) -> str:
    answers = list(said)
    if answers and all(answers):
        return DONE
    return IN_PROGRESS if any(answers) else NOT_STARTED


def days_state(file: FileRows) -> str:
    if file.partnership.planned >= file.partnership.days:
        return DONE
    return IN_PROGRESS if file.partnership.planned else NOT_STARTED


def contact_state(any_yet: bool, ends_on: dt.date) -> str:
    if not any_yet:
        return NOT_STARTED
    return DONE if ends_on < clock.today() else IN_PROGRESS


def evaluation_state(evaluation: Any) -> str:
    if evaluation is None or (evaluation.version == 1 and not evaluation.done_at):
        return NOT_STARTED
    return DONE if evaluation.done_at else IN_PROGRESS


def stands_somewhere(row: PartnershipObjective, file: FileRows) -> bool:
    """Said since it was set, or published for a later year."""
    if row.now_on:
        return True
    results = file.results.get((row.school_id or 0, row.indicator_id or 0), [])
    return row.kind == ObjectiveKind.FIGURE and any(
        result.year > (row.baseline_year or 0) for result in results
    )


def due_of(code: StandardTask, file: FileRows) -> dt.date | None:
    waiting = next((row for row in file.reviews if not row.held_on), None)
    if code == StandardTask.REVIEWS:
        return waiting.due_on if waiting else None
    if code in {StandardTask.NOW, StandardTask.EVALUATION, StandardTask.CLOSING}:
        return file.partnership.ends_on
    return None


def hint_of(code: StandardTask, file: FileRows) -> Any:
    if code == StandardTask.AGREEMENT:
        waiting = [row.school.name for row in file.partners if not row.agreed_at]
        return _("Waiting for %(schools)s.") % {"schools": ", ".join(waiting)} if waiting else ""
    if code == StandardTask.DAYS:
        left = file.partnership.days - file.partnership.planned
        return _("Days without a date: %(days)s.") % {"days": days_written(left)} if left > 0 else ""
    if code == StandardTask.CONTACT:
        kept = [row for row in file.contacts if not row.struck_at]
        if not kept:
            return _("None noted yet.")
        said = ngettext(
            "%(n)s contact noted, the last on %(day)s.",
            "%(n)s contacts noted, the last on %(day)s.",
            len(kept),
        )
        return said % {"n": len(kept), "day": date_format(kept[0].on)}
    if code == StandardTask.EVALUATION and file.evaluation:
        return _("By %(who)s.") % {"who": file.evaluation.evaluator.name}
    return ""
