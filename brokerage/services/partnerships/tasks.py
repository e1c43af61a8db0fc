"""The schools' own tasks, and standard ones that are not required here. From any state to any other: people
say how a task stands."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Max

from brokerage.enums import Phase, TaskState
from brokerage.models import Partnership, PartnershipTask
from brokerage.services.partnerships.refusals import ChangedMeanwhile, StandardTaskFound, TaskWaits
from brokerage.services.partnerships.still import refuse_still
from brokerage.wording.partnerships import NEVER_LEFT_OUT
from core import clock
from core.enums import Language
from core.models import User
from core.transitions import Transition, advance
from schools.models import School


def from_others(name: str, target: TaskState) -> Transition:
    return Transition(name, sources=[state for state in TaskState if state != target], target=target)


PUT_BACK = from_others("put back", TaskState.NOT_STARTED)
TAKE_UP = from_others("take up", TaskState.IN_PROGRESS)
FINISH = from_others("finish", TaskState.DONE)
GET_STUCK = from_others("get stuck", TaskState.CANNOT_PROGRESS)
LEAVE_OUT = from_others("leave out", TaskState.NOT_REQUIRED)
STEPS = {step.target: step for step in (PUT_BACK, TAKE_UP, FINISH, GET_STUCK, LEAVE_OUT)}

OVER = {TaskState.DONE, TaskState.NOT_REQUIRED}
WITH_REASON = {TaskState.CANNOT_PROGRESS, TaskState.NOT_REQUIRED}


@transaction.atomic
def add_task(
    *,
    partnership: Partnership,
    text: str,
    phase: Phase,
    owner_school: School | None = None,
    due_on: dt.date | None = None,
    after: PartnershipTask | None = None,
    language: str = Language.ENGLISH,
    by: User,
) -> PartnershipTask:
    refuse_still(partnership)
    last = partnership.tasks.aggregate(last=Max("position"))["last"] or 0
    return PartnershipTask.objects.create(
        partnership=partnership,
        phase=phase,
        position=last + 1,
        text=text,
        language=language,
        owner_school=owner_school,
        due_on=due_on,
        after=after,
        changed_at=clock.now(),
        changed_by=by,
    )


@transaction.atomic
def move_task(*, task: PartnershipTask, state: TaskState, because: str = "", version: int, by: User) -> None:
    """Refused: ticking off a standard task, whose state is found in the file; one that waits for another."""
    refuse_still(task.partnership)
    if task.code and (
        state not in {TaskState.NOT_STARTED, TaskState.NOT_REQUIRED} or task.code in NEVER_LEFT_OUT
    ):
        raise StandardTaskFound
    if task.after and task.after.state not in OVER and state in {TaskState.IN_PROGRESS, TaskState.DONE}:
        raise TaskWaits
    facts = {
        "because": because if state in WITH_REASON else "",
        "changed_at": clock.now(),
        "changed_by": by,
    }
    rows = PartnershipTask.objects.filter(pk=task.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise ChangedMeanwhile
    task.refresh_from_db()
    if task.state == state:
        PartnershipTask.objects.filter(pk=task.pk).update(**facts)
    else:
        advance(task, STEPS[str(state)], **facts)
    task.refresh_from_db()
