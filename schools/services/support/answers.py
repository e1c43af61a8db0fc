from django.db import IntegrityError, transaction

from core import clock
from core.errors import IllegalTransition
from core.models import User
from core.transitions import Transition
from schools.enums import JudgementState, JudgementStepKind, SchoolSide, SchoolVerdict
from schools.models import JudgementAnswer, SupportJudgement
from schools.queries.support.judgements import WITH_SCHOOL
from schools.services.support.refusals import (
    ChangedMeanwhile,
    DisputeSaysNothing,
    OnePersonForBoth,
    SideAnswered,
)
from schools.services.support.steps import (
    AGREE,
    ANSWER_DRAFT,
    DISPUTE,
    WHILE_DRAFTING,
    locked,
    take_step,
)
from schools.services.support.telling import tell_of_answers

KINDS = {
    (SchoolSide.HEAD, SchoolVerdict.AGREED): JudgementStepKind.HEAD_AGREED,
    (SchoolSide.HEAD, SchoolVerdict.DISPUTED): JudgementStepKind.HEAD_DISPUTED,
    (SchoolSide.GOVERNOR, SchoolVerdict.AGREED): JudgementStepKind.GOVERNOR_AGREED,
    (SchoolSide.GOVERNOR, SchoolVerdict.DISPUTED): JudgementStepKind.GOVERNOR_DISPUTED,
}


@transaction.atomic
def answer_draft(
    *,
    judgement: SupportJudgement,
    side: SchoolSide,
    verdict: SchoolVerdict,
    because: str,
    seen_round: int,
    by: User,
) -> SupportJudgement:
    """One side of the school agrees with the draft or disputes it. It passes to the authority when both have
    agreed, or as soon as one disputes; the other side can still answer then."""
    row = locked(judgement, None, WHILE_DRAFTING)
    if row.state not in WITH_SCHOOL:
        raise IllegalTransition("answered", row)
    if row.round != seen_round:
        raise ChangedMeanwhile
    if verdict == SchoolVerdict.DISPUTED and not because.strip():
        raise DisputeSaysNothing
    others = {
        answer.side: answer for answer in JudgementAnswer.objects.filter(judgement=row, round=row.round)
    }
    if side in others:
        raise SideAnswered
    if any(answer.answered_by_id == by.pk for answer in others.values()):
        raise OnePersonForBoth
    try:
        with transaction.atomic():
            JudgementAnswer.objects.create(
                judgement=row,
                round=row.round,
                side=side,
                verdict=verdict,
                because=because.strip(),
                answered_at=clock.now(),
                answered_by=by,
            )
    except IntegrityError as refusal:  # the constraint: one answer a side
        raise SideAnswered from refusal
    take_step(
        row, step_after(row.state, verdict, set(others)), KINDS[side, verdict], by=by, why=because.strip()
    )
    tell_of_answers(row)
    return row


def step_after(state: str, verdict: SchoolVerdict, others: set[str]) -> Transition:
    if state == JudgementState.DISPUTED or verdict == SchoolVerdict.DISPUTED:
        return DISPUTE
    return AGREE if others else ANSWER_DRAFT
