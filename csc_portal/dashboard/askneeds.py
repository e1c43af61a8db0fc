"""“Needs you” for brokers: the words of brokerage.queries.askattention."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csc_portal.dashboard.need import Need

# A school that asks should hear within a week which kind of help comes first, and within three of whom.
TO_DECIDE, TO_FIND = dt.timedelta(days=7), dt.timedelta(days=21)


def kinds_to_decide(count: str, state: str, since: Any) -> Need:
    n = int(count)
    return Need(
        heading=ngettext(
            "Decide on the kind of help for %(n)s need", "Decide on the kind of help for %(n)s needs", n
        )
        % {"n": n},
        why=_("Somebody has asked. The lightest kind of help that is enough comes first."),
        action=_("See them"),
        url=f"{reverse('brokerage')}?state={state}",
        due_on=(since + TO_DECIDE).date(),
    )


def schools_to_find(count: str, state: str, since: Any) -> Need:
    n = int(count)
    return Need(
        heading=ngettext("Find a school for %(n)s need", "Find a school for %(n)s needs", n) % {"n": n},
        why=_("The kind of help is decided; no school is asked yet."),
        action=_("See them"),
        url=f"{reverse('brokerage')}?state={state}",
        due_on=(since + TO_FIND).date(),
    )


ASK_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "ask-kind": kinds_to_decide,
    "ask-open": schools_to_find,
}
