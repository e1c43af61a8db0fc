"""“Needs you” in concerns and support plans: the words of brokerage.queries.concernattention."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need

# How long a head may take over a plan before it presses.
TO_ANSWER = dt.timedelta(days=10)


def concern_to_look_at(subject: str, reference: str, due: dt.datetime) -> Need:
    return Need(
        heading=_("Look at the concern about %(school)s again") % {"school": subject},
        why=_("A concern is looked at at least each fortnight. Nobody at the school sees this."),
        action=_("Look at it"),
        url=reverse("concern", args=[reference]),
        due_on=due.date(),
    )


def plan_to_answer(subject: str, reference: str, put_at: dt.datetime) -> Need:
    return Need(
        heading=_("Answer the support plan of %(school)s") % {"school": subject},
        why=_("It was put to you. Agree to it, or send it back with what should be changed."),
        action=_("Read the plan"),
        url=reverse("support_plan", args=[reference]),
        due_on=(put_at + TO_ANSWER).date(),
    )


def progress_to_record(subject: str, reference: str, on: dt.datetime) -> Need:
    number, _slash, meeting = reference.partition("/")
    return Need(
        heading=_("Record the progress meeting at %(school)s") % {"school": subject},
        why=_("Its day has passed. Say who was there and how far each aim is."),
        action=_("Record it"),
        url=reverse("progress_meeting_held", args=[number, meeting]),
        due_on=on.date(),
    )


def progress_to_call(subject: str, reference: str, due: dt.datetime) -> Need:
    return Need(
        heading=_("Call the next progress meeting at %(school)s") % {"school": subject},
        why=_("The plan gives itself so many weeks between two meetings, and they are over."),
        action=_("Call it"),
        url=reverse("progress_meeting_new", args=[reference]),
        due_on=due.date(),
    )


CONCERN_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "concern-look": concern_to_look_at,
    "plan-answer": plan_to_answer,
    "plan-record": progress_to_record,
    "plan-call": progress_to_call,
}
