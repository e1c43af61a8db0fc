"""Planning a workshop, signing up for it, ending it."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from schools.models import School
from sigs.enums import WorkshopFor, WorkshopLanguage
from sigs.models import Workshop

TITLE_TOO_LONG = _("The title can have at most 120 characters.")
REAL_TIME = _("Enter a time such as 13:30.")
REAL_LINK = _("Enter a whole address that begins with https://.")
LINK_TOO_LONG = _("The address can have at most 300 characters.")
QUARTERS = _("Enter the days in quarters: 0, 0.25, 0.5, 0.75, 1 and so on, up to 5.")
WELSH = {"lang": "cy"}


def link_field(label: Any, help_text: Any) -> forms.URLField:
    return forms.URLField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": REAL_LINK, "max_length": LINK_TOO_LONG},
    )


def time_field(label: Any, required: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": required, "invalid": REAL_TIME},
    )


class WorkshopForm(PortalForm):
    title_cy = forms.CharField(
        label=_("Title in Welsh"),
        max_length=120,
        widget=forms.TextInput(attrs=WELSH),
        error_messages={"required": _("Enter the title in Welsh."), "max_length": TITLE_TOO_LONG},
    )
    title_en = forms.CharField(
        label=_("Title in English"),
        max_length=120,
        error_messages={"required": _("Enter the title in English."), "max_length": TITLE_TOO_LONG},
    )
    about_cy = forms.CharField(
        label=_("What it is about, in Welsh"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **WELSH}),
    )
    about_en = forms.CharField(
        label=_("What it is about, in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    meant_for = forms.ChoiceField(
        label=_("For whom"),
        choices=WorkshopFor.choices,
        widget=forms.RadioSelect,
        initial=WorkshopFor.CONVENORS,
        error_messages={"required": _("Choose for whom it is.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=WorkshopLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language of the workshop.")},
    )
    on = DayField(
        label=_("Date"),
        error_messages={
            "required": _("Enter the date of the workshop."),
            "invalid": _("Enter the date as day, month and year, such as 27 1 2027."),
        },
    )
    starts = time_field(_("Starts at"), _("Enter when it starts, such as 13:30."))
    ends = time_field(_("Ends at"), _("Enter when it ends, such as 16:00."))
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Leave empty for a workshop that is online alone."),
        required=False,
        max_length=250,
        error_messages={"max_length": _("The place can have at most 250 characters.")},
    )
    joining_link = link_field(
        _("Address to join at online"), _("Shown to those who have a place, from the day before.")
    )
    places = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=2000,
        error_messages={
            "required": _("Enter how many places there are."),
            "invalid": _("Enter the number of places as a whole number."),
            "min_value": _("There must be at least one place."),
            "max_value": _("There can be at most 2,000 places."),
        },
    )
    days_out = forms.DecimalField(
        label=_("Days out of school for each person"),
        help_text=_("They stand in the ledger of the person's school once they were there. 0 for none."),
        min_value=Decimal(0),
        max_value=Decimal(5),
        step_size=Decimal("0.25"),
        initial=Decimal("0.5"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "required": QUARTERS,
            "invalid": QUARTERS,
            "min_value": QUARTERS,
            "max_value": QUARTERS,
            "step_size": QUARTERS,
        },
    )
    materials_link = link_field(
        _("Materials"), _("An address where those who came find them; it can be added later.")
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        """Columns of Workshop."""
        said = dict(self.cleaned_data)
        said.pop("seen")
        day = said.pop("on")
        for name in ("starts", "ends"):
            at = dt.datetime.combine(day, said.pop(name))
            said[f"{name}_at"] = timezone.make_aware(at)
        return said


def workshop_values(workshop: Workshop) -> dict[str, Any]:
    here = timezone.get_current_timezone()
    starts, ends = workshop.starts_at.astimezone(here), workshop.ends_at.astimezone(here)
    plain = {
        name: getattr(workshop, name)
        for name in WorkshopForm.base_fields
        if name not in {"on", "starts", "ends", "seen"}
    }
    return {
        **plain,
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "seen": workshop.version,
    }


class SignUpForm(PortalForm):
    """Asks for the school where the person has several; nothing otherwise."""

    school = forms.ChoiceField(
        label=_("For which school do you come?"),
        help_text=_("The day out stands in its ledger once you were there."),
        error_messages={
            "required": _("Choose the school for which you come."),
            "invalid_choice": _("Choose one of your schools."),
        },
    )

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {school.number: school for school in schools}
        field: Any = self.fields["school"]
        field.choices = [("", _("Choose")), *((number, row.name) for number, row in self.known.items())]
        if len(self.known) < 2:
            del self.fields["school"]

    def chosen(self) -> School | None:
        if len(self.known) < 2:
            return next(iter(self.known.values()), None)
        return self.known[self.cleaned_data["school"]]


class CancelWorkshopForm(PortalForm):
    because = forms.CharField(
        label=_("Why it is cancelled"),
        help_text=_("Everybody who signed up reads it."),
        max_length=300,
        error_messages={
            "required": _("Say why the workshop is cancelled."),
            "max_length": _("This can have at most 300 characters."),
        },
    )
