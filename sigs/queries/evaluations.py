"""Evaluations: who reads them, and where they stand."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from schools.queries.days import this_year
from sigs.enums import CheckState, EvaluationState, Permission, TrancheState
from sigs.models import CheckAnswer, CheckQuestion, Evaluation, EvaluationCheck, Group, Tranche


def readable(user: Any, group: Group) -> QuerySet[Evaluation]:
    """Those that are being written are seen by the group's own people alone."""
    rows = Evaluation.objects.filter(group=group).select_related("submitted_by", "accepted_by")
    if not user.has_perm(Permission.TAKE_PART, group):
        rows = rows.exclude(state=EvaluationState.DRAFT)
    return rows


def evaluation_visible(user: Any, public_id: UUID) -> Evaluation | None:
    found: Evaluation | None = (
        Evaluation.objects.visible_to(user)
        .select_related(
            "group__scope", "group__tier", "group__region", "begun_by", "submitted_by", "accepted_by"
        )
        .filter(public_id=public_id)
        .first()
    )
    if found is None or found.state != EvaluationState.DRAFT:
        return found
    return found if user.has_perm(Permission.TAKE_PART, found.group) else None


def check_of(evaluation: Evaluation) -> EvaluationCheck | None:
    """The one that stands, with what was answered and asked."""
    found: EvaluationCheck | None = (
        EvaluationCheck.objects.filter(evaluation=evaluation)
        .exclude(state=CheckState.PASSED_ON)
        .select_related("checker", "assigned_by", "done_by")
        .prefetch_related(
            Prefetch("answers", CheckAnswer.objects.select_related("element", "written_by")),
            Prefetch("questions", CheckQuestion.objects.select_related("asked_by", "replied_by")),
        )
        .first()
    )
    return found


def question_visible(user: Any, public_id: UUID) -> CheckQuestion | None:
    """For the people of the group that is asked."""
    found: CheckQuestion | None = (
        CheckQuestion.objects.visible_to(user)
        .select_related("check_of__evaluation", "check_of__checked__scope", "check_of__checked__tier")
        .filter(public_id=public_id)
        .first()
    )
    return found


def under_way(group: Group) -> Evaluation | None:
    found: Evaluation | None = (
        Evaluation.objects.filter(group=group).exclude(state=EvaluationState.ACCEPTED).first()
    )
    return found


def year_of(group: Group) -> int:
    """The academic year that an evaluation begun now is about."""
    return min(group.year, this_year()) if group.year else this_year()


def to_decide(user: Any) -> QuerySet[Evaluation]:
    """Submitted and checked ones of the groups that the person decides about."""
    return (
        Evaluation.objects.held_by(user, Permission.DECIDE_MONEY)
        .filter(state__in=[EvaluationState.SUBMITTED, EvaluationState.CHECKED])
        .select_related("group__tier", "group__region", "submitted_by")
        .prefetch_related(
            Prefetch(
                "checks",
                EvaluationCheck.objects.exclude(state=CheckState.PASSED_ON).select_related("checker"),
                to_attr="standing",
            )
        )
        .order_by("submitted_at", "pk")
    )


def accounted_for(evaluation: Evaluation) -> QuerySet[Tranche]:
    """The tranches that it accounts for; while it is written, those that it will."""
    mine = Q(evaluation=evaluation)
    if evaluation.state == EvaluationState.DRAFT:
        group = evaluation.group
        mine |= Q(evaluation=None) & (Q(group=group) | Q(group=group.carries_on_id))
    return Tranche.objects.filter(mine, state=TrancheState.RELEASED).select_related("grant")
