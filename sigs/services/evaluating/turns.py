"""Giving the check of an evaluation to another group."""

from django.db import IntegrityError, transaction

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import CheckState
from sigs.models import Evaluation, EvaluationCheck, Group
from sigs.queries.checking import may_check
from sigs.queries.ties import leaders_of

PASS_ON = Transition("pass on", sources=[CheckState.OPEN], target=CheckState.PASSED_ON)


def give_turn(evaluation: Evaluation) -> EvaluationCheck | None:
    """To the group whose turn it is, unless one has it. None where no group can: the consortium sees that."""
    standing = EvaluationCheck.objects.exclude(state=CheckState.PASSED_ON).filter(evaluation=evaluation)
    known = standing.select_related("checker").first()
    if known:
        tell_checker(known)
        return known
    for group in may_check(evaluation):
        made = give(evaluation, group)
        if made:
            return made
    return None


def give(evaluation: Evaluation, group: Group, by: User | None = None) -> EvaluationCheck | None:
    """None where somebody else has paired the two groups in the meantime."""
    try:
        with transaction.atomic():
            made = EvaluationCheck.objects.create(
                evaluation=evaluation,
                checked=evaluation.group,
                year=evaluation.year,
                checker=group,
                assigned_at=clock.now(),
                assigned_by=by,
            )
    except IntegrityError:
        return None
    tell_checker(made)
    return made


def pass_on(check: EvaluationCheck, because: str) -> None:
    advance(check, PASS_ON, passed_on_because=because)


def tell_checker(check: EvaluationCheck) -> None:
    group = check.evaluation.group
    for person in leaders_of(check.checker):
        notices.tell(
            person,
            "sigs/check_assigned",
            f"/checks/{check.public_id}/",
            group=group.name_en,
            group_cy=group.name_cy or group.name_en,
            checker=check.checker.name_en,
            checker_cy=check.checker.name_cy or check.checker.name_en,
        )
