from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from schools.enums import PaidBy, TimeOutPurpose

QUARTERS = _("Enter the days in quarters: 0.25, 0.5, 0.75, 1 and so on, up to 100.")
POUNDS = _("Enter an amount in pounds, such as 190 or 142.50.")
REASON_LONG = _("The reason can have at most 300 characters.")


def number(label: Any, hint: Any, **facts: Any) -> forms.DecimalField:
    sentence = facts.pop("sentence")
    return forms.DecimalField(
        **{
            "label": label,
            "help_text": hint,
            "min_value": Decimal(0),
            "max_digits": 8,
            "decimal_places": 2,
            "widget": forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
            "error_messages": dict.fromkeys(
                (
                    "required",
                    "invalid",
                    "min_value",
                    "max_value",
                    "max_digits",
                    "max_decimal_places",
                    "max_whole_digits",
                ),
                sentence,
            ),
            **facts,
        }
    )


class BookTimeOutForm(PortalForm):
    on = DayField(
        label=_("Date"),
        error_messages={
            "required": _("Enter the date."),
            "invalid": _("Enter the date as day, month and year, such as 27 3 2027."),
        },
    )
    days = number(
        _("Staff-days"),
        _("Of all staff together, in quarters: two people for half a day are 1."),
        min_value=Decimal("0.25"),
        max_value=Decimal(100),
        sentence=QUARTERS,
    )
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=TimeOutPurpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the days are for.")},
    )
    what = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        error_messages={
            "required": _("Say what the days are for."),
            "max_length": _("This can have at most 200 characters."),
        },
    )
    cover_cost = number(
        _("What cover costs in all"),
        _("In pounds. Leave it empty while nobody knows."),
        required=False,
        sentence=POUNDS,
    )
    paid_by = forms.ChoiceField(
        label=_("Who pays for cover?"),
        choices=[("", _("Nobody knows yet")), *PaidBy.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose who pays among those listed.")},
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("cover_cost") is not None and not facts.get("paid_by"):
            self.add_error("paid_by", _("Say who pays for the cover."))
        return facts


class CeilingForm(PortalForm):
    ceiling = number(
        _("Most staff-days out in a year"),
        _("In quarters of a day. Leave it empty for no ceiling."),
        required=False,
        sentence=_("Enter a number of days in quarters, such as 12 or 20.5."),
    )
    seen = forms.DecimalField(required=False, widget=forms.HiddenInput)


class CancelTimeOutForm(PortalForm):
    because = forms.CharField(
        label=_("Why are they cancelled?"),
        max_length=300,
        help_text=_("It stays on record, and the days are free again."),
        error_messages={"required": _("Say why the days are cancelled."), "max_length": REASON_LONG},
    )


class AnswerTimeOutForm(PortalForm):
    decision = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("agree", _("Agree, beyond the ceiling")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you agree.")},
    )
    because = forms.CharField(
        label=_("Your reason"),
        required=False,
        max_length=300,
        help_text=_("Needed where you decline. Whoever asked reads it."),
        error_messages={"max_length": REASON_LONG},
    )
