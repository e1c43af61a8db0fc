from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import StallKind
from core.forms import FilterForm, PortalForm


def number(label: Any, hint: Any, low: int, high: int, sentence: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )


class StallRuleForm(PortalForm):
    after_days = number(
        _("It counts as stalled after so many days"),
        _("Time in which a school is left in peace does not count."),
        0,
        365,
        _("Enter a whole number of days from 0 to 365."),
    )
    weight = number(
        _("Weight of a day"),
        _("From 1 to 10: how much harm a day of it does, beside the other kinds."),
        1,
        10,
        _("Enter a whole number from 1 to 10."),
    )
    nudge_days = number(
        _("Days between two nudges"),
        _("Those it waits for are written to at most once in so many days. 0: never by itself."),
        0,
        90,
        _("Enter a whole number of days from 0 to 90."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StallFilter(FilterForm):
    kind = forms.ChoiceField(
        label=_("What stands still"), required=False, choices=[("", _("Everything")), *StallKind.choices]
    )

    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("kind") or "")
