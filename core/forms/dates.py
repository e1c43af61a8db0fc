"""A date asked for as day, month and year, as people know it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")


class DayMonthYear(forms.MultiWidget):
    """Three small inputs. What was typed comes back as typed, also where it is no date."""

    template_name = "forms/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: object) -> list[Any]:
        if isinstance(value, dt.date):
            return [value.day, value.month, value.year]
        if isinstance(value, str) and value.count("-") == 2:
            return list(reversed(value.split("-")))
        return ["", "", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """One string, so that a plain DateField can read it."""
        day, month, year = (str(data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return f"{year}-{month}-{day}" if day or month or year else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for inner, label, width in zip(context["widget"]["subwidgets"], labels, (2, 2, 4), strict=True):
            inner["label"] = label
            inner["attrs"]["inputmode"] = "numeric"
            inner["attrs"]["class"] = f"{inner['attrs'].get('class', '')} govuk-input--width-{width}".strip()
        return context


class DayField(forms.DateField):
    """Give it error_messages for `required` and `invalid` that name what the date is of."""

    widget = DayMonthYear
    input_formats = ("%Y-%m-%d",)
