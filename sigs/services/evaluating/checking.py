"""Another group looks at an evaluation: it answers prompts and asks questions. It gives no mark."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import CheckState, EvaluationState
from sigs.models import CheckAnswer, CheckQuestion, Element, Evaluation, EvaluationCheck, Group
from sigs.queries.checking import circle_of, prompts
from sigs.queries.ties import leaders_of
from sigs.services.evaluating.refusals import (
    CannotCheck,
    CheckOver,
    NoChecker,
    NotSubmitted,
    PromptsOpen,
    Replied,
)
from sigs.services.evaluating.steps import tell_group
from sigs.services.evaluating.turns import give, give_turn, pass_on
from sigs.services.money.refusals import refuse_own

FINISH = Transition("finish the check", sources=[CheckState.OPEN], target=CheckState.DONE)
CHECKED = Transition("be checked", sources=[EvaluationState.SUBMITTED], target=EvaluationState.CHECKED)


@transaction.atomic
def assign_checker(*, evaluation: Evaluation, checker: Group, by: User) -> EvaluationCheck:
    """The consortium's choice instead of the turn. Refused: the group itself, one that shares a school with
    it, one of a pair of this year (CannotCheck)."""
    refuse_own(evaluation.group, by)
    apart = circle_of(evaluation)
    standing = (
        EvaluationCheck.objects.exclude(state=CheckState.PASSED_ON).filter(evaluation=evaluation).first()
    )
    if standing and standing.checker_id == checker.pk:
        return standing
    if checker.pk in apart.shares_a_school:
        raise CannotCheck(
            _("%(checker)s shares a school with %(group)s, so it cannot look at its work.")
            % {"checker": checker.name, "group": evaluation.group.name}
        )
    if checker.pk in apart.paired:
        raise CannotCheck(reciprocal(checker, evaluation.group))
    if standing:
        pass_on(standing, str(_("The consortium has asked another group.")))
    made = give(evaluation, checker, by)
    if made is None:
        raise CannotCheck(reciprocal(checker, evaluation.group))
    return made


def reciprocal(checker: Group, group: Group) -> str:
    return str(
        _("%(checker)s and %(group)s have had one another's work this year. Another group is to look at it.")
    ) % {"checker": checker.name, "group": group.name}


@transaction.atomic
def pass_on_check(*, check: EvaluationCheck, because: str, by: User) -> None:
    """The group cannot do it; the next one is asked."""
    pass_on(check, because)
    if give_turn(check.evaluation) is None:
        raise NoChecker


def keep_open(check: EvaluationCheck, by: User) -> None:
    """Locks the check until the transaction ends. Nobody looks at work of the own school."""
    refuse_own(check.evaluation.group, by)
    stored = (
        EvaluationCheck.objects.select_for_update(of=("self",)).select_related("evaluation").get(pk=check.pk)
    )
    if stored.state != CheckState.OPEN:
        raise CheckOver
    if stored.evaluation.state != EvaluationState.SUBMITTED:
        raise NotSubmitted(check.evaluation.group)


@transaction.atomic
def answer_prompts(*, check: EvaluationCheck, answers: Mapping[Element, str], by: User) -> None:
    """Empty ones are taken away again."""
    keep_open(check, by)
    for element, text in answers.items():
        if text:
            CheckAnswer.objects.update_or_create(
                check_of=check,
                element=element,
                defaults={"text": text, "written_at": clock.now(), "written_by": by},
            )
        else:
            CheckAnswer.objects.filter(check_of=check, element=element).delete()


@transaction.atomic
def ask_question(*, check: EvaluationCheck, text: str, by: User) -> CheckQuestion:
    keep_open(check, by)
    asked = CheckQuestion.objects.create(check_of=check, text=text, asked_at=clock.now(), asked_by=by)
    tell_group(check.evaluation, "sigs/check_asked", question=text)
    return asked


@transaction.atomic
def reply_to_question(*, question: CheckQuestion, reply: str, by: User) -> None:
    """By the group whose evaluation it is, once."""
    replied = CheckQuestion.objects.filter(pk=question.pk, reply="").update(
        reply=reply, replied_at=clock.now(), replied_by=by
    )
    if not replied:
        raise Replied
    check = question.check_of
    for person in leaders_of(check.checker):
        notices.tell(
            person,
            "sigs/check_replied",
            f"/checks/{check.public_id}/",
            group=check.checked.name_en,
            group_cy=check.checked.name_cy or check.checked.name_en,
            reply=reply,
        )


@transaction.atomic
def finish_check(*, check: EvaluationCheck, by: User) -> None:
    """Every prompt is answered; the evaluation goes on to the consortium."""
    keep_open(check, by)
    if check.answers.count() < prompts().count():
        raise PromptsOpen
    advance(check, FINISH, done_at=clock.now(), done_by=by)
    advance(check.evaluation, CHECKED)
    tell_group(
        check.evaluation,
        "sigs/evaluation_checked",
        checker=check.checker.name_en,
        checker_cy=check.checker.name_cy or check.checker.name_en,
    )
