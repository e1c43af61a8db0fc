"""“Needs you” in the money and the evaluations of groups: the words of sigs.queries.moneyattention."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need

# How long another group, a convenor or the consortium may take before it presses.
TO_CHECK = dt.timedelta(days=21)
TO_ANSWER = dt.timedelta(days=7)
TO_DECIDE = dt.timedelta(days=14)


def check_to_do(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Look at the evaluation of %(group)s") % {"group": subject},
        why=_("It is your group’s turn. Four prompts, questions if you have some, no mark."),
        action=_("Look at it"),
        url=reverse("check", args=[reference]),
        due_on=(since + TO_CHECK).date(),
    )


def question_to_answer(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Answer a question of %(group)s") % {"group": subject},
        why=_("It looks at your group’s evaluation."),
        action=_("Answer"),
        url=reverse("check_reply", args=[reference]),
        due_on=(since + TO_ANSWER).date(),
    )


def evaluation_returned(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Complete the evaluation of %(group)s") % {"group": subject},
        why=_("The consortium has said what is missing. The next tranche waits for it."),
        action=_("See what is missing"),
        url=reverse("evaluation", args=[reference]),
        due_on=None,
    )


def evaluation_to_accept(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Accept the evaluation of %(group)s") % {"group": subject},
        why=_("Another group has looked at it. The next tranche waits for it."),
        action=_("Read it"),
        url=reverse("evaluation", args=[reference]),
        due_on=(since + TO_DECIDE).date(),
    )


def bid_to_decide(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Decide on the bid of %(group)s") % {"group": subject},
        why=_("An innovation bid waits for its answer, with a reason."),
        action=_("Decide"),
        url=reverse("bid", args=[reference]),
        due_on=(since + TO_DECIDE).date(),
    )


MONEY_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "sigs-check": check_to_do,
    "sigs-question": question_to_answer,
    "sigs-evaluation-returned": evaluation_returned,
    "sigs-evaluation-accept": evaluation_to_accept,
    "sigs-bid": bid_to_decide,
}
