from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import HelpLanguage, Willing
from brokerage.forms.fields import language_field, line_field
from core.forms import PortalForm
from schools.forms.strengths import topic_choices
from schools.models import School, Topic
from schools.queries.topics import Branch

DAYS = _("Enter the days in quarters, such as 6 or 10.5, up to 500.")
MINUTES = _("Enter a whole number of minutes, from 5 to 240, or leave it empty.")
AT_ONCE = _("Enter a whole number, from 1 to 20.")
NUMBER_CODES = (
    "required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places",
    "max_whole_digits", "step_size",
)  # fmt: skip


def small_number(label: Any, hint: Any, sentence: Any, **facts: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
        **facts,
    )


class OfferForm(PortalForm):
    """`known`: topics in which the school states a strength or has offered help before, as checkboxes."""

    willing = forms.ChoiceField(
        label=_("Do you help other schools this year?"),
        choices=Willing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, maybe or not this year.")},
    )
    days = forms.DecimalField(
        label=_("With how many staff-days in the year, at most?"),
        help_text=_("Of all staff together. Brokers cannot promise more. Leave it empty for no help."),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(500),
        step_size=Decimal("0.25"),
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(NUMBER_CODES, DAYS),
    )
    topics = forms.MultipleChoiceField(
        label=_("With what?"),
        help_text=_("What your school states as its strengths, and what it has offered before."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the topics listed.")},
    )
    another = forms.ChoiceField(
        label=_("And with something else"),
        help_text=_("An offer that rests on a stated strength is found sooner."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the topics listed.")},
    )
    languages = forms.ChoiceField(
        label=_("In which language can you help?"),
        choices=HelpLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language in which you can help.")},
    )
    at_once = small_number(
        _("How many schools at once, at most?"), "", AT_ONCE, min_value=1, max_value=20, initial=2
    )
    most_minutes = small_number(
        _("Not further than so many minutes by road"),
        _("Leave it empty for no limit."),
        MINUTES,
        min_value=5,
        max_value=240,
        required=False,
    )
    limits = line_field(
        _("What else brokers should know"),
        _("For example: not in the exam weeks, only with two weeks’ notice."),
        required=False,
    )
    language = language_field()
    version = forms.IntegerField(widget=forms.HiddenInput)

    inline_choices = frozenset({"language", "languages"})

    def __init__(self, *args: Any, tree: Sequence[Branch], known: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = list(known)
        topics: Any = self.fields["topics"]
        topics.choices = [(topic.code, topic.name) for topic in named]
        if not named:
            del self.fields["topics"]
        another: Any = self.fields["another"]
        another.choices = topic_choices(tree)
        self.known: dict[str, Topic] = {
            **{topic.code: topic for branch in tree for topic in (branch.area, *branch.topics)},
            **{topic.code: topic for topic in named},
        }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        willing, days = found.get("willing"), found.get("days") or Decimal(0)
        helps = willing in {Willing.YES, Willing.MAYBE}
        codes = [*(found.get("topics") or []), found.get("another") or ""]
        if helps and "days" in found and not days:
            self.add_error("days", _("Say with how many days at most."))
        if helps and not any(codes):
            self.add_error("another", _("Choose at least one topic."))
        return found

    @property
    def facts(self) -> dict[str, Any]:
        """As the service takes it."""
        said = dict(self.cleaned_data)
        codes = [*(said.pop("topics", None) or []), said.pop("another", "")]
        helps = said["willing"] != Willing.NO
        days = said["days"] if helps and said["days"] else Decimal(0)
        return {**said, "topics": [self.known[code] for code in codes if code], "days": days}


class InterestForm(PortalForm):
    other = forms.CharField(
        label=_("Which school?"),
        max_length=7,
        widget=forms.Select,
        error_messages={
            "required": _("Choose a school."),
            "max_length": _("Choose a school of the list."),
        },
    )
    because = line_field(
        _("Why are the two schools too near?"),
        _("For example: a close relative works there. Whoever brokers for your school reads it."),
        sentence=_("Say why."),
    )
    language = language_field()

    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.number: school for school in schools}
        field: Any = self.fields["other"]
        field.widget.choices = [
            ("", _("Choose a school")),
            *((number, school.name) for number, school in self.schools.items()),
        ]

    def clean_other(self) -> School:
        found = self.schools.get(self.cleaned_data["other"])
        if found is None:
            raise forms.ValidationError(_("Choose a school of the list."))
        return found


class StillTrueForm(PortalForm):
    """A button: what the person has read stands in the version."""

    version = forms.IntegerField(widget=forms.HiddenInput)
