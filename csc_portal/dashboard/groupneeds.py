"""“Needs you” in groups: the words of the rows of sigs.queries.attention."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csc_portal.dashboard.joiningneeds import JOINING_WORDS
from csc_portal.dashboard.moneyneeds import MONEY_WORDS
from csc_portal.dashboard.need import Need
from csc_portal.dashboard.sharingneeds import SHARING_WORDS
from csc_portal.dashboard.workneeds import WORK_WORDS


def wishes_to_give(subject: str, reference: str, due: Any) -> Need:
    number, _slash, round_id = reference.partition("/")
    return Need(
        heading=_("Say what %(school)s wishes for its group") % {"school": subject},
        why=_("What to work on, with whom, and with whom not. “We do not know yet” is an answer too."),
        action=_("Say our wishes"),
        url=reverse("school_wish", args=[number, round_id]),
        due_on=due.date(),
    )


def draft_to_answer(subject: str, reference: str, due: Any) -> Need:
    number, _slash, composition = reference.partition("/")
    return Need(
        heading=_("Answer the group proposed to %(school)s") % {"school": subject},
        why=_("A draft: agree, comment, ask for a swap, or decline with a reason."),
        action=_("Look at it"),
        url=reverse("proposed_group", args=[number, composition]),
        due_on=due.date(),
    )


def draft_replies(count: str, composition: str, since: Any) -> Need:
    n = int(count)
    return Need(
        heading=ngettext(
            "Answer what %(n)s head said about the draft of groups",
            "Answer what %(n)s heads said about the draft of groups",
            n,
        )
        % {"n": n},
        why=_("A comment, a swap asked for, or a refusal. The groups cannot be published before."),
        action=_("See the draft"),
        url=reverse("draft", args=[composition]),
        due_on=since.date(),
    )


def workshop_offer(subject: str, reference: str, until: Any) -> Need:
    return Need(
        heading=_("Take the place at %(workshop)s, or let it go") % {"workshop": subject},
        why=_("You were waiting for one. It is kept for you for a few days."),
        action=_("See the offer"),
        url=reverse("workshop", args=[reference]),
        due_on=until.date(),
    )


GROUP_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    **WORK_WORDS,
    **JOINING_WORDS,
    **SHARING_WORDS,
    **MONEY_WORDS,
    "sigs-wishes": wishes_to_give,
    "sigs-draft": draft_to_answer,
    "sigs-draft-replies": draft_replies,
    "sigs-workshop-offer": workshop_offer,
}
