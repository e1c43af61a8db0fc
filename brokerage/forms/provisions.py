from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import HelpLanguage
from brokerage.forms.fields import day_field, line_field
from core.forms import PortalForm
from schools.enums import Phase
from schools.forms.strengths import topic_choices
from schools.models import Authority, Topic
from schools.queries.topics import Branch

PLACES = _("Enter a whole number of places, from 1 to 5,000, or leave it empty.")
NAME_LONG = _("The name can have at most 150 characters.")
WRONG = {"invalid_choice": _("Choose one of these.")}


def name_field(label: Any, required: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=150, error_messages={"required": required, "max_length": NAME_LONG}
    )


class ProvisionForm(PortalForm):
    name_cy = name_field(_("Name in Welsh"), _("Enter its Welsh name."))
    name_en = name_field(_("Name in English"), _("Enter its English name."))
    source = line_field(
        _("Source"),
        _("Who runs it, and where it is announced."),
        sentence=_("Say where it is announced."),
    )
    topic = forms.ChoiceField(
        label=_("Topic"),
        help_text=_("A whole area counts for every topic in it."),
        error_messages={
            "required": _("Choose a topic."),
            "invalid_choice": _("Choose one of the topics listed."),
        },
    )
    authority = forms.ChoiceField(label=_("Authority"), required=False, error_messages=WRONG)
    phase = forms.ChoiceField(
        label=_("Phase"), required=False, choices=[("", _("All")), *Phase.choices], error_messages=WRONG
    )
    help_language = forms.ChoiceField(
        label=_("Language of the help"),
        choices=HelpLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language of the help.")},
    )
    places = forms.IntegerField(
        label=_("Places for schools of the region"),
        help_text=_("Leave it empty where every school that asks is taken."),
        required=False,
        min_value=1,
        max_value=5000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PLACES),
    )
    starts_on = day_field(_("From"), _("Enter its first day."))
    ends_on = day_field(_("Until"), _("Enter its last day."), _("From the day after, its needs count again."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    inline_choices = frozenset({"help_language"})

    def __init__(
        self, *args: Any, tree: Sequence[Branch], authorities: Sequence[Authority], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {one.code: one for branch in tree for one in (branch.area, *branch.topics)}
        self.authorities = {one.slug: one for one in authorities}
        fields: Any = self.fields
        fields["topic"].choices = topic_choices(tree)
        fields["authority"].choices = [("", _("All")), *((one.slug, one.name) for one in authorities)]

    def clean_topic(self) -> Topic:
        return self.topics[self.cleaned_data["topic"]]

    def clean_authority(self) -> Authority | None:
        return self.authorities.get(self.cleaned_data["authority"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return found
