from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import CheckState, EvaluationState, TrancheState
from sigs.models import Evaluation, EvaluationCheck, Tranche
from sigs.queries.ties import leaders_of
from sigs.services.evaluating.refusals import NotWhole
from sigs.services.evaluating.turns import give_turn
from sigs.services.money.refusals import refuse_own

SUBMIT = Transition("submit", sources=[EvaluationState.DRAFT], target=EvaluationState.SUBMITTED)
ACCEPT = Transition("accept", sources=[EvaluationState.CHECKED], target=EvaluationState.ACCEPTED)
RETURN = Transition(
    "return",
    sources=[EvaluationState.SUBMITTED, EvaluationState.CHECKED],
    target=EvaluationState.DRAFT,
)
REOPEN_CHECK = Transition("reopen the check", sources=[CheckState.DONE], target=CheckState.OPEN)

# What an evaluation that is handed in says. What was not shown, or did not work, is said too.
NEEDED = {
    "changed": _("what changed in practice"),
    "classrooms": _("in how many classrooms"),
    "evidence": _("evidence"),
    "spread": _("how it spread"),
    "did_not_work": _("what did not work"),
    "share_wider": _("what others could use"),
    "rung": _("how far it is shown"),
    "rung_because": _("what shows it"),
}


@transaction.atomic
def submit_evaluation(*, evaluation: Evaluation, by: User) -> None:
    """It accounts for all that was released to the group, or to the one whose work it carries on, and was
    not accounted for yet. The group whose turn it is is asked to look at it."""
    stored = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    missing = [words for name, words in NEEDED.items() if getattr(stored, name) in ("", None)]
    if missing:
        raise NotWhole(missing)
    advance(evaluation, SUBMIT, submitted_at=clock.now(), submitted_by=by, returned_because="")
    group = evaluation.group
    Tranche.objects.filter(
        Q(group=group) | Q(group=group.carries_on_id), state=TrancheState.RELEASED, evaluation=None
    ).update(evaluation=evaluation)
    give_turn(evaluation)


@transaction.atomic
def return_evaluation(*, evaluation: Evaluation, because: str, by: User) -> None:
    """What is missing is said to the convenor. A check that was done is open again."""
    refuse_own(evaluation.group, by)
    advance(evaluation, RETURN, submitted_at=None, submitted_by=None, returned_because=because)
    for check in EvaluationCheck.objects.filter(evaluation=evaluation, state=CheckState.DONE):
        advance(check, REOPEN_CHECK, done_at=None, done_by=None)
    tell_group(evaluation, "sigs/evaluation_returned", because=because)


@transaction.atomic
def accept_evaluation(*, evaluation: Evaluation, by: User) -> None:
    """The tranche that waited for it waits no longer."""
    refuse_own(evaluation.group, by)
    advance(evaluation, ACCEPT, accepted_at=clock.now(), accepted_by=by)
    tell_group(evaluation, "sigs/evaluation_accepted")


def tell_group(evaluation: Evaluation, kind: str, **facts: str) -> None:
    group = evaluation.group
    for person in leaders_of(group):
        notices.tell(
            person,
            kind,
            f"/evaluations/{evaluation.public_id}/",
            group=group.name_en,
            group_cy=group.name_cy or group.name_en,
            **facts,
        )
