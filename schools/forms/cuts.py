from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from schools.enums import Phase
from schools.models import Indicator


class CutsForm(FilterForm):
    """Which cut points of a run are shown. Whatever is left out or unknown falls back to the first."""

    measure = forms.ChoiceField(
        label=_("Measure"),
        required=False,
        error_messages={"invalid_choice": _("Choose a measure from the list")},
    )
    phase = forms.ChoiceField(
        label=_("Phase"),
        required=False,
        error_messages={"invalid_choice": _("Choose a phase from the list")},
    )

    def __init__(self, *args: Any, choices: dict[Indicator, list[Phase]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        phases = {phase for found in choices.values() for phase in found}
        self.fields["measure"].choices = [(row.code, row.name) for row in choices]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["phase"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (phase.value, phase.label) for phase in Phase if phase in phases
        ]

    def chosen(self) -> tuple[Indicator | None, Phase | None]:
        """The indicator, and one of the phases it has groups in."""
        self.is_valid()
        code, phase = self.cleaned_data.get("measure"), self.cleaned_data.get("phase")
        first = next(iter(self.choices), None)
        indicator = next((row for row in self.choices if row.code == code), first)
        phases = self.choices[indicator] if indicator else []
        return indicator, Phase(phase) if phase in phases else next(iter(phases), None)
