"""Meetings, who came, and what was agreed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock
from core.enums import Language
from core.forms import DayField, PortalForm
from core.models import User
from schools.models import School
from sigs.forms.plans.activity import QUARTER, QUARTERS, beside, small
from sigs.models import Meeting
from sigs.models.activity import MOST_DAYS
from sigs.services.meetings import Present

CLOCK = _("Enter a time, such as 13:30.")
DATE = _("Enter the date as day, month and year, such as 27 3 2027.")
LANGUAGES = {
    "required": _("Choose the language that you write in."),
    "invalid_choice": _("Choose the language that you write in."),
}


def time_field(label: Any, missing: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"required": missing, "invalid": CLOCK},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
    )


class MeetingForm(PortalForm):
    title = forms.CharField(
        label=_("What is the meeting called?"),
        max_length=120,
        error_messages={
            "required": _("Give the meeting a name, such as “Autumn meeting”."),
            "max_length": _("At most 120 characters, please."),
        },
    )
    on = DayField(
        label=_("Date"), error_messages={"required": _("Enter the date of the meeting."), "invalid": DATE}
    )
    begins = time_field(_("Begins at"), _("Enter when it begins."))
    ends = time_field(_("Ends at"), _("Enter when it ends."))
    place = forms.CharField(
        label=_("Place"),
        required=False,
        help_text=_("A school, a room. Leave it empty for a meeting that is online only."),
        max_length=200,
        error_messages={"max_length": _("At most 200 characters, please.")},
    )
    online = forms.URLField(
        label=_("Link of the online meeting"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": _("Enter a whole address that begins with https://."),
            "max_length": _("At most 300 characters, please."),
        },
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        help_text=_("One point a line. What is to be decided first."),
        max_length=2000,
        error_messages={"max_length": _("At most 2,000 characters, please: what matters most.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(
        label=_("In which language do you write this?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages=LANGUAGES,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = facts.get("begins"), facts.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The meeting would end before it begins."))
        if "online" in facts and not facts.get("place") and not facts["online"] and "place" in facts:
            self.add_error("place", _("Say where: a place, or the link of an online meeting."))
        return facts

    def facts(self) -> dict[str, Any]:
        facts = self.cleaned_data
        names = ("title", "place", "online", "agenda", "language")
        return {
            **{name: facts[name] for name in names},
            "starts_at": timezone.make_aware(dt.datetime.combine(facts["on"], facts["begins"])),
            "ends_at": timezone.make_aware(dt.datetime.combine(facts["on"], facts["ends"])),
        }


def meeting_initial(meeting: Meeting) -> dict[str, Any]:
    starts, ends = (clock.on_the_wall(moment) for moment in (meeting.starts_at, meeting.ends_at))
    names = ("title", "place", "online", "agenda", "language", "version")
    initial = {name: getattr(meeting, name) for name in names}
    return {**initial, "on": starts.date(), "begins": starts.time(), "ends": ends.time()}


class RecordForm(PortalForm):
    """Who came, with a row for each school, and short notes."""

    template_name = "sigs/meeting_record_fields.html"
    marks_optional = False
    notes = forms.CharField(
        label=_("What is to be remembered, in short"),
        required=False,
        help_text=_(
            "No minutes: what was decided and why. What somebody is to do comes after, as an action."
        ),
        max_length=2000,
        error_messages={"max_length": _("At most 2,000 characters, please: what matters most.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, schools: Sequence[School], written_in: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.pk: school for school in schools}
        self.fields["notes"].widget.attrs["lang"] = written_in
        for pk, school in self.schools.items():
            self.fields[f"came_{pk}"] = forms.BooleanField(label=school.name, required=False)
            self.fields[f"who_{pk}"] = forms.CharField(
                label=beside(_("Who came"), school.name),
                required=False,
                max_length=200,
                error_messages={"max_length": _("At most 200 characters, please.")},
            )
            self.fields[f"days_{pk}"] = forms.DecimalField(
                label=beside(_("Days out of school"), school.name),
                required=False,
                min_value=Decimal(0),
                max_value=MOST_DAYS,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), QUARTERS),
                widget=small(inputmode="decimal"),
            )

    def school_rows(self) -> list[list[Any]]:
        return [[self[f"{name}_{pk}"] for name in ("came", "who", "days")] for pk in self.schools]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        for pk in self.schools:
            days = facts.get(f"days_{pk}")
            if days is not None and days % QUARTER:
                self.add_error(f"days_{pk}", QUARTERS)
        if self.schools and not any(facts.get(f"came_{pk}") for pk in self.schools):
            self.add_error(
                f"came_{next(iter(self.schools))}", _("Say which schools were there: one at least.")
            )
        return facts

    def present(self) -> list[Present]:
        facts = self.cleaned_data
        return [
            Present(school, facts[f"who_{pk}"], facts[f"days_{pk}"] or Decimal(0))
            for pk, school in self.schools.items()
            if facts[f"came_{pk}"]
        ]


class CancelForm(PortalForm):
    because = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("The heads of the member schools are told."),
        max_length=300,
        error_messages={
            "required": _("Say why it is cancelled."),
            "max_length": _("At most 300 characters, please."),
        },
    )


class ActionForm(PortalForm):
    text = forms.CharField(
        label=_("What is to be done?"),
        help_text=_("So that anybody can tell when it is done."),
        max_length=300,
        error_messages={
            "required": _("Say what is to be done."),
            "max_length": _("At most 300 characters, please."),
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.TypedChoiceField(
        label=_("Who does it?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("Choose somebody of the group."),
            "invalid": _("Choose somebody of the group."),
        },
    )
    owner_school = forms.TypedChoiceField(
        label=_("Or which school?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("Choose a member school."),
            "invalid": _("Choose a member school."),
        },
    )
    due_on = DayField(
        label=_("By when?"),
        error_messages={"required": _("Enter the day by which it is to be done."), "invalid": DATE},
    )
    language = forms.ChoiceField(
        label=_("In which language do you write this?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages=LANGUAGES,
    )

    def __init__(self, *args: Any, people: Iterable[User], schools: Sequence[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.schools = {school.pk: school for school in schools}
        owner: Any = self.fields["owner"]
        owner.choices = [("", "–"), *((pk, person.name) for pk, person in self.people.items())]
        school: Any = self.fields["owner_school"]
        school.choices = [("", "–"), *((pk, one.name) for pk, one in self.schools.items())]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if "owner" in facts and "owner_school" in facts and not (facts["owner"] or facts["owner_school"]):
            self.add_error(
                "owner", _("Say who does it: a person, or a school. An action of nobody is not done.")
            )
        return facts

    def clean_owner(self) -> User | None:
        return self.people.get(self.cleaned_data["owner"])

    def clean_owner_school(self) -> School | None:
        return self.schools.get(self.cleaned_data["owner_school"])


class ActionDoneForm(PortalForm):
    outcome = forms.CharField(
        label=_("What came of it?"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("At most 300 characters, please.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
