"""Fields that several forms of brokerage ask for in the same words."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.enums import Language
from core.forms import DayField

LONG = 1000
LINE = 300
QUARTERS = _("Enter the days in quarters: 0.25, 0.5, 0.75, 1 and so on, up to 100.")
QUARTER = Decimal("0.25")
INVALID_DAY = _("Enter the date as day, month and year, such as 27 3 2027.")


def days_field(label: StrOrPromise, hint: StrOrPromise = "") -> forms.DecimalField:
    codes = (
        "required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places",
        "max_whole_digits", "step_size",
    )  # fmt: skip
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=QUARTER,
        max_value=Decimal(100),
        step_size=QUARTER,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(codes, QUARTERS),
    )


def day_field(label: StrOrPromise, required: StrOrPromise, hint: StrOrPromise = "") -> DayField:
    return DayField(
        label=label, help_text=hint, error_messages={"required": required, "invalid": INVALID_DAY}
    )


def words_field(
    label: StrOrPromise, required: StrOrPromise = "", *, hint: StrOrPromise = "", rows: int = 3, **facts: Any
) -> forms.CharField:
    """Up to 1,000 characters."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": _("This can have at most 1,000 characters."),
        },
        **facts,
    )


def line_field(label: StrOrPromise, hint: StrOrPromise = "", **facts: Any) -> forms.CharField:
    """Up to 300 characters."""
    required = facts.pop("sentence", _("Say in a sentence what it is."))
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LINE,
        error_messages={
            "required": required,
            "max_length": _("This can have at most 300 characters."),
        },
        **facts,
    )


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which language is it written?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language in which it is written.")},
    )
