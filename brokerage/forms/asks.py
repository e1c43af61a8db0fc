from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import HelpLanguage
from brokerage.forms.fields import day_field, days_field, language_field, line_field, words_field
from core.forms import PortalForm
from schools.enums import Urgency
from schools.forms.strengths import topic_choices
from schools.models import School, Topic
from schools.queries.topics import Branch

MINUTES = _("Enter a whole number of minutes, from 5 to 240, or leave it empty.")


class AskFields(PortalForm):
    """What may still be said better while nobody is asked to help."""

    text = words_field(
        _("What is the help to be with?"),
        _("Say in a sentence what the help is to be with."),
        hint=_("So that another head can tell whether their school could help."),
    )
    wanted = words_field(
        _("What should be different at the end?"),
        _("Say what should be different at the end."),
        hint=_("Something that can be seen or counted by then."),
    )
    urgency = forms.ChoiceField(
        label=_("How soon?"),
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon help is needed.")},
    )
    days = days_field(
        _("How many staff-days of the helping school?"),
        _("Of all its staff together, in quarters: two people for half a day are 1."),
    )
    starts_on = day_field(_("From"), _("Enter the day from which help is wanted."))
    ends_on = day_field(_("Until"), _("Enter the day until which help is wanted."))
    help_language = forms.ChoiceField(
        label=_("In which language should the help be?"),
        choices=HelpLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language of the help.")},
    )
    most_minutes = forms.IntegerField(
        label=_("Not further than so many minutes by road"),
        help_text=_("Leave it empty for no limit: every limit leaves schools out."),
        required=False,
        min_value=5,
        max_value=240,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MINUTES),
    )
    language = language_field()

    inline_choices = frozenset({"language", "help_language"})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return found


class AskForm(AskFields):
    """`topic`: that of the need that it is about; then it is not asked for."""

    topic = forms.ChoiceField(
        label=_("Topic"),
        error_messages={
            "required": _("Choose a topic."),
            "invalid_choice": _("Choose one of the topics listed."),
        },
    )

    field_order: tuple[str, ...] = ("topic", "text", "wanted", "urgency", "days", "starts_on", "ends_on")

    def __init__(self, *args: Any, tree: Sequence[Branch], topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {one.code: one for branch in tree for one in (branch.area, *branch.topics)}
        self.named = topic
        field: Any = self.fields["topic"]
        field.choices = topic_choices(tree)
        if topic:
            del self.fields["topic"]

    def clean_topic(self) -> Topic:
        return self.topics[self.cleaned_data["topic"]]


class GroupAskForm(AskForm):
    school = forms.ChoiceField(
        label=_("Which school asks for the group?"),
        help_text=_("Its head is the one to talk to; the help is for the whole group."),
        error_messages={
            "required": _("Choose the school that asks."),
            "invalid_choice": _("Choose one of the schools of the group."),
        },
    )

    field_order = ("school", *AskForm.field_order)

    def __init__(self, *args: Any, schools: Sequence[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.number: school for school in schools}
        field: Any = self.fields["school"]
        field.choices = [("", _("Choose a school")), *((one.number, one.name) for one in schools)]

    def clean_school(self) -> School:
        return self.schools[self.cleaned_data["school"]]


class ChangeAskForm(AskFields):
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawAskForm(PortalForm):
    because = line_field(
        _("Why is it withdrawn?"),
        _("The school and its adviser read it. It stays on record and help can be asked for anew."),
        sentence=_("Say why it is withdrawn."),
    )
