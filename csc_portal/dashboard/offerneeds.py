"""“Needs you” in offers and invitations: the words of brokerage.queries.invitations and offers."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need
from schools.units import days_written

TO_LOOK_FURTHER = dt.timedelta(days=5)


def invitation_to_answer(subject: str, reference: str, until: Any) -> Need:
    return Need(
        heading=_("Say whether your school helps %(school)s") % {"school": subject},
        why=_("Your school was chosen, and the page says why. The days are held for you until then."),
        action=_("Answer"),
        url=reverse("help_invitation", args=[reference]),
        due_on=until.date(),
    )


def maybe_said(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Read the “maybe” about %(school)s") % {"school": subject},
        why=_("The school that was asked has to find something out. Give it longer, or look further."),
        action=_("Read it"),
        url=reverse("help_invitation", args=[reference]),
        due_on=(since + TO_LOOK_FURTHER).date(),
    )


def not_sent(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Ask the school that you chose for %(school)s") % {"school": subject},
        why=_("The choice is not sent, and no days are held for it."),
        action=_("Send it"),
        url=reverse("help_invitation", args=[reference]),
        due_on=(since + TO_LOOK_FURTHER).date(),
    )


def came_back(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Find another school for %(school)s") % {"school": subject},
        why=_("The one that was asked does not help. The page names the next best."),
        action=_("See the next best"),
        url=reverse("help_invitation", args=[reference]),
        due_on=(since + TO_LOOK_FURTHER).date(),
    )


def offer_to_confirm(subject: str, reference: str, since: Any) -> Need:
    number, version, days = reference.split("/")
    return Need(
        heading=_("Is what %(school)s offers still true?") % {"school": subject},
        why=_("Staff-days offered this year: %(days)s. Without a word from you the offer fades.")
        % {"days": days_written(Decimal(days))},
        action=_("Yes, still true"),
        url=f"{reverse('offer_still', args=[number])}?version={version}",
        due_on=(since + dt.timedelta(days=settings.OFFER_FADES_AFTER_DAYS)).date(),
        post=True,
    )


OFFER_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "help-invitation": invitation_to_answer,
    "help-maybe": maybe_said,
    "help-unsent": not_sent,
    "help-came-back": came_back,
    "help-offer": offer_to_confirm,
}
