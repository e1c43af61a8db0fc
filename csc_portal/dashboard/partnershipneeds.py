"""“Needs you” in partnerships: the words of brokerage.queries.partnershipattention."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need

# What the other head waits for should not take longer.
TO_AGREE, TO_CLOSE = dt.timedelta(days=10), dt.timedelta(days=14)


def to_agree(title: str, public_id: str, begun: dt.datetime) -> Need:
    return Need(
        heading=_("Agree to the partnership “%(title)s”") % {"title": title},
        why=_("It begins once the heads of all its schools have agreed."),
        action=_("Read and answer"),
        url=reverse("partnership_answer", args=[public_id]),
        due_on=(begun + TO_AGREE).date(),
    )


def review_due(title: str, public_id: str, due: dt.datetime) -> Need:
    return Need(
        heading=_("Look at the partnership “%(title)s” together") % {"title": title},
        why=_("Its half-termly review: how it goes, in a word and in words. One of you writes it."),
        action=_("Write the review"),
        url=reverse("partnership_review", args=[public_id]),
        due_on=due.date(),
    )


def task_due(text: str, public_id: str, due: dt.datetime) -> Need:
    return Need(
        heading=text,
        why=_("Your school does it in a partnership. Say how it stands."),
        action=_("Say how it stands"),
        url=reverse("partnership_task", args=[public_id]),
        due_on=due.date(),
    )


def to_evaluate(title: str, public_id: str, ends: dt.datetime) -> Need:
    return Need(
        heading=_("Evaluate the partnership “%(title)s”") % {"title": title},
        why=_("You belong to none of its schools. It can be closed once you have said what it came to."),
        action=_("Evaluate it"),
        url=reverse("partnership_evaluation", args=[public_id]),
        due_on=ends.date(),
    )


def to_close(title: str, public_id: str, done: dt.datetime) -> Need:
    return Need(
        heading=_("Close the partnership “%(title)s”") % {"title": title},
        why=_("It is evaluated. Once it is closed, days that nobody used are free again."),
        action=_("Close it"),
        url=reverse("partnership_close", args=[public_id]),
        due_on=(done + TO_CLOSE).date(),
    )


PARTNERSHIP_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "partnership-agree": to_agree,
    "partnership-review": review_due,
    "partnership-task": task_due,
    "partnership-evaluate": to_evaluate,
    "partnership-close": to_close,
}
