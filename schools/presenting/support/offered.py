"""Which steps a page offers a person: the same conditions that the services hold to."""

from collections.abc import Iterable
from typing import Any

from core import clock
from schools.enums import CycleState, JudgementState, JudgementStepKind, Permission, SchoolSide
from schools.models import JudgementAnswer, JudgementStep, SupportJudgement
from schools.queries.support.judgements import MODERATING_STEPS, TO_MODERATE, WITH_SCHOOL
from schools.queries.support.ties import is_tied

RUNNING = {CycleState.OPEN, CycleState.MODERATING, CycleState.PUBLISHED}
MODERATING = {CycleState.MODERATING, CycleState.PUBLISHED}
PROPOSALS = {JudgementStepKind.PROPOSED, JudgementStepKind.REVISED}


def offered_steps(
    user: Any,
    judgement: SupportJudgement,
    answers: Iterable[JudgementAnswer],
    steps: Iterable[JudgementStep],
) -> set[str]:
    """By the names of their pages: judgement_draft, answer_as_head, …"""
    found = set(open_steps(judgement, answers, user))
    allowed = {name for name in found if user.has_perm(NEEDS[name], judgement)}
    mine = {step.kind for step in steps if step.taken_by_id == user.pk}
    if mine & PROPOSALS:
        allowed -= {"moderate_authority", "moderate_region", "appeal_decide"}
    if mine & set(MODERATING_STEPS):
        allowed.discard("appeal_decide")
    if allowed & JUDGING and is_tied(user, judgement.school):
        allowed -= JUDGING
    return allowed


NEEDS = {
    "judgement_evidence": Permission.ADD_EVIDENCE,
    "judgement_draft": Permission.PROPOSE_LEVEL,
    "answer_as_head": Permission.ANSWER_AS_HEAD,
    "answer_as_governor": Permission.ANSWER_AS_GOVERNOR,
    "moderate_authority": Permission.MODERATE_AUTHORITY,
    "moderate_region": Permission.MODERATE_REGION,
    "appeal_new": Permission.ANSWER_AS_HEAD,
    "appeal_decide": Permission.DECIDE_APPEALS,
    "judgement_amend": Permission.MODERATE_REGION,
}
# What a person tied to the school is not offered.
JUDGING = {"judgement_draft", "moderate_authority", "moderate_region", "appeal_decide", "judgement_amend"}


def open_steps(judgement: SupportJudgement, answers: Iterable[JudgementAnswer], user: Any) -> Iterable[str]:
    """What the judgement and its year are ready for, whoever does it."""
    state, year = judgement.state, judgement.cycle.state
    if year in RUNNING:
        yield "judgement_evidence"
        if state in {JudgementState.GATHERING, *WITH_SCHOOL}:
            yield "judgement_draft"
        if state in WITH_SCHOOL:
            yield from answers_asked_for(answers, user)
    if year in MODERATING:
        yield from steps_of_moderation(judgement)
    if year == CycleState.PUBLISHED and state == JudgementState.FINAL:
        yield "judgement_amend"


def answers_asked_for(answers: Iterable[JudgementAnswer], user: Any) -> Iterable[str]:
    """The sides that have not answered; none for a person who has answered for the other one."""
    given = list(answers)
    if any(answer.answered_by_id == user.pk for answer in given):
        return
    sides = {answer.side for answer in given}
    if SchoolSide.HEAD not in sides:
        yield "answer_as_head"
    if SchoolSide.GOVERNOR not in sides:
        yield "answer_as_governor"


def steps_of_moderation(judgement: SupportJudgement) -> Iterable[str]:
    if judgement.state in TO_MODERATE:
        yield "moderate_authority"
    if judgement.state == JudgementState.AUTHORITY_MODERATED:
        yield "moderate_region"
    if judgement.state == JudgementState.FINAL and clock.today() <= judgement.cycle.appeals_by:
        yield "appeal_new"
    if judgement.state == JudgementState.APPEALED:
        yield "appeal_decide"
