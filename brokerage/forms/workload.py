from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm

DAY = _("Enter a day from 1 to 28 and a month from 1 to 12.")
DAYS = _("Enter the days in quarters, from 0.25 to 195.")


class FirstVisitForm(PortalForm):
    day = forms.IntegerField(
        label=_("Day"),
        min_value=1,
        max_value=28,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), DAY),
    )
    month = forms.IntegerField(
        label=_("Month"),
        min_value=1,
        max_value=12,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), DAY),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReleaseForm(PortalForm):
    days = forms.DecimalField(
        label=_("Days in this academic year"),
        help_text=_("As agreed with the school that releases its head."),
        min_value=Decimal("0.25"),
        max_value=Decimal(195),
        step_size=Decimal("0.25"),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            (
                *("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places"),
                *("max_whole_digits", "step_size"),
            ),
            DAYS,
        ),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
