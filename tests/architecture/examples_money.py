"""The addresses of money, evaluation and what spreads."""

from sigs.models import (
    Bid,
    CheckQuestion,
    ConferenceSession,
    Evaluation,
    EvaluationCheck,
    Finding,
    Grant,
    Group,
    InnovationCall,
    Pilot,
    SpendLine,
    Summary,
    Tranche,
    TransitionTheme,
)
from tests.architecture.example import BUTTON, FILE, FORM, Arguments, Example
from tests.architecture.examples_groups import of_group
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_money import YEAR


def first_of(model: type, path: str, seen_by: str, **facts: object) -> Example:
    """The first row that belongs to the head's group, and to the other head's."""

    def of(group: Group) -> Arguments:
        return {"public_id": model.objects.filter(**{path: group}).earliest("pk").public_id}

    return Example(
        seen_by,
        lambda shown: of(shown.group),
        lambda shown: of(shown.other_group),
        **facts,  # type: ignore[arg-type]  # the fields of Example
    )


def only(model: type, seen_by: str = "consortium", **facts: object) -> Example:
    def of(shown: Furnished) -> Arguments:
        return {"public_id": model.objects.earliest("pk").public_id}

    return Example(seen_by, of, **facts)  # type: ignore[arg-type]  # the fields of Example


def checked(seen_by: str = "convenor", **facts: object) -> Example:
    """The convenor's group looks at the other one's evaluation."""

    def of(shown: Furnished) -> Arguments:
        return {"public_id": EvaluationCheck.objects.get(checker=shown.group).public_id}

    return Example(seen_by, of, **facts)  # type: ignore[arg-type]  # the fields of Example


def question(shown: Furnished) -> Arguments:
    return {"public_id": CheckQuestion.objects.earliest("pk").public_id}


def the_conference(shown: Furnished) -> Arguments:
    return {"year": YEAR}


def published_conference(shown: Furnished) -> Arguments:
    return {"year": YEAR - 1}


def the_cluster(shown: Furnished) -> Arguments:
    return {"slug": TransitionTheme.objects.earliest("pk").group.slug}


MONEY: dict[str, Example] = {
    "group_money": of_group(),
    "group_money_export": of_group(more={"form": "csv"}, not_a_page=FILE),
    "spend_new": of_group("convenor", methods=FORM),
    "spend_take_back": first_of(SpendLine, "tranche__group", "convenor", methods=FORM),
    "bid_new": of_group("convenor", methods=FORM),
    "bid": first_of(Bid, "group", "convenor"),
    "bid_decide": first_of(Bid, "group", "consortium", methods=FORM),
    "bid_withdraw": first_of(Bid, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "money": Example("consortium"),
    "money_export": Example("consortium", lambda shown: {"form": "csv"}, not_a_page=FILE),
    "grant_new": Example("consortium", methods=FORM),
    "grant_edit": only(Grant, methods=FORM),
    "tranches_plan": only(Grant, methods=FORM),
    "call_new": Example("consortium", methods=FORM),
    "call_edit": only(InnovationCall, methods=FORM),
    "tranche": first_of(Tranche, "group", "consortium"),
    "tranche_release": first_of(Tranche, "group", "consortium", methods=("POST",), not_a_page=BUTTON),
    "tranche_hold": first_of(Tranche, "group", "consortium", methods=("POST",), not_a_page=BUTTON),
    "group_evaluation": of_group(),
    "evaluation_begin": of_group("convenor", methods=("POST",), not_a_page=BUTTON),
    "evaluation": first_of(Evaluation, "group", "head"),
    "evaluation_edit": first_of(Evaluation, "group", "convenor", methods=FORM),
    "evaluation_submit": first_of(Evaluation, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "evaluation_accept": first_of(Evaluation, "group", "consortium", methods=("POST",), not_a_page=BUTTON),
    "evaluation_return": first_of(Evaluation, "group", "consortium", methods=FORM),
    "evaluation_assign": first_of(Evaluation, "group", "consortium", methods=FORM),
    "check": checked(methods=FORM),
    "check_ask": checked(methods=FORM),
    "check_finish": checked(methods=("POST",), not_a_page=BUTTON),
    "check_pass_on": checked(methods=FORM),
    # The other group’s convenor, whom no persona is.
    "check_reply": Example("", question, methods=FORM, not_a_page="a form of one field, for the group asked"),
    "summary_edit": first_of(Evaluation, "group", "convenor", methods=FORM),
    "summaries": Example("teacher"),
    "summary": first_of(Summary, "group", "convenor"),
    "summary_share": first_of(Summary, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "summary_take_back": first_of(Summary, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "summary_open": first_of(Summary, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "summary_close": first_of(Summary, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "finding_new": of_group("convenor", methods=FORM),
    "findings": Example("head"),
    "finding": first_of(Finding, "group", "head"),
    "finding_edit": first_of(Finding, "group", "convenor", methods=FORM),
    "finding_publish": first_of(Finding, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "finding_withdraw": first_of(Finding, "group", "convenor", methods=("POST",), not_a_page=BUTTON),
    "conferences": Example("consortium"),
    "conference_new": Example("consortium", methods=FORM),
    "conference": Example("consortium", published_conference),
    "conference_edit": Example("consortium", the_conference, methods=FORM),
    "conference_publish": Example("consortium", the_conference, methods=("POST",), not_a_page=BUTTON),
    "conference_withdraw": Example("consortium", the_conference, methods=("POST",), not_a_page=BUTTON),
    "session_new": Example("consortium", the_conference, methods=FORM),
    "session_edit": only(ConferenceSession, methods=FORM),
    "pilots": Example("consortium"),
    "pilot_new": of_group("consortium", methods=FORM),
    "pilot": first_of(Pilot, "group", "head"),
    "pilot_evaluate": first_of(Pilot, "group", "convenor", methods=FORM),
    "pilot_decide": first_of(Pilot, "group", "consortium", methods=FORM),
    "group_transition": Example("convenor", the_cluster),
    "theme_new": Example("convenor", the_cluster, methods=FORM),
    "theme_edit": only(TransitionTheme, "convenor", methods=FORM),
    "theme_done": only(TransitionTheme, "convenor", methods=("POST",), not_a_page=BUTTON),
    "theme_drop": only(TransitionTheme, "convenor", methods=("POST",), not_a_page=BUTTON),
    "session_remove": only(ConferenceSession, methods=("POST",), not_a_page=BUTTON),
}
