"""The life of a judgement and of a year, in one table each, and the one way to take a step."""

from typing import Any

from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.enums import CycleState, JudgementState, JudgementStepKind
from schools.models import JudgementStep, SupportCycle, SupportJudgement, SupportLevel
from schools.queries.support.levels import live_levels, open_period
from schools.queries.support.ties import is_tied
from schools.services.support.refusals import (
    ChangedMeanwhile,
    LevelNotInUse,
    LevelsAreOff,
    NotAtThisStage,
    TiedToSchool,
)

S = JudgementState
# The adviser puts a draft to the school; a draft not agreed yet, or disputed, may be put to it anew.
PROPOSE = Transition("proposed", sources={S.GATHERING}, target=S.DRAFTED)
REVISE = Transition("revised", sources={S.DRAFTED, S.DISPUTED}, target=S.DRAFTED)
# Agreed when both sides have; disputed as soon as one disputes.
AGREE = Transition("agreed", sources={S.DRAFTED}, target=S.AGREED)
DISPUTE = Transition("disputed", sources={S.DRAFTED, S.DISPUTED}, target=S.DISPUTED)
# One side has spoken, and the judgement waits on.
ANSWER_DRAFT = Transition("answered", sources={S.DRAFTED}, target=S.DRAFTED)
MODERATE_AUTHORITY = Transition("moderated", sources={S.AGREED, S.DISPUTED}, target=S.AUTHORITY_MODERATED)
MODERATE_REGION = Transition("made final", sources={S.AUTHORITY_MODERATED}, target=S.FINAL)
APPEAL = Transition("appealed", sources={S.FINAL}, target=S.APPEALED)
DECIDE = Transition("decided", sources={S.APPEALED}, target=S.FINAL)
AMEND = Transition("amended", sources={S.FINAL}, target=S.FINAL)

C = CycleState
OPEN = Transition("opened", sources={C.PREPARING}, target=C.OPEN)
START_MODERATION = Transition("moderation started", sources={C.OPEN}, target=C.MODERATING)
PUBLISH = Transition("published", sources={C.MODERATING}, target=C.PUBLISHED)
CLOSE = Transition("closed", sources={C.PUBLISHED}, target=C.CLOSED)

# In which states of its year a judgement may take which steps.
WHILE_DRAFTING = frozenset({C.OPEN, C.MODERATING, C.PUBLISHED})
WHILE_MODERATING = frozenset({C.MODERATING, C.PUBLISHED})
AFTER_PUBLISHING = frozenset({C.PUBLISHED})


def locked(judgement: SupportJudgement, seen: int | None, during: frozenset[CycleState]) -> SupportJudgement:
    """The judgement as it stands, held against others until the end of the transaction, after what every
    step asks: levels on, the year at this stage, and nobody else's change in between (`seen` is the version
    that the person had before them; None where the step itself decides)."""
    # The year first: it cannot be closed while a step is being taken.
    cycle = (
        SupportCycle.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region")
        .get(pk=judgement.cycle_id)
    )
    row = (
        SupportJudgement.objects.select_for_update(of=("self",))
        .select_related("school", "school__scope", "suggested", "proposed", "level")
        .get(pk=judgement.pk)
    )
    row.cycle = cycle
    if open_period(cycle.region) is None:
        raise LevelsAreOff
    if cycle.state not in during:
        raise NotAtThisStage(cycle.academic_year, cycle.get_state_display())
    if seen is not None and seen != row.version:
        raise ChangedMeanwhile
    return row


def refuse_tied(person: User, judgement: SupportJudgement) -> None:
    if is_tied(person, judgement.school):
        raise TiedToSchool(str(judgement.school.name))


def level_named(cycle: SupportCycle, slug: str) -> SupportLevel:
    level = live_levels(cycle.region).filter(slug=slug).first()
    if level is None:
        raise LevelNotInUse(slug)
    return level


def take_step(
    judgement: SupportJudgement,
    step: Transition,
    kind: JudgementStepKind,
    *,
    by: User,
    why: str = "",
    **facts: Any,
) -> JudgementStep:
    """Advance the judgement and write the line of its history. `facts` are columns of the judgement; a new
    level is among them."""
    before, level_before = judgement.state, judgement.level
    now = clock.now()
    if judgement.state != step.target:
        facts["state_at"] = now
    advance(judgement, step, version=judgement.version + 1, **facts)
    return JudgementStep.objects.create(
        judgement=judgement,
        kind=kind,
        state_from=before,
        state_to=judgement.state,
        level_from=level_before,
        level_to=judgement.level,
        why=why,
        taken_at=now,
        taken_by=by,
    )
