from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from schools.enums import Medium, Phase
from schools.models import Authority
from schools.queries.comparisons import Chosen
from schools.units import academic_year


class RegionFilter(FilterForm):
    """What the dashboard is narrowed to. An unknown value counts as none."""

    authority = forms.ChoiceField(label=_("Authority"), required=False)
    phase = forms.ChoiceField(
        label=_("Phase"),
        required=False,
        choices=[("", _("All phases")), *((p.value, p.label) for p in Phase if p != Phase.PRU)],
    )
    medium = forms.ChoiceField(
        label=_("Medium"),
        required=False,
        choices=[
            ("", _("Every medium")),
            *((m.value, m.label) for m in (Medium.WELSH, Medium.ENGLISH, Medium.DUAL)),
        ],
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, authorities: Iterable[Authority], years: Iterable[int]) -> None:
        super().__init__(data)
        self.authorities = {row.slug: row for row in authorities}
        self.fields["authority"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("All authorities")),
            *((slug, row.name) for slug, row in self.authorities.items()),
        ]
        self.fields["year"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Latest published")),
            *((year, academic_year(year)) for year in years),
        ]

    def chosen(self) -> Chosen:
        self.is_valid()
        facts = self.cleaned_data
        authority = self.authorities.get(facts.get("authority", ""))
        return Chosen(
            authority=authority.pk if authority else None,
            phase=facts.get("phase", ""),
            medium=facts.get("medium", ""),
            year=facts.get("year"),
        )

    def words(self) -> str:
        """What is chosen, for the line under the title and for print."""
        facts = self.cleaned_data
        chosen = [
            dict(self.fields[name].choices).get(facts.get(name) or "", "")  # type: ignore[attr-defined]
            for name in ("authority", "phase", "medium", "year")
        ]
        return " · ".join(str(word) for word in chosen if word)
