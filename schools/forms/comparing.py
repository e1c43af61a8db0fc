"""Settings of the comparisons: bounds of groups and weights of families, from a school year on."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import PortalForm
from schools.imports.problems import Problem
from schools.imports.values import CellError, academic_year
from schools.queries.comparing import BandSet, ContextMeasure, WeightSet
from schools.services.comparing import MOST_GROUPS, WeightGiven

SHORT = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}


class SettingForm(PortalForm):
    """`seen`: the stamp of the set that the person opened. `previewed`: whose effect they were shown."""

    valid_from = forms.CharField(
        label=_("From the figures of which school year on"),
        help_text=_("Such as 2026/27. Figures of earlier years stay as they are."),
        max_length=9,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the school year from which it holds, like 2026/27."),
            "max_length": _("Write the school year like 2026/27."),
        },
    )
    confirmed = forms.BooleanField(
        label=_("A published source says so"),
        help_text=_("Where it is not ticked, pages say that no source was found."),
        required=False,
    )
    # Whether a field may be blank depends on the others.
    marks_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, known: BandSet | WeightSet | None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.known = known
        if known:
            # The date is what the set is known by.
            del self.fields["valid_from"]
            self.initial = {"confirmed": known.confirmed, "seen": known.stamp, **self.initial}

    def clean_valid_from(self) -> int:
        try:
            return academic_year(self.cleaned_data["valid_from"])
        except CellError as error:
            raise ValidationError(Problem(error.code, facts=error.facts).sentence) from error

    @property
    def year(self) -> int:
        return self.known.valid_from if self.known else self.cleaned_data["valid_from"]

    @property
    def digest(self) -> str:
        """Of what the form says, whatever it said before."""
        said = {name: found for name, found in self.cleaned_data.items() if name not in {"seen", "previewed"}}
        return hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()[:16]

    @property
    def was_previewed(self) -> bool:
        return bool(self.cleaned_data["previewed"] == self.digest)

    def name_of(self, fault: str) -> str | None:
        """The field that a fault belongs to; none for the whole."""
        return fault if fault in self.fields else None


class BandsForm(SettingForm):
    """Up to eight groups; those without a bound at the end are not there."""

    def __init__(self, *arguments: Any, known: BandSet | None, **more: Any) -> None:
        super().__init__(*arguments, known=known, **more)
        for number in range(1, MOST_GROUPS + 1):
            self.fields[f"upper_{number}"] = bound_field(number)
        for number, upper in enumerate(known.uppers if known else [], start=1):
            self.initial.setdefault(f"upper_{number}", tidy(upper))
        self.order_fields(["valid_from", *self.bounds(), "confirmed"])

    @staticmethod
    def bounds() -> list[str]:
        return [f"upper_{number}" for number in range(1, MOST_GROUPS + 1)]

    @property
    def uppers(self) -> list[float | None]:
        return [self.cleaned_data[name] for name in self.bounds()]

    def name_of(self, fault: str) -> str | None:
        return super().name_of(f"upper_{fault}" if fault.isdigit() else fault)


def bound_field(number: int) -> forms.FloatField:
    wrong = _("Write the bound of group %(number)s as a number, such as 8 or 12.5.")
    return forms.FloatField(
        label=_("Group %(number)s: up to and including, per cent") % {"number": number},
        help_text=_("100 for the last group.") if number == 1 else "",
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={"invalid": wrong % {"number": number}},
    )


class WeightsForm(SettingForm):
    """A weight for each measure of context that holds figures; blank where it does not count."""

    def __init__(
        self, *arguments: Any, known: WeightSet | None, measures: Sequence[ContextMeasure], **more: Any
    ) -> None:
        super().__init__(*arguments, known=known, **more)
        self.codes = [measure.indicator.code for measure in measures]
        for measure in measures:
            self.fields[f"weight_{measure.indicator.code}"] = weight_field(measure)
            self.fields[f"log_{measure.indicator.code}"] = forms.BooleanField(
                label=_("%(measure)s: twice as much is one step") % {"measure": measure.indicator.name},
                help_text=_("From 100 to 200 is then as far as from 500 to 1,000."),
                required=False,
            )
        for row in known.weights if known else []:
            self.initial.setdefault(f"weight_{row.indicator.code}", tidy(row.weight))
            self.initial.setdefault(f"log_{row.indicator.code}", row.logarithmic)
        pairs = [name for code in self.codes for name in (f"weight_{code}", f"log_{code}")]
        self.order_fields(["valid_from", *pairs, "confirmed"])

    @property
    def given(self) -> list[WeightGiven]:
        return [
            WeightGiven(code, weight, self.cleaned_data[f"log_{code}"])
            for code in self.codes
            if (weight := self.cleaned_data[f"weight_{code}"]) is not None
        ]

    def name_of(self, fault: str) -> str | None:
        return super().name_of(f"weight_{fault}" if fault in self.codes else fault)


def weight_field(measure: ContextMeasure) -> forms.FloatField:
    name = measure.indicator.name
    held = ngettext("%(n)s school has a figure.", "%(n)s schools have a figure.", measure.schools)
    return forms.FloatField(
        label=_("%(measure)s: weight, per cent") % {"measure": name},
        help_text=held % {"n": number_format(measure.schools, 0, force_grouping=True)},
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={
            "invalid": _("Write the weight of %(measure)s as a number, such as 70.") % {"measure": name}
        },
    )


def tidy(number: float) -> float | int:
    return int(number) if number == int(number) else number
