from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import WhoActs
from brokerage.forms.fields import day_field, language_field
from core.forms import PortalForm
from core.models import User
from schools.enums import VisitKind
from schools.models import Need

LONGEST = 4000
QUARTERS = _("Enter the days in quarters: 0.25, 0.5, 0.75, 1 and so on, up to 25.")
QUESTION_LENGTH = _("A question can have at most 300 characters.")
SHARE = _("Enter a whole number from 0 to 100.")


def days_field(label: Any, hint: Any, **facts: Any) -> forms.DecimalField:
    codes = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=Decimal("0.25"),
        max_value=Decimal(25),
        step_size=Decimal("0.25"),
        max_digits=4,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "required": _("Enter the number of days."),
            **dict.fromkeys((*codes, "step_size"), QUARTERS),
        },
        **facts,
    )


def text_field(label: Any, hint: Any, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": _("At most 4,000 characters, please: what matters most.")},
    )


def question_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=300, error_messages={"max_length": QUESTION_LENGTH}
    )


class VisitForm(PortalForm):
    """What the school reads of a visit that is planned."""

    on = day_field(_("Date"), _("Enter the date of the visit."))
    kind = forms.ChoiceField(
        label=_("Kind of visit"),
        choices=VisitKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of visit.")},
    )
    days = days_field(
        _("Days"), _("In quarters of a day, such as 0.5. They are booked in the school’s ledger.")
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("In a few words. The school reads it."),
        max_length=200,
        error_messages={
            "required": _("Say what the visit is for."),
            "max_length": _("The purpose can have at most 200 characters."),
        },
    )
    adviser = forms.TypedChoiceField(
        label=_("Adviser"),
        coerce=int,
        error_messages={"required": _("Choose who goes to the school.")},
    )
    language = language_field()
    inline_choices = frozenset({"language"})
    # What the person had before them: a change in between is not overwritten.
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, advisers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in advisers}
        field: Any = self.fields["adviser"]
        field.choices = [(pk, person.name) for pk, person in self.people.items()]

    def clean_adviser(self) -> User:
        return self.people[self.cleaned_data["adviser"]]

    def clean_kind(self) -> VisitKind:
        return VisitKind(self.cleaned_data["kind"])


class PreparationForm(PortalForm):
    """Only those who prepare the visit read it."""

    focus = text_field(
        _("What to look at"),
        _("The need or the question of impact that this visit is about. The school does not read it."),
        4,
    )
    question_1 = question_field(_("First question"))
    question_2 = question_field(_("Second question"))
    question_3 = question_field(_("Third question"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(PortalForm):
    """Any part may wait until the note is sent."""

    marks_optional = False
    evidence = text_field(
        _("What was seen and heard"),
        _(
            "Lessons, books, talks, data. Name no pupil and no member of staff:"
            " anybody may ask for a copy by law."
        ),
        7,
    )
    strengths = text_field(_("Strengths"), _("What works, and how one can tell."), 4)
    concerns = text_field(_("Concerns"), _("What needs work. The head and the governors read it."), 4)
    support_percent = forms.IntegerField(
        label=_("How much of the time was support, in percent?"),
        help_text=_("The rest was challenge. 100: all of it was support."),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": SHARE, "min_value": SHARE, "max_value": SHARE},
    )
    days = days_field(
        _("Days it took"), _("In quarters of a day. It may differ from what was planned."), required=False
    )
    needs = forms.MultipleChoiceField(
        label=_("Needs that came up"),
        help_text=_("Of those that stand on the school’s page of strengths and needs."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the needs that stand here.")},
    )
    language = language_field()
    inline_choices = frozenset({"language"})
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs: Iterable[Need], fixed_days: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(need.pk): need for need in needs}
        field: Any = self.fields["needs"]
        field.choices = [(key, need.topic.name) for key, need in self.by_key.items()]
        if not self.by_key:
            del self.fields["needs"]
        if fixed_days:
            # They count as used in the ledger since the note was first sent.
            del self.fields["days"]

    def chosen_needs(self) -> list[Need]:
        return [self.by_key[key] for key in self.cleaned_data.get("needs", [])]


class ActionForm(PortalForm):
    text = forms.CharField(
        label=_("What was agreed"),
        max_length=300,
        error_messages={
            "required": _("Say what was agreed."),
            "max_length": _("This can have at most 300 characters."),
        },
    )
    who = forms.ChoiceField(
        label=_("Who does it"),
        choices=WhoActs.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who does it.")},
    )
    due_on = day_field(_("By when"), _("Enter the day by which it is to be done."))


class EndActionForm(PortalForm):
    done = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("yes", _("It is done")), ("no", _("It is dropped"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    outcome = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=300,
        help_text=_("What came of it; or, where it is dropped, why."),
        error_messages={"max_length": _("This can have at most 300 characters.")},
    )


class DisputeForm(PortalForm):
    because = forms.CharField(
        label=_("What is not accurate, and how is it in fact?"),
        help_text=_("It stands beside the note for good, and the adviser writes a corrected one."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say what is not accurate."),
            "max_length": _("At most 4,000 characters, please: what matters most."),
        },
    )
    language = language_field()
    inline_choices = frozenset({"language"})


class CancelVisitForm(PortalForm):
    because = forms.CharField(
        label=_("Why is the visit cancelled?"),
        max_length=300,
        help_text=_("The school reads it. The days are free again."),
        error_messages={
            "required": _("Say why the visit is cancelled."),
            "max_length": _("The reason can have at most 300 characters."),
        },
    )
