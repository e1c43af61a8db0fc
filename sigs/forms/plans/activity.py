"""An activity, with a row for each member school and for each level of people."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from schools.models import School
from sigs.enums import ResourceLanguage
from sigs.models import Activity, ActivityKind, PeopleLevel
from sigs.models.activity import MOST_DAYS
from sigs.services.daysout import DaysOut
from sigs.services.plans.activities import ActivityFacts, People

QUARTERS = _("Enter the days in quarters: 0.25, 0.5, 1 and so on, up to 20.")
COST = _("Enter a sum in pounds, such as 180 or 180.50.")
PEOPLE = _("Enter a whole number, such as 3.")
QUARTER = Decimal("0.25")


def beside(label: Any, name: str) -> Any:
    """A label that says of which row it is to those who do not see the row."""
    return format_html('{}<span class="govuk-visually-hidden">: {}</span>', label, name)


def small(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "govuk-input--width-5", **attrs})


class ActivityForm(PortalForm):
    template_name = "sigs/activity_fields.html"
    marks_optional = False
    kind = forms.TypedChoiceField(
        label=_("What kind of activity?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the kind of activity."),
            "invalid_choice": _("Choose the kind of activity."),
            "invalid": _("Choose the kind of activity."),
        },
    )
    title = forms.CharField(
        label=_("What will be done?"),
        max_length=200,
        error_messages={
            "required": _("Say in a few words what will be done."),
            "max_length": _("At most 200 characters, please."),
        },
    )
    starts_on = DayField(
        label=_("From"),
        error_messages={
            "required": _("Enter the day on which it begins."),
            "invalid": _("Enter the date as day, month and year, such as 27 3 2027."),
        },
    )
    ends_on = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty for a single day."),
        error_messages={"invalid": _("Enter the date as day, month and year, such as 27 3 2027.")},
    )
    led_by = forms.CharField(
        label=_("Who leads it?"),
        help_text=_("By post or by name: “deputy head of Ysgol …”."),
        max_length=120,
        error_messages={
            "required": _("Say who leads it."),
            "max_length": _("At most 120 characters, please."),
        },
    )
    lead_school = forms.TypedChoiceField(
        label=_("At which school is whoever leads it?"),
        help_text=_("Leave it empty where it is none of the member schools."),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("Choose a member school."),
            "invalid": _("Choose a member school."),
        },
    )
    resources_in = forms.ChoiceField(
        label=_("In which language is what it makes or uses?"),
        choices=ResourceLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language of what it makes or uses."),
            "invalid_choice": _("Choose the language of what it makes or uses."),
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[ActivityKind],
        levels: Sequence[PeopleLevel],
        schools: Sequence[School],
        written_in: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.pk: kind for kind in kinds}
        self.levels = {level.pk: level for level in levels}
        self.schools = {school.pk: school for school in schools}
        of_kind: Any = self.fields["kind"]
        of_kind.choices = [(pk, kind.name) for pk, kind in self.kinds.items()]
        self.choice_hints = {"kind": {str(pk): kind.about for pk, kind in self.kinds.items()}}
        lead: Any = self.fields["lead_school"]
        lead.choices = [("", "–"), *((pk, school.name) for pk, school in self.schools.items())]
        self.fields["title"].widget.attrs["lang"] = written_in
        for pk, school in self.schools.items():
            self.add_school(pk, school.name)
        for pk, level in self.levels.items():
            self.add_level(pk, level.name)

    def add_school(self, pk: int, name: str) -> None:
        self.fields[f"takes_{pk}"] = forms.BooleanField(label=name, required=False)
        self.fields[f"days_{pk}"] = forms.DecimalField(
            label=beside(_("Days out of school"), name),
            required=False,
            min_value=Decimal(0),
            max_value=MOST_DAYS,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), QUARTERS),
            widget=small(inputmode="decimal"),
        )
        self.fields[f"cover_{pk}"] = forms.DecimalField(
            label=beside(_("Cover, in pounds"), name),
            required=False,
            min_value=Decimal(0),
            max_digits=8,
            decimal_places=2,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), COST
            ),
            widget=small(inputmode="decimal"),
        )

    def add_level(self, pk: int, name: str) -> None:
        self.fields[f"people_{pk}"] = forms.IntegerField(
            label=name,
            required=False,
            min_value=0,
            max_value=500,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PEOPLE),
            widget=small(inputmode="numeric"),
        )
        self.fields[f"part_{pk}"] = forms.CharField(
            label=beside(_("What they do"), name),
            required=False,
            max_length=150,
            error_messages={"max_length": _("At most 150 characters, please.")},
        )

    def plain_fields(self) -> list[Any]:
        rows = ("takes_", "days_", "cover_", "people_", "part_")
        return [field for field in self.visible_fields() if not field.name.startswith(rows)]

    def school_rows(self) -> list[list[Any]]:
        return [[self[f"{name}_{pk}"] for name in ("takes", "days", "cover")] for pk in self.schools]

    def people_rows(self) -> list[list[Any]]:
        return [[self[f"{name}_{pk}"] for name in ("people", "part")] for pk in self.levels]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = facts.get("starts_on"), facts.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The activity would end before it begins."))
        for pk in self.schools:
            days = facts.get(f"days_{pk}")
            if days is not None and days % QUARTER:
                self.add_error(f"days_{pk}", QUARTERS)
        if self.schools and not any(facts.get(f"takes_{pk}") for pk in self.schools):
            self.add_error(
                f"takes_{next(iter(self.schools))}", _("Choose the schools that take part: one at least.")
            )
        return facts

    def facts(self) -> ActivityFacts:
        facts = self.cleaned_data
        return ActivityFacts(
            kind=self.kinds[facts["kind"]],
            title=facts["title"],
            starts_on=facts["starts_on"],
            ends_on=facts["ends_on"] or facts["starts_on"],
            led_by=facts["led_by"],
            lead_school=self.schools.get(facts["lead_school"]),
            resources_in=facts["resources_in"],
            schools=[
                DaysOut(school, facts[f"days_{pk}"] or Decimal(0), facts[f"cover_{pk}"])
                for pk, school in self.schools.items()
                if facts[f"takes_{pk}"]
            ],
            people=[
                People(level, facts[f"people_{pk}"], facts[f"part_{pk}"])
                for pk, level in self.levels.items()
                if facts[f"people_{pk}"]
            ],
        )


def activity_initial(activity: Activity) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "kind": activity.kind_id,
        "title": activity.title,
        "starts_on": activity.starts_on,
        "ends_on": activity.ends_on,
        "led_by": activity.led_by,
        "lead_school": activity.lead_school_id,
        "resources_in": activity.resources_in,
        "version": activity.version,
    }
    for row in activity.schools.all():
        days, cover = f"days_{row.school_id}", f"cover_{row.school_id}"
        initial |= {f"takes_{row.school_id}": True, days: row.days.normalize(), cover: row.cover_cost}
    for people in activity.people.all():
        initial |= {f"people_{people.level_id}": people.how_many, f"part_{people.level_id}": people.part}
    return initial


class DoneForm(PortalForm):
    done_on = DayField(
        label=_("When was it done?"),
        error_messages={
            "required": _("Enter the day on which it was done."),
            "invalid": _("Enter the date as day, month and year, such as 27 3 2027."),
        },
    )
    outcome = forms.CharField(
        label=_("What came of it?"),
        help_text=_("What was seen, and what is done differently since. Name no pupil."),
        max_length=2000,
        error_messages={
            "required": _("Say in a sentence what came of it."),
            "max_length": _("At most 2,000 characters, please: what matters most."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DropForm(PortalForm):
    because = forms.CharField(
        label=_("Why is it dropped?"),
        help_text=_("Everybody in the group reads it."),
        max_length=300,
        error_messages={
            "required": _("Say why it is dropped."),
            "max_length": _("At most 300 characters, please."),
        },
    )
