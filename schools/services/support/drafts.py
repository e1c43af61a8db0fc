from dataclasses import dataclass

from django.db import transaction

from core import clock
from core.errors import IllegalTransition
from core.models import User
from schools.enums import JudgementState, JudgementStepKind
from schools.models import EvidenceKind, SupportCycle, SupportJudgement, SupportLevel
from schools.queries.support.cycles import suggestion
from schools.services.support.refusals import (
    CapacityMissing,
    EvidenceMissing,
    MatrixMissing,
    ReasonForAnotherMissing,
)
from schools.services.support.steps import (
    PROPOSE,
    REVISE,
    WHILE_DRAFTING,
    level_named,
    locked,
    refuse_tied,
    take_step,
)
from schools.services.support.telling import tell_school_of_draft


@dataclass(frozen=True)
class Draft:
    """What the adviser's form holds. `level` is a slug, empty where none is chosen yet."""

    evidence_position: int | None
    capacity: str
    answers: dict[str, str]
    level: str
    reason: str


@transaction.atomic
def save_draft(*, judgement: SupportJudgement, draft: Draft, seen: int, by: User) -> SupportJudgement:
    """Keep the adviser's work without putting it to the school."""
    row = locked(judgement, seen, WHILE_DRAFTING)
    refuse_tied(by, row)
    if row.state != JudgementState.GATHERING:
        raise IllegalTransition("saved", row)
    row.proposed = level_named(row.cycle, draft.level) if draft.level else None
    row.evidence_position = draft.evidence_position
    row.capacity = draft.capacity
    row.answers = draft.answers
    row.reason = draft.reason
    row.adviser = by
    row.version += 1
    row.save()
    return row


@transaction.atomic
def propose_level(*, judgement: SupportJudgement, draft: Draft, seen: int, by: User) -> SupportJudgement:
    """Put the draft to the head and the governing body, or put it to them anew: their answers to the one
    before stay in the history, and they are asked again."""
    row = locked(judgement, seen, WHILE_DRAFTING)
    refuse_tied(by, row)
    if row.state not in {*PROPOSE.sources, *REVISE.sources}:
        raise IllegalTransition(PROPOSE.name, row)
    if not draft.capacity or not draft.level:
        raise CapacityMissing
    refuse_missing_evidence(row)
    proposed = level_named(row.cycle, draft.level)
    suggested = suggested_level(row.cycle, draft)
    if proposed != suggested and not draft.reason.strip():
        raise ReasonForAnotherMissing
    first = row.state == JudgementState.GATHERING
    take_step(
        row,
        PROPOSE if first else REVISE,
        JudgementStepKind.PROPOSED if first else JudgementStepKind.REVISED,
        by=by,
        why=draft.reason.strip(),
        evidence_position=draft.evidence_position,
        capacity=draft.capacity,
        answers=draft.answers,
        suggested=suggested,
        proposed=proposed,
        reason=draft.reason.strip(),
        level=proposed,
        adviser=by,
        round=row.round + 1,
        proposed_at=clock.now(),
        proposed_by=by,
    )
    tell_school_of_draft(row)
    return row


def suggested_level(cycle: SupportCycle, draft: Draft) -> SupportLevel:
    found = suggestion(cycle, draft.evidence_position, draft.capacity)
    if found is None:
        raise MatrixMissing
    return found


def refuse_missing_evidence(judgement: SupportJudgement) -> None:
    expected = EvidenceKind.objects.filter(cycle=judgement.cycle, is_expected=True)
    missing = list(expected.exclude(evidence__judgement=judgement))
    if missing:
        raise EvidenceMissing([str(kind.name) for kind in missing])
