"""The record of a warning notice and of an intervention: by a local authority officer alone.

issued → complied with, not complied with, withdrawn"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brokerage.enums import (
    WITH_NOTICE,
    ConcernState,
    Ground,
    InterventionBasis,
    Permission,
    WarningState,
)
from brokerage.models import Concern, Intervention, WarningNotice
from brokerage.services.concerns.rules import locked, refuse_to_come
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.enums import FollowUp
from schools.models import Inspection
from schools.queries.inspections import in_category

MEET = Transition("end", sources=[WarningState.ISSUED], target=WarningState.MET)
FAIL = Transition("end", sources=[WarningState.ISSUED], target=WarningState.NOT_MET)
WITHDRAW = Transition("end", sources=[WarningState.ISSUED], target=WarningState.WITHDRAWN)
END = {WarningState.MET: MEET, WarningState.NOT_MET: FAIL, WarningState.WITHDRAWN: WITHDRAW}
CATEGORY_OF = {Ground.SIGNIFICANT: FollowUp.SIGNIFICANT, Ground.SPECIAL: FollowUp.SPECIAL}


@transaction.atomic
def issue_warning(
    *,
    concern: Concern,
    grounds: Sequence[int],
    reasons: str,
    action_required: str,
    issued_on: dt.date,
    comply_by: dt.date,
    action_minded: str,
    language: str,
    copied_head_on: dt.date,
    copied_ministers_on: dt.date,
    copied_appointing_on: dt.date | None = None,
    copied_religious_on: dt.date | None = None,
    by: User,
) -> WarningNotice:
    """The notice was given on paper; its record is never changed afterwards."""
    found = officers_alone(concern, by)
    if found.state != ConcernState.SERIOUS:
        raise DomainError(_("A warning notice belongs to a concern at the level “serious”. Raise it first."))
    if not grounds or not set(grounds) <= set(WITH_NOTICE):
        raise DomainError(_("A warning notice names one or more of grounds 1 to 6."))
    refuse_to_come(issued_on)
    if comply_by <= issued_on:
        raise DomainError(_("The compliance period must end after the day of the notice."))
    copies = [copied_head_on, copied_ministers_on, copied_appointing_on, copied_religious_on]
    for copied in copies:
        if copied:
            refuse_to_come(copied)
        if copied and copied < issued_on:
            raise DomainError(_("A copy cannot be sent before the notice is given."))
    if concern.warnings.filter(state=WarningState.ISSUED).exists():
        raise DomainError(_("A warning notice is in force. Say first what came of it."))
    return WarningNotice.objects.create(
        concern=concern,
        grounds=sorted(set(grounds)),
        reasons=reasons,
        action_required=action_required,
        issued_on=issued_on,
        comply_by=comply_by,
        action_minded=action_minded,
        language=language,
        copied_head_on=copied_head_on,
        copied_ministers_on=copied_ministers_on,
        copied_appointing_on=copied_appointing_on,
        copied_religious_on=copied_religious_on,
        recorded_at=clock.now(),
        issued_by=by,
    )


@transaction.atomic
def end_warning(*, warning: WarningNotice, state: str, on: dt.date, because: str, by: User) -> None:
    officers_alone(warning.concern, by)
    refuse_to_come(on)
    if on < warning.issued_on:
        raise DomainError(_("This day lies before the notice was given."))
    if state == WarningState.NOT_MET and on <= warning.comply_by:
        raise DomainError(_("The compliance period has not ended yet."))
    advance(warning, END[WarningState(state)], over_on=on, over_by=by, over_because=because)


@transaction.atomic
def decide_intervention(
    *,
    concern: Concern,
    basis: str,
    ground: int,
    risk: str,
    what: str,
    decided_on: dt.date,
    language: str,
    by: User,
) -> Intervention:
    """Refused where nothing allows it: a notice that was not complied with, an urgent risk, a category."""
    officers_alone(concern, by)
    refuse_to_come(decided_on)
    warning = inspection = None
    if basis == InterventionBasis.CATEGORY:
        inspection = inspection_behind(concern, ground)
    elif ground not in WITH_NOTICE:
        raise DomainError(
            _("Grounds 7 and 8 are a category after inspection: choose that as what allows it.")
        )
    elif basis == InterventionBasis.NOTICE:
        warning = warning_not_met(concern, ground)
    elif not risk:
        raise DomainError(_("Say what the urgent risk to health or safety is."))
    return Intervention.objects.create(
        concern=concern,
        basis=basis,
        ground=ground,
        warning=warning,
        inspection=inspection,
        risk=risk if basis == InterventionBasis.SAFETY else "",
        what=what,
        language=language,
        decided_on=decided_on,
        decided_by=by,
        recorded_at=clock.now(),
    )


def warning_not_met(concern: Concern, ground: int) -> WarningNotice:
    warning: WarningNotice | None = concern.warnings.filter(
        state=WarningState.NOT_MET, grounds__contains=[ground]
    ).last()
    if warning is None:
        raise DomainError(_("No warning notice on this ground is on record that was not complied with."))
    return warning


def inspection_behind(concern: Concern, ground: int) -> Inspection:
    if ground in WITH_NOTICE:
        raise DomainError(_("A category after inspection is ground 7 or 8. Choose one of the two."))
    inspection = in_category(concern.school, CATEGORY_OF[Ground(ground)])
    if inspection is None:
        raise DomainError(
            _("No inspection on record puts the school into this category. The data officer enters it first.")
        )
    return inspection


def officers_alone(concern: Concern, by: User) -> Concern:
    if not by.has_perm(Permission.ISSUE_NOTICE, concern):
        raise DomainError(_("Only an officer of the local authority can do this."))
    return locked(concern, by)
