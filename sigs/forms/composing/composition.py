from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.queries.days import this_year
from schools.units import academic_year
from sigs.enums import AllAgeWith, ComposedSchools, StageSource


class CompositionForm(PortalForm):
    name_en = forms.CharField(
        label=_("Name in English"),
        help_text=_("Such as: School improvement groups, primary."),
        max_length=120,
        error_messages={
            "required": _("Enter a name in English."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        max_length=120,
        error_messages={
            "required": _("Enter a name in Welsh."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    year = forms.TypedChoiceField(
        label=_("For the school year"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the school year.")},
    )
    schools = forms.ChoiceField(
        label=_("Which schools?"),
        choices=ComposedSchools.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which schools.")},
    )
    all_age_with = forms.ChoiceField(
        label=_("Where do all-age schools belong?"),
        choices=AllAgeWith.choices,
        initial=AllAgeWith.SECONDARY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where all-age schools belong.")},
    )
    with_special = forms.BooleanField(label=_("Special schools too"), required=False)
    with_prus = forms.BooleanField(label=_("Pupil referral units too"), required=False)
    stage_source = forms.ChoiceField(
        label=_("What tells the stage that is mixed?"),
        help_text=_("Pages name it with its year wherever stages are shown."),
        choices=StageSource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what tells the stage.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = this_year()
        field: Any = self.fields["year"]
        field.choices = [(year, academic_year(year)) for year in (now, now + 1)]
        field.initial = now
