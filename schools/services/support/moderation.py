from django.db import transaction

from core import clock
from core.models import User
from core.transitions import Transition
from schools.enums import JudgementStepKind
from schools.models import JudgementStep, SupportJudgement
from schools.services.support.refusals import ModeratedOwnProposal, ReasonMissing
from schools.services.support.steps import (
    MODERATE_AUTHORITY,
    MODERATE_REGION,
    WHILE_MODERATING,
    level_named,
    locked,
    refuse_tied,
    take_step,
)
from schools.services.support.telling import tell_of_final, tell_region_moderators


@transaction.atomic
def moderate_for_authority(
    *, judgement: SupportJudgement, level: str, why: str, seen: int, by: User
) -> SupportJudgement:
    """Confirm the level, or change it with a reason. `level` is a slug."""
    kinds = (JudgementStepKind.AUTHORITY_CONFIRMED, JudgementStepKind.AUTHORITY_CHANGED)
    row = moderated(judgement, MODERATE_AUTHORITY, kinds, level, why, seen, by)
    tell_region_moderators(row)
    return row


@transaction.atomic
def moderate_for_region(
    *, judgement: SupportJudgement, level: str, why: str, seen: int, by: User
) -> SupportJudgement:
    """Make the level final as it stands, or change it with a reason."""
    kinds = (JudgementStepKind.REGION_CONFIRMED, JudgementStepKind.REGION_CHANGED)
    row = moderated(judgement, MODERATE_REGION, kinds, level, why, seen, by)
    tell_of_final(row)
    return row


def moderated(
    judgement: SupportJudgement,
    step: Transition,
    kinds: tuple[JudgementStepKind, JudgementStepKind],
    level: str,
    why: str,
    seen: int,
    by: User,
) -> SupportJudgement:
    row = locked(judgement, seen, WHILE_MODERATING)
    refuse_tied(by, row)
    if has_proposed(by, row):
        raise ModeratedOwnProposal
    # A level retired since may be confirmed; a new one must be in use.
    stays = row.level is not None and row.level.slug == level
    chosen = row.level if stays else level_named(row.cycle, level)
    if not stays and not why.strip():
        raise ReasonMissing
    facts = {"final_at": clock.now()} if step is MODERATE_REGION else {}
    take_step(row, step, kinds[0] if stays else kinds[1], by=by, why=why.strip(), level=chosen, **facts)
    return row


def has_proposed(person: User, judgement: SupportJudgement) -> bool:
    proposals = (JudgementStepKind.PROPOSED, JudgementStepKind.REVISED)
    return JudgementStep.objects.filter(judgement=judgement, taken_by=person, kind__in=proposals).exists()
