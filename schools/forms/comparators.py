from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm, PortalForm
from schools.enums import Medium
from schools.models import Authority, ComparatorSet
from schools.queries.comparators import Criteria
from schools.services.comparators import stamp

MEDIA = [choice for choice in Medium.choices if choice[0] != Medium.NOT_STATED]


class SetNameForm(PortalForm):
    """The schools come beside it, as numbers or as criteria."""

    name = forms.CharField(
        label=_("Name of the set"),
        max_length=80,
        help_text=_("Only you see it."),
        error_messages={
            "required": _("Enter a name, so that you find the set again."),
            "max_length": _("The name can have at most 80 characters."),
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class FindByNameForm(FilterForm):
    q = forms.CharField(
        label=_("Name, number or place"), help_text=_("Welsh or English; accents not needed"), required=False
    )


class FindByFactsForm(FilterForm):
    """Read from the address; a bound that is no number asks for nothing."""

    authority = forms.MultipleChoiceField(
        label=_("Authority"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    medium = forms.MultipleChoiceField(
        label=_("Language medium"), choices=MEDIA, required=False, widget=forms.CheckboxSelectMultiple()
    )
    fsm_from = forms.FloatField(
        label=_("Percentage eligible for free school meals, at least"),
        required=False,
        min_value=0,
        max_value=100,
    )
    fsm_to = forms.FloatField(
        label=_("Percentage eligible for free school meals, at most"),
        required=False,
        min_value=0,
        max_value=100,
    )
    pupils_from = forms.IntegerField(label=_("Pupils, at least"), required=False, min_value=0)
    pupils_to = forms.IntegerField(label=_("Pupils, at most"), required=False, min_value=0)

    def __init__(self, *args: Any, authorities: list[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authority"]
        field.choices = [(authority.slug, authority.name) for authority in authorities]

    def criteria(self) -> Criteria:
        self.is_valid()
        chosen = self.cleaned_data
        return Criteria(
            authorities=tuple(chosen.get("authority") or ()),
            media=tuple(chosen.get("medium") or ()),
            fsm_from=chosen.get("fsm_from"),
            fsm_to=chosen.get("fsm_to"),
            pupils_from=chosen.get("pupils_from"),
            pupils_to=chosen.get("pupils_to"),
        )


def query_of(criteria: dict[str, Any]) -> dict[str, Any]:
    """Stored criteria as the form's first values."""
    names = {"authorities": "authority", "media": "medium"}
    return {names.get(name, name): value for name, value in criteria.items()}


def first_values(own_set: ComparatorSet | None) -> dict[str, Any]:
    return {"name": own_set.name, "seen": stamp(own_set)} if own_set else {}
