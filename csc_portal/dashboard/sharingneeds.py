"""“Needs you” about sharing in groups and pairs of schools."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need

ANSWER_WITHIN = dt.timedelta(days=14)


def sharing_to_decide(subject: str, reference: str, since: dt.datetime) -> Need:
    """No date: nobody has to share."""
    slug, _slash, number = reference.partition("/")
    return Need(
        heading=_("Schools of %(group)s share with one another, yours does not") % {"group": subject},
        why=_("See what they would see of yours, then share, or say “not this year”. You are asked once."),
        action=_("Decide"),
        url=reverse("group_sharing", args=[slug, number]),
        due_on=None,
    )


def pair_to_answer(subject: str, reference: str, asked_at: dt.datetime) -> Need:
    slug, _slash, public_id = reference.partition("/")
    return Need(
        heading=_("Your school is asked to work in a pair: %(group)s") % {"group": subject},
        why=_("Read what each school could give the other, and say yes or why not now."),
        action=_("Read and answer"),
        url=reverse("group_pair", args=[slug, public_id]),
        due_on=(asked_at + ANSWER_WITHIN).date(),
    )


SHARING_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "sigs-sharing": sharing_to_decide,
    "sigs-pair": pair_to_answer,
}
