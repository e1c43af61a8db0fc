"""What needs a person in money and evaluation: checks to do, questions to answer, decisions to take."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from schools.queries.names import shown_name
from sigs.enums import BidState, CheckState, EvaluationState, Permission
from sigs.models import Bid, CheckQuestion, Evaluation, EvaluationCheck

Rows = QuerySet[Any, tuple[Any, ...]]


def money_rows(user: Any) -> list[Rows]:
    return [
        checks_to_do(user),
        questions_to_answer(user),
        evaluations_returned(user),
        evaluations_to_accept(user),
        bids_to_decide(user),
    ]


def row(rows: QuerySet[Any], kind: str, group: str, since: str) -> Rows:
    return rows.order_by().values_list(
        Value(kind, CharField()), shown_name(group), Cast("public_id", CharField()), F(since)
    )


def checks_to_do(user: Any) -> Rows:
    rows = EvaluationCheck.objects.visible_to(user).filter(
        state=CheckState.OPEN, evaluation__state=EvaluationState.SUBMITTED
    )
    return row(rows, "sigs-check", "checked__", "assigned_at")


def questions_to_answer(user: Any) -> Rows:
    rows = CheckQuestion.objects.held_by(user, Permission.LEAD_GROUP).filter(reply="")
    return row(rows, "sigs-question", "check_of__checker__", "asked_at")


def evaluations_returned(user: Any) -> Rows:
    rows = Evaluation.objects.held_by(user, Permission.LEAD_GROUP).filter(state=EvaluationState.DRAFT)
    return row(rows.exclude(returned_because=""), "sigs-evaluation-returned", "group__", "begun_at")


def evaluations_to_accept(user: Any) -> Rows:
    rows = Evaluation.objects.held_by(user, Permission.DECIDE_MONEY).filter(state=EvaluationState.CHECKED)
    return row(rows, "sigs-evaluation-accept", "group__", "submitted_at")


def bids_to_decide(user: Any) -> Rows:
    rows = Bid.objects.held_by(user, Permission.DECIDE_MONEY).filter(state=BidState.ASKED)
    return row(rows, "sigs-bid", "group__", "asked_at")
