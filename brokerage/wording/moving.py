"""What a standstill is, in a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from brokerage.enums import StallKind

# What happened not, whom it waits for being said beside it.
WHAT: dict[StallKind, Any] = {
    StallKind.ASK: _("Help is asked for, and no school has been asked yet."),
    StallKind.ANSWER: _("An answer is out."),
    StallKind.CONTACT: _("The schools have logged no contact."),
    StallKind.SUPPLIER: _("The helping school has logged nothing itself."),
    StallKind.REVIEW: _("The half-termly review was not held."),
    StallKind.ACTION: _("What was agreed is not done."),
    StallKind.ENDING: _("The last day has passed, and nobody has said what came of it."),
}
# What the rule counts from.
COUNTED: dict[StallKind, Any] = {
    StallKind.ASK: _("Days since it was asked for, or since a school last said no"),
    StallKind.ANSWER: _("Days since a school was invited, or since heads were asked to agree"),
    StallKind.CONTACT: _("Days since the last contact, or since the first day"),
    StallKind.SUPPLIER: _("Days since somebody of the helping school last logged a contact"),
    StallKind.REVIEW: _("Days since the review was due"),
    StallKind.ACTION: _("Days since it was to be done"),
    StallKind.ENDING: _("Days since the planned end"),
}
