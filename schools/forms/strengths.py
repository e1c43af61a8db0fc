from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from core.forms import PortalForm
from schools.enums import Urgency
from schools.models import Topic
from schools.queries.topics import Branch

TEXT = 1000
LINE = 300
REASON_LONG = _("The reason can have at most 300 characters.")


def topic_choices(tree: Sequence[Branch]) -> list[Any]:
    """Areas as headings; the area itself stands first under its heading, for what spans all of it."""
    whole = _("All of it: %(area)s")
    groups: list[Any] = [("", _("Choose a topic"))]
    for branch in tree:
        first = (branch.area.code, str(whole) % {"area": branch.area.name})
        groups.append((branch.area.name, [first, *((topic.code, topic.name) for topic in branch.topics)]))
    return groups


class GroundsFields(PortalForm):
    """Evidence as a person chooses it: among the measures and passages offered, or in a line of their own."""

    figures = forms.MultipleChoiceField(
        label=_("Measures that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the measures listed.")},
    )
    passages = forms.MultipleChoiceField(
        label=_("Passages of the school's own review"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the passages listed.")},
    )
    judgement = forms.CharField(
        label=_("What the final support level says of it"),
        required=False,
        max_length=LINE,
        error_messages={"max_length": _("This can have at most 300 characters.")},
    )
    inspection = forms.CharField(
        label=_("What the last inspection said of it"),
        required=False,
        max_length=LINE,
        error_messages={"max_length": _("This can have at most 300 characters.")},
    )
    work = forms.CharField(
        label=_("What was done or seen"),
        required=False,
        max_length=LINE,
        help_text=_("In a line: the work, when, and with whom."),
        error_messages={"max_length": _("This can have at most 300 characters.")},
    )
    link = forms.URLField(
        label=_("A link to it"),
        required=False,
        max_length=LINE,
        assume_scheme="https",
        error_messages={
            "invalid": _("Enter a whole address, such as https://hwb.gov.wales/."),
            "max_length": _("The address can have at most 300 characters."),
        },
    )

    def __init__(
        self,
        *args: Any,
        figures: Sequence[tuple[str, str]],
        passages: Sequence[tuple[str, str]],
        has_level: bool,
        has_inspection: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("figures", figures), ("passages", passages)):
            field: Any = self.fields[name]
            field.choices = choices
            if not choices:
                del self.fields[name]
        if not has_level:
            del self.fields["judgement"]
        if not has_inspection:
            del self.fields["inspection"]

    @property
    def has_grounds(self) -> bool:
        names = ("figures", "passages", "judgement", "inspection", "work")
        return any(self.cleaned_data.get(name) for name in names)


class StatementForm(GroundsFields):
    topic = forms.ChoiceField(
        label=_("Topic"),
        error_messages={
            "required": _("Choose a topic."),
            "invalid_choice": _("Choose one of the topics listed."),
        },
    )
    text = forms.CharField(
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say in a sentence what it is."),
            "max_length": _("This can have at most 1,000 characters."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language is it written?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language in which it is written.")},
    )

    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, tree: Sequence[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.choices = topic_choices(tree)
        known = {topic.code: topic for branch in tree for topic in (branch.area, *branch.topics)}
        self.topics: dict[str, Topic] = known

    def clean_topic(self) -> Topic:
        return self.topics[self.cleaned_data["topic"]]


class StrengthForm(StatementForm):
    offered = forms.BooleanField(
        label=_("Let every school of the region know, once it is confirmed"), required=False
    )

    field_order = (
        "topic", "text", "language", "figures", "passages", "judgement", "inspection", "work", "link",
        "offered",
    )  # fmt: skip

    def __init__(self, *args: Any, speaks_for_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What is the school strong in?")
        self.fields["text"].help_text = _("So that another head can tell whether it would help them.")
        if not speaks_for_school:
            del self.fields["offered"]


class NeedForm(StatementForm):
    urgency = forms.ChoiceField(
        label=_("How soon?"),
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon help is needed.")},
    )
    wanted = forms.CharField(
        label=_("What should be different then?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say what should be different once the need is met."),
            "max_length": _("This can have at most 1,000 characters."),
        },
    )
    staff_read = forms.BooleanField(label=_("Staff of the school may read it"), required=False)

    field_order = (
        "topic", "text", "wanted", "urgency", "language", "figures", "passages", "judgement", "inspection",
        "work", "link", "staff_read",
    )  # fmt: skip

    def __init__(self, *args: Any, speaks_for_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What does the school need?")
        self.fields["text"].help_text = _("Other schools do not see it.")
        if not speaks_for_school:
            del self.fields["staff_read"]


class WithdrawForm(PortalForm):
    because = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=LINE,
        help_text=_("The other side reads it. It stays on record and can be stated anew."),
        error_messages={"required": _("Say why it is withdrawn."), "max_length": REASON_LONG},
    )


class MetForm(PortalForm):
    through = forms.CharField(
        label=_("What helped?"),
        max_length=LINE,
        help_text=_("So that it is known what meets such a need."),
        error_messages={
            "required": _("Say what helped."),
            "max_length": _("This can have at most 300 characters."),
        },
    )


DAYS = _("Enter a whole number of days, from 1 to 3,000.")


def days_number(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=1,
        max_value=3000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"required": DAYS, "invalid": DAYS, "min_value": DAYS, "max_value": DAYS},
    )


class FadingForm(PortalForm):
    half_after = days_number(
        _("Days until an unconfirmed statement counts half"), _("From the day on which it was stated.")
    )
    gone_after = days_number(
        _("Days until it no longer counts"), _("From the day on which it was stated, too.")
    )
    good_for = days_number(
        _("Days for which a confirmation is good"), _("Each “still true” is good for as long.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
