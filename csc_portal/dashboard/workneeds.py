"""“Needs you” in the work of groups: plans, actions, meetings, activities."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need

# A head who is asked should not wait longer with an answer.
DAYS_TO_AGREE = dt.timedelta(days=14)


def plan_to_agree(subject: str, reference: str, proposed: dt.datetime) -> Need:
    return Need(
        heading=_("Agree the plan of %(group)s") % {"group": subject},
        why=_("Its convenor has put it to the member heads. Agree for your school, or comment."),
        action=_("Read the plan"),
        url=reverse("group_plan", args=[reference]),
        due_on=(proposed + DAYS_TO_AGREE).date(),
    )


def action_to_do(subject: str, reference: str, due: dt.datetime) -> Need:
    return Need(
        heading=subject,
        why=_("You undertook it in your group. Say when it is done, or drop it and say why."),
        action=_("It is done"),
        url=reverse("action_done", args=reference.split("/")),
        due_on=due.date(),
    )


def meeting_to_record(subject: str, reference: str, ended: dt.datetime) -> Need:
    return Need(
        heading=_("Record the meeting “%(title)s”") % {"title": subject},
        why=_("Say who came, and who does what by when."),
        action=_("Record it"),
        url=reverse("meeting_record", args=reference.split("/")),
        due_on=ended.date(),
    )


def activity_to_end(subject: str, reference: str, ended: dt.datetime) -> Need:
    return Need(
        heading=_("Say what came of “%(title)s”") % {"title": subject},
        why=_("Its day has passed. If it was not done, drop it or change its day."),
        action=_("Look at it"),
        url=reverse("activity", args=reference.split("/")),
        due_on=ended.date(),
    )


WORK_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "sigs-plan": plan_to_agree,
    "sigs-action": action_to_do,
    "sigs-meeting": meeting_to_record,
    "sigs-activity": activity_to_end,
}
