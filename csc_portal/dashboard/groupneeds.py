"""“Needs you” in groups: the words of the rows of sigs.queries.attention."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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


GROUP_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    **WORK_WORDS,
    **SHARING_WORDS,
    "sigs-wishes": wishes_to_give,
}
