from django.db import transaction
from django.utils import formats

from core import clock
from core.models import User
from schools.enums import JudgementStepKind
from schools.models import SupportJudgement
from schools.queries.support.judgements import has_moderated
from schools.services.support.moderation import has_proposed
from schools.services.support.refusals import (
    AppealSaysNothing,
    AppealTooLate,
    DecisionSaysNothing,
    ModeratedByYou,
)
from schools.services.support.steps import (
    AFTER_PUBLISHING,
    AMEND,
    APPEAL,
    DECIDE,
    WHILE_MODERATING,
    level_named,
    locked,
    refuse_tied,
    take_step,
)
from schools.services.support.telling import tell_of_appeal, tell_of_final


@transaction.atomic
def appeal_level(*, judgement: SupportJudgement, why: str, seen: int, by: User) -> SupportJudgement:
    """The head asks that a final level be looked at again, until the last day for appeals."""
    row = locked(judgement, seen, WHILE_MODERATING)
    if clock.today() > row.cycle.appeals_by:
        raise AppealTooLate(formats.date_format(row.cycle.appeals_by))
    if not why.strip():
        raise AppealSaysNothing
    take_step(row, APPEAL, JudgementStepKind.APPEALED, by=by, why=why.strip())
    tell_of_appeal(row)
    return row


@transaction.atomic
def decide_appeal(
    *, judgement: SupportJudgement, level: str, why: str, seen: int, by: User
) -> SupportJudgement:
    """The level stays, or becomes another one; either way with a reason that the school reads. Decided by
    somebody who neither proposed nor moderated it."""
    row = locked(judgement, seen, WHILE_MODERATING)
    refuse_tied(by, row)
    if has_moderated(by, row) or has_proposed(by, row):
        raise ModeratedByYou
    if not why.strip():
        raise DecisionSaysNothing
    stays = row.level is not None and row.level.slug == level
    chosen = row.level if stays else level_named(row.cycle, level)
    kind = JudgementStepKind.APPEAL_DISMISSED if stays else JudgementStepKind.APPEAL_ALLOWED
    take_step(row, DECIDE, kind, by=by, why=why.strip(), level=chosen)
    tell_of_final(row)
    return row


@transaction.atomic
def amend_level(
    *, judgement: SupportJudgement, level: str, why: str, seen: int, by: User
) -> SupportJudgement:
    """Another level in the course of the year, after publication, with a reason."""
    row = locked(judgement, seen, AFTER_PUBLISHING)
    refuse_tied(by, row)
    if not why.strip():
        raise DecisionSaysNothing
    take_step(
        row,
        AMEND,
        JudgementStepKind.AMENDED,
        by=by,
        why=why.strip(),
        level=level_named(row.cycle, level),
    )
    tell_of_final(row)
    return row
