"""“Needs you” in visits and in what stands still: the words of their rows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csc_portal.dashboard.need import Need

# A head who is asked should not wait longer with an answer, nor an adviser with a corrected note.
DAYS_TO_ANSWER = dt.timedelta(days=10)


def note_to_answer(subject: str, reference: str, since: dt.datetime) -> Need:
    return Need(
        heading=_("Is the note of the visit to %(school)s accurate?") % {"school": subject},
        why=_("Your adviser has sent it. Say yes, or say what is not."),
        action=_("Read the note"),
        url=reverse("visit", args=[reference]),
        due_on=(since + DAYS_TO_ANSWER).date(),
    )


def visit_to_note(subject: str, reference: str, on: dt.datetime) -> Need:
    return Need(
        heading=_("Write the note of your visit to %(school)s") % {"school": subject},
        why=_("Its day is over. What was agreed counts once the note is sent."),
        action=_("Write the note"),
        url=reverse("visit_note", args=[reference]),
        due_on=on.date(),
    )


def visit_to_prepare(subject: str, reference: str, on: dt.datetime) -> Need:
    return Need(
        heading=_("Your visit to %(school)s") % {"school": subject},
        why=_("One page: what changed, what was promised, three questions."),
        action=_("Brief"),
        url=reverse("visit", args=[reference]),
        due_on=on.date(),
    )


def note_to_correct(subject: str, reference: str, since: dt.datetime) -> Need:
    return Need(
        heading=_("Correct the note of your visit to %(school)s") % {"school": subject},
        why=_("The head says that it is not accurate, and why."),
        action=_("Read what the head says"),
        url=reverse("visit", args=[reference]),
        due_on=(since + DAYS_TO_ANSWER).date(),
    )


def standing_still(count: str, reference: str, since: dt.datetime) -> Need:
    n = int(count)
    return Need(
        heading=ngettext("%(n)s thing stands still", "%(n)s things stand still", n) % {"n": n},
        why=_("Help that was asked for or agreed, and does not move. The greatest harm comes first."),
        action=_("See what stands still"),
        url=reverse("stalled"),
        due_on=None,
    )


VISIT_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "visit-note": note_to_answer,
    "visit-to-note": visit_to_note,
    "visit-brief": visit_to_prepare,
    "visit-disputed": note_to_correct,
    "brokerage-stalled": standing_still,
}
