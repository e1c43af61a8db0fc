"""The parts of a plan that are rows: success measures, money, conditions."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.models import Indicator
from sigs.enums import Standing
from sigs.models import Condition
from sigs.services.plans.writing import Measure

MEASURES = range(1, 5)
LINES = range(1, 7)
NUMBER = _("Enter a number, such as 12 or 7.5.")
MONEY = _("Enter a sum in pounds, such as 450 or 450.50.")


def number_field(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=9,
        decimal_places=2,
        error_messages=dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), NUMBER
        ),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )


class RowsForm(PortalForm):
    """Rows of a few fields each; those left empty are none."""

    marks_optional = False
    template_name = "sigs/plan_rows.html"
    # Whether the fields of a row stand below each other.
    is_stacked = False
    names: tuple[str, ...] = ()
    numbers: Iterable[int] = ()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"legend": self.legend(number), "fields": [self[f"{name}_{number}"] for name in self.names]}
            for number in self.numbers
        ]

    def legend(self, number: int) -> Any:
        return number


class MeasuresForm(RowsForm):
    names = ("text", "baseline", "now", "target", "indicator")
    numbers = MEASURES

    def __init__(
        self, *args: Any, indicators: Sequence[Indicator], written_in: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = {indicator.pk: indicator for indicator in indicators}
        choices = [("", "–"), *((pk, row.name) for pk, row in self.indicators.items())]
        for number in MEASURES:
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What is counted?"),
                required=False,
                max_length=250,
                error_messages={"max_length": _("At most 250 characters, please.")},
                widget=forms.Textarea(attrs={"rows": 2, "lang": written_in}),
            )
            self.fields[f"baseline_{number}"] = number_field(_("At the start"))
            self.fields[f"now_{number}"] = number_field(_("Now"))
            self.fields[f"target_{number}"] = number_field(_("To be"))
            self.fields[f"indicator_{number}"] = forms.TypedChoiceField(
                label=_("If it is a measure of the catalogue, which?"),
                required=False,
                choices=choices,
                coerce=int,
                empty_value=None,
                error_messages={
                    "invalid_choice": _("Choose a measure of the catalogue."),
                    "invalid": _("Choose a measure of the catalogue."),
                },
            )

    def legend(self, number: int) -> Any:
        return _("Success measure %(number)s") % {"number": number}

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        for number in MEASURES:
            text = facts.get(f"text_{number}")
            figures = {name: facts.get(f"{name}_{number}") for name in ("baseline", "target", "now")}
            if text:
                self.ask_for(f"baseline_{number}", _("Say where it stands at the start."))
                self.ask_for(f"target_{number}", _("Say where it is to be."))
            elif any(value is not None for value in figures.values()):
                self.ask_for(f"text_{number}", _("Say what is counted."))
        return facts

    def ask_for(self, name: str, sentence: Any) -> None:
        if name not in self.errors and self.cleaned_data.get(name) in {None, ""}:
            self.add_error(name, sentence)

    def measures(self) -> list[Measure]:
        facts = self.cleaned_data
        return [
            Measure(
                text=facts[f"text_{number}"],
                baseline=facts[f"baseline_{number}"],
                target=facts[f"target_{number}"],
                now=facts[f"now_{number}"],
                indicator=self.indicators.get(facts[f"indicator_{number}"]),
            )
            for number in MEASURES
            if facts[f"text_{number}"]
        ]


class BudgetForm(RowsForm):
    names = ("text", "amount")
    numbers = LINES

    def __init__(self, *args: Any, written_in: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in LINES:
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What for?"),
                required=False,
                max_length=200,
                error_messages={"max_length": _("At most 200 characters, please.")},
                widget=forms.TextInput(attrs={"lang": written_in}),
            )
            self.fields[f"amount_{number}"] = forms.DecimalField(
                label=_("Pounds"),
                required=False,
                min_value=Decimal("0.01"),
                max_digits=9,
                decimal_places=2,
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), MONEY
                ),
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
            )

    def legend(self, number: int) -> Any:
        return _("Line %(number)s") % {"number": number}

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        for number in LINES:
            text, amount = facts.get(f"text_{number}"), facts.get(f"amount_{number}")
            if text and amount is None and f"amount_{number}" not in self.errors:
                self.add_error(f"amount_{number}", _("Enter the sum of this line."))
            if amount is not None and not text:
                self.add_error(f"text_{number}", _("Say what the money is for."))
        return facts

    def lines(self) -> list[tuple[str, Decimal]]:
        facts = self.cleaned_data
        return [(facts[f"text_{n}"], facts[f"amount_{n}"]) for n in LINES if facts[f"text_{n}"]]


class ConditionsForm(RowsForm):
    is_stacked = True
    names = ("standing", "note")

    def __init__(
        self, *args: Any, conditions: Sequence[Condition], written_in: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.conditions = {condition.pk: condition for condition in conditions}
        self.numbers = list(self.conditions)
        for pk, condition in self.conditions.items():
            self.fields[f"standing_{pk}"] = forms.ChoiceField(
                label=condition.question,
                required=False,
                choices=Standing.choices,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the three.")},
            )
            self.fields[f"note_{pk}"] = forms.CharField(
                label=_("What do you see that makes you say so?"),
                required=False,
                max_length=300,
                error_messages={"max_length": _("At most 300 characters, please.")},
                widget=forms.TextInput(attrs={"lang": written_in}),
            )

    def legend(self, number: int) -> Any:
        return self.conditions[number].name

    def standings(self) -> dict[int, tuple[str, str]]:
        facts = self.cleaned_data
        return {pk: (facts[f"standing_{pk}"], facts[f"note_{pk}"]) for pk in self.conditions}
