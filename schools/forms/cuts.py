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

    def __init__(self, *args: Any, indicators: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        phases = {phase for indicator in indicators for phase in indicator.benchmarked_phases}
        self.fields["measure"].choices = [(row.code, row.name) for row in indicators]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["phase"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (value, label) for value, label in Phase.choices if value in phases
        ]

    def chosen(self) -> tuple[Indicator | None, Phase]:
        """The indicator and one of its phases."""
        self.is_valid()
        code = self.cleaned_data.get("measure")
        indicator = next((row for row in self.indicators if row.code == code), None)
        indicator = indicator or next(iter(self.indicators), None)
        phases = indicator.benchmarked_phases if indicator else []
        phase = self.cleaned_data.get("phase")
        return indicator, Phase(phase if phase in phases else next(iter(phases), Phase.PRIMARY))
