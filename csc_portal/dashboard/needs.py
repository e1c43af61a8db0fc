"""“Needs you”: the apps' attention rows with their words, by date."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schools.queries.attention import CONTACTS_HOLD_FOR, attention

SHOWN = 7


@dataclass(frozen=True)
class Need:
    heading: Any
    why: Any
    action: Any
    url: str
    due_on: dt.date | None


def needs_of(user: Any) -> list[Need]:
    """Dated ones first, in order."""
    rows = [WORDS[kind](subject, reference, since) for kind, subject, reference, since in attention(user)]
    return sorted(rows, key=lambda need: (need.due_on is None, need.due_on or dt.date.max, str(need.heading)))


def contacts(subject: str, reference: str, since: dt.datetime | None) -> Need:
    why = _("They were last confirmed more than a year ago.") if since else _("Nobody is named yet.")
    return Need(
        heading=_("Confirm the contacts of %(school)s") % {"school": subject},
        why=why,
        action=_("Look at them"),
        url=reverse("school_contacts", args=[reference]),
        due_on=(since + CONTACTS_HOLD_FOR).date() if since else None,
    )


def waiting_import(subject: str, reference: str, since: dt.datetime) -> Need:
    return Need(
        heading=_("Confirm or discard %(file)s") % {"file": subject},
        why=_("The file is checked; nothing of it is stored before you confirm."),
        action=_("See what it holds"),
        url=reverse("import_batch", args=[reference]),
        due_on=since.date(),
    )


def review_to_begin(subject: str, reference: str, due: dt.datetime) -> Need:
    return Need(
        heading=_("Begin this year's own review of %(school)s") % {"school": subject},
        why=_("Four questions and at most five priorities. It starts from last year's where there is one."),
        action=_("Begin"),
        url=reverse("reviews", args=[reference]),
        due_on=due.date(),
    )


def review_to_read(subject: str, reference: str, due: dt.datetime) -> Need:
    number, _slash, year = reference.partition("/")
    return Need(
        heading=_("Read the own review of %(school)s") % {"school": subject},
        why=_("The school has shared it with you as its adviser."),
        action=_("Read it"),
        url=reverse("review", args=[number, int(year)]),
        due_on=due.date(),
    )


WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "contacts": contacts,
    "import": waiting_import,
    "review-begin": review_to_begin,
    "review-read": review_to_read,
}
