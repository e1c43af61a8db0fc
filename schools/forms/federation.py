from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.models import Federation, School
from schools.services.federations import current_memberships


class FederationForm(PortalForm):
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=120,
        error_messages={
            "required": _("Enter the federation's name in English."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"lang": "cy"}),
        error_messages={"max_length": _("The name can have at most 120 characters.")},
    )
    shares_head = forms.BooleanField(label=_("The schools share a headteacher"), required=False)
    shares_governing_body = forms.BooleanField(label=_("The schools share a governing body"), required=False)
    numbers = forms.CharField(
        label=_("School numbers"),
        help_text=_("One on each line, at least two."),
        widget=forms.Textarea(attrs={"rows": 5, "class": "govuk-input--width-20", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the numbers of the schools, one on each line.")},
    )

    def clean_numbers(self) -> list[School]:
        numbers = self.cleaned_data["numbers"].replace(",", " ").split()
        found = {
            school.number: school for school in School.objects.of_region().open().filter(number__in=numbers)
        }
        unknown = [number for number in numbers if number not in found]
        if unknown:
            raise forms.ValidationError(
                _(
                    "No open school of the region has these numbers: %(numbers)s."
                    " Look them up in the list of schools."
                ),
                params={"numbers": ", ".join(unknown)},
            )
        return list(found.values())


def first_values(federation: Federation | None) -> dict[str, Any]:
    if federation is None:
        return {"shares_head": True, "shares_governing_body": True}
    members = current_memberships().filter(federation=federation).order_by("school__number")
    return {
        "name_en": federation.name_en,
        "name_cy": federation.name_cy,
        "shares_head": federation.shares_head,
        "shares_governing_body": federation.shares_governing_body,
        "numbers": "\n".join(row.school.number for row in members),
    }
