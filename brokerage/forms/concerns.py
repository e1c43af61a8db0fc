"""What is asked about a concern."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from brokerage.enums import ToldHow
from brokerage.forms.fields import day_field, language_field, line_field, words_field
from core.forms import PortalForm
from core.models import User
from schools.models import Authority, School

NO_PUPIL = _("By post, never by name, and no pupil: what stands here may have to be given out on request.")
NEXT = _("Within 14 days.")
SOMEBODY = dict.fromkeys(("required", "invalid_choice", "invalid"), _("Choose somebody of the list."))


def optional_words(label: StrOrPromise, hint: StrOrPromise) -> forms.CharField:
    field = words_field(label, hint=hint)
    field.required = False
    return field


class ConcernForm(PortalForm):
    school = forms.TypedChoiceField(
        label=_("Which school?"),
        coerce=int,
        error_messages={
            "required": _("Choose the school."),
            "invalid_choice": _("Choose a school of the list."),
            "invalid": _("Choose a school of the list."),
        },
    )
    reason = words_field(_("What is the concern?"), _("Say what the concern is."), hint=NO_PUPIL, rows=4)
    evidence = words_field(
        _("What does it rest on?"),
        _("Say what it rests on: what was seen, by whom, when."),
        hint=_("What was seen or read, where and when. A rumour is no evidence."),
        rows=4,
    )
    next_review_on = day_field(_("When is it looked at again?"), _("Enter the day of the next look."), NEXT)
    language = language_field()
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.pk: school for school in schools}
        field: Any = self.fields["school"]
        field.choices = [("", "–"), *((pk, f"{one.name} ({one.number})") for pk, one in self.schools.items())]

    def facts(self) -> dict[str, Any]:
        facts = self.cleaned_data
        return {**facts, "school": self.schools[facts["school"]]}


class ConcernReviewForm(PortalForm):
    said = words_field(
        _("What was said?"), _("Say in short what was said of the school."), hint=NO_PUPIL, rows=4
    )
    ideas = optional_words(_("What was offered, or thought of?"), _("Ideas for help: who could do what."))
    next_review_on = day_field(_("When is it looked at again?"), _("Enter the day of the next look."), NEXT)
    language = language_field()
    inline_choices = frozenset({"language"})


class ConcernBecauseForm(PortalForm):
    """A change of level, with its reason."""

    because = words_field(
        _("Why?"), _("Say why: the decision stands on record with your name."), hint=NO_PUPIL, rows=4
    )
    language = language_field()
    # What the person had before them: a decision in between is looked at first.
    version = forms.IntegerField(widget=forms.HiddenInput)
    inline_choices = frozenset({"language"})


class ToldForm(PortalForm):
    told_on = day_field(_("When was the school told?"), _("Enter the day on which the school was told."))
    how = forms.ChoiceField(
        label=_("How?"),
        choices=ToldHow.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how the school was told."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    whom = forms.CharField(
        label=_("Who was told?"),
        help_text=_("By post: the headteacher, the chair of governors."),
        max_length=200,
        error_messages={
            "required": _("Say who was told, by post."),
            "max_length": _("At most 200 characters, please."),
        },
    )
    words = words_field(
        _("What were they told, and what did they say?"), _("Say in short what they were told."), rows=4
    )
    language = language_field()
    inline_choices = frozenset({"language", "how"})


class JointVisitForm(PortalForm):
    on = day_field(_("When?"), _("Enter the day of the visit."))
    first = forms.TypedChoiceField(label=_("Who goes?"), coerce=int, error_messages=SOMEBODY)
    second = forms.TypedChoiceField(label=_("And who with them?"), coerce=int, error_messages=SOMEBODY)
    purpose = words_field(_("What are the two to find out?"), _("Say what the two are to find out."))
    language = language_field()
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        for name in ("first", "second"):
            field: Any = self.fields[name]
            field.choices = [("", "–"), *((pk, person.name) for pk, person in self.people.items())]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("first") and facts.get("first") == facts.get("second"):
            self.add_error("second", _("A joint visit is made by two. Choose two people."))
        return facts

    def facts(self) -> dict[str, Any]:
        facts = self.cleaned_data
        return {
            **facts,
            "first": self.people[facts["first"]],
            "second": self.people[facts["second"]],
        }


class JointVisitMadeForm(PortalForm):
    on = day_field(_("When was it made?"), _("Enter the day on which the visit was made."))
    note = words_field(
        _("What did you see and hear?"), _("Say what the two saw and heard."), hint=NO_PUPIL, rows=6
    )
    language = language_field()
    inline_choices = frozenset({"language"})


class ConcernCancelForm(PortalForm):
    because = line_field(_("Why is it cancelled?"), sentence=_("Say why it is cancelled."))


class ConcernMeetingForm(PortalForm):
    authority = forms.TypedChoiceField(
        label=_("Of which authority?"),
        coerce=int,
        error_messages={
            "required": _("Choose the authority."),
            "invalid_choice": _("Choose an authority of the list."),
            "invalid": _("Choose an authority of the list."),
        },
    )
    on = day_field(
        _("When?"), _("Enter the day of the meeting."), _("A fortnight after the last one is suggested.")
    )
    people = line_field(_("Who is asked?"), _("By post."), required=False)
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("At most 200 characters, please.")},
    )

    def __init__(self, *args: Any, authorities: Iterable[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = {one.pk: one for one in authorities}
        field: Any = self.fields["authority"]
        field.choices = [(pk, one.name) for pk, one in self.authorities.items()]
        if len(self.authorities) == 1:
            field.initial = next(iter(self.authorities))

    def facts(self) -> dict[str, Any]:
        facts = self.cleaned_data
        return {**facts, "authority": self.authorities[facts["authority"]]}


class ConcernMeetingHeldForm(PortalForm):
    people = line_field(_("Who was there?"), _("By post."), sentence=_("Say who was there, by post."))
