"""What a judgement's page shows, gathered once."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from schools.enums import JudgementState, Permission
from schools.models import (
    CapacityPrompt,
    EvidenceKind,
    MatrixCell,
    SupportEvidence,
    SupportJudgement,
)
from schools.presenting.support.offered import offered_steps
from schools.presenting.support.tasks import Known, judgement_tasks
from schools.presenting.support.words import STATE_TAGS, WAITS_FOR
from schools.queries.school import category_history, predecessors
from schools.queries.support.judgements import answers_of, due_on, steps_of
from schools.queries.support.levels import COUNTING_CYCLES, COUNTING_JUDGEMENTS

# What is open to the person and waits: the button at the top of the page.
WAITING = {"not-started", "in-progress"}


@dataclass(frozen=True)
class EvidenceRow:
    kind: EvidenceKind
    pieces: list[SupportEvidence]


def judgement_known(user: Any, judgement: SupportJudgement) -> Known:
    answers, steps = answers_of(judgement), steps_of(judgement)
    return Known(
        judgement=judgement,
        kinds=list(EvidenceKind.objects.filter(cycle=judgement.cycle)),
        evidence=list(SupportEvidence.objects.filter(judgement=judgement).select_related("kind", "added_by")),
        answers=answers,
        steps=steps,
        offered=offered_steps(user, judgement, answers, steps),
    )


def judgement_page(user: Any, judgement: SupportJudgement) -> dict[str, Any]:
    known = judgement_known(user, judgement)
    tasks = judgement_tasks(known)
    sees_draft = judgement.state != JudgementState.GATHERING
    return {
        **standing(judgement),
        "known": known,
        "tasks": tasks,
        "next_act": next((task for task in tasks if task.url and task.state in WAITING), None),
        "evidence": [
            EvidenceRow(kind, [row for row in known.evidence if row.kind_id == kind.pk])
            for kind in known.kinds
        ],
        "may_remove": {
            row.public_id
            for row in known.evidence
            if row.added_by_id == user.pk and judgement.state == JudgementState.GATHERING
        },
        "sees_draft": sees_draft,
        "why_suggested": why_suggested(judgement) if sees_draft else "",
        "uncertain": sees_draft and not is_certain(judgement),
        "prompts": prompt_answers(judgement) if sees_draft else [],
        "categories": category_history(judgement.school, predecessors(judgement.school)),
        "follows": user.has_perm(Permission.FOLLOW_SUPPORT, judgement),
        "amendable": "judgement_amend" in known.offered,
    }


def standing(judgement: SupportJudgement) -> dict[str, Any]:
    """Where the judgement stands, for every page of it."""
    return {
        "judgement": judgement,
        "school": judgement.school,
        "cycle": judgement.cycle,
        "state_tag": STATE_TAGS[JudgementState(judgement.state)],
        "waits_for": WAITS_FOR[JudgementState(judgement.state)],
        "due_on": due_on(judgement.cycle, judgement.state),
        "is_current": judgement.cycle.state in COUNTING_CYCLES and judgement.state in COUNTING_JUDGEMENTS,
    }


def why_suggested(judgement: SupportJudgement) -> str:
    """How the matrix came to its suggestion, in words."""
    if judgement.evidence_position is None:
        return _(
            "No evidence position and improvement capacity %(capacity)s: the default suggestion of"
            " %(year)s is %(level)s."
        ) % {
            "capacity": judgement.capacity,
            "year": judgement.cycle.academic_year,
            "level": judgement.suggested and judgement.suggested.name,
        }
    return _(
        "Evidence position %(position)s and improvement capacity %(capacity)s: the default suggestion of"
        " %(year)s is %(level)s."
    ) % {
        "position": judgement.evidence_position,
        "capacity": judgement.capacity,
        "year": judgement.cycle.academic_year,
        "level": judgement.suggested and judgement.suggested.name,
    }


def is_certain(judgement: SupportJudgement) -> bool:
    cell = MatrixCell.objects.filter(
        cycle=judgement.cycle,
        capacity=judgement.capacity,
        evidence_position=judgement.evidence_position,
    ).first()
    return cell is None or cell.is_certain


def prompt_answers(judgement: SupportJudgement) -> list[tuple[CapacityPrompt, str]]:
    rows = CapacityPrompt.objects.filter(cycle=judgement.cycle)
    return [(row, judgement.answers.get(str(row.pk), "")) for row in rows]
