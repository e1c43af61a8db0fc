"""The schools' own tasks, and standard ones that are not required here."""

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
from schools.models import School

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
    saved = PartnershipTask.objects.filter(pk=task.pk, version=version).update(
        state=state,
        because=because if state in WITH_REASON else "",
        version=F("version") + 1,
        changed_at=clock.now(),
        changed_by=by,
    )
    if not saved:
        raise ChangedMeanwhile
    task.refresh_from_db()
