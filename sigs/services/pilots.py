"""Pilots: begun by the consortium with risks and a baseline, decided after their evaluation.

running → decided   by somebody who does not belong to the group
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.enums import Language
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import PilotDecision, PilotState
from sigs.models import Group, Pilot
from sigs.services.money.refusals import refuse_own
from sigs.services.still import refuse_still

DECIDE = Transition("decide a pilot", sources=[PilotState.RUNNING], target=PilotState.DECIDED)


class PilotUnevaluated(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The group has not evaluated the pilot yet. It is decided on its evaluation."))


class PilotDecided(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This pilot is decided: its evaluation can only be read."))


@transaction.atomic
def begin_pilot(
    *,
    group: Group,
    title: str,
    functions: str,
    starts_on: dt.date,
    ends_on: dt.date,
    risks: str,
    baseline: str,
    language: Language,
    by: User,
) -> Pilot:
    refuse_still(group)
    refuse_own(group, by)
    return Pilot.objects.create(
        group=group,
        title=title,
        functions=functions,
        starts_on=starts_on,
        ends_on=ends_on,
        risks=risks,
        baseline=baseline,
        language=language,
        begun_at=clock.now(),
        begun_by=by,
    )


@transaction.atomic
def evaluate_pilot(*, pilot: Pilot, evaluation: str, by: User) -> None:
    if not Pilot.objects.filter(pk=pilot.pk, state=PilotState.RUNNING).update(evaluation=evaluation):
        raise PilotDecided


@transaction.atomic
def decide_pilot(*, pilot: Pilot, decision: PilotDecision, because: str, by: User) -> None:
    """Refused: before its evaluation (PilotUnevaluated), by somebody who belongs to the group (OwnGroup)."""
    refuse_own(pilot.group, by)
    if not Pilot.objects.select_for_update(of=("self",)).get(pk=pilot.pk).evaluation:
        raise PilotUnevaluated
    advance(pilot, DECIDE, decision=decision, because=because, decided_at=clock.now(), decided_by=by)
