"""Forms of the consortium: levels, years, evidence and the matrix."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core import clock
from core.forms import DayField, PortalForm
from schools.enums import Capacity, Tone
from schools.models import EvidenceKind, SupportCycle, SupportLevel
from schools.presenting.support.matrix import MatrixRow
from schools.queries.support.cycles import POSITIONS, Cell
from schools.services.support.cycles import DATES

NAME_TOO_LONG = _("The name can have at most 60 characters.")
HINT_TOO_LONG = _("The hint can have at most 300 characters.")
WELSH = {"lang": "cy"}


class LevelForm(PortalForm):
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=60,
        error_messages={
            "required": _("Enter the level's name in English."),
            "max_length": NAME_TOO_LONG,
        },
    )
    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        max_length=60,
        widget=forms.TextInput(attrs=WELSH),
        error_messages={"required": _("Enter the level's name in Welsh."), "max_length": NAME_TOO_LONG},
    )
    descriptor_en = forms.CharField(
        label=_("What the level means, in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    descriptor_cy = forms.CharField(
        label=_("What the level means, in Welsh"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **WELSH}),
    )
    entitlement_en = forms.CharField(
        label=_("What it entitles to and obliges to, in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    entitlement_cy = forms.CharField(
        label=_("What it entitles to and obliges to, in Welsh"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **WELSH}),
    )
    days = forms.IntegerField(
        label=_("Days of support in a year, at most"),
        min_value=0,
        max_value=195,
        error_messages={
            "required": _("Enter the number of days; 0 if the level brings none."),
            "invalid": _("Enter the number of days as a whole number."),
            "min_value": _("The number of days cannot be below 0."),
            "max_value": _("A school year has no more than 195 days."),
        },
    )
    position = forms.IntegerField(
        label=_("Place among the levels"),
        help_text=_("1 is the level with the least support."),
        min_value=1,
        max_value=99,
        error_messages={
            "required": _("Enter the level's place, beginning with 1."),
            "invalid": _("Enter the place as a whole number."),
            "min_value": _("The first place is 1."),
            "max_value": _("The last place is 99."),
        },
    )
    tone = forms.ChoiceField(
        label=_("Colour and shape"),
        choices=Tone.choices,
        widget=forms.RadioSelect,
        help_text=_("They are shown together with the name, never alone."),
        error_messages={"required": _("Choose a colour and shape.")},
    )


def level_values(level: SupportLevel | None, count: int) -> dict[str, Any]:
    if level is None:
        return {"position": count + 1, "tone": Tone.PLAIN}
    return {name: getattr(level, name) for name in LevelForm.base_fields}


class DatesForm(PortalForm):
    opens_on = DayField(
        label=_("Opens on"),
        error_messages={
            "required": _("Enter the day on which the year opens."),
            "invalid": _("Enter a real day on which the year opens, such as 1 9 2026."),
        },
    )
    drafts_by = DayField(
        label=_("Drafts proposed by"),
        error_messages={
            "required": _("Enter the last day for drafts."),
            "invalid": _("Enter a real last day for drafts, such as 20 11 2026."),
        },
    )
    answers_by = DayField(
        label=_("Answers of the schools by"),
        error_messages={
            "required": _("Enter the last day for answers."),
            "invalid": _("Enter a real last day for answers, such as 4 12 2026."),
        },
    )
    authority_by = DayField(
        label=_("Moderated by the authorities by"),
        error_messages={
            "required": _("Enter the last day for the authorities."),
            "invalid": _("Enter a real last day for the authorities, such as 11 12 2026."),
        },
    )
    region_by = DayField(
        label=_("Moderated by the region by"),
        error_messages={
            "required": _("Enter the last day for the region."),
            "invalid": _("Enter a real last day for the region, such as 18 12 2026."),
        },
    )
    appeals_by = DayField(
        label=_("Last day for appeals"),
        error_messages={
            "required": _("Enter the last day for appeals."),
            "invalid": _("Enter a real last day for appeals, such as 15 1 2027."),
        },
    )
    publish_on = DayField(
        label=_("To be published on"),
        error_messages={
            "required": _("Enter the day of publication."),
            "invalid": _("Enter a real day of publication, such as 29 1 2027."),
        },
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def dates(self) -> dict[str, dt.date]:
        return {name: self.cleaned_data[name] for name in DATES}


class CycleForm(DatesForm):
    year = forms.IntegerField(
        label=_("Academic year that ends in"),
        help_text=_("For example 2027 for the year 2026/27."),
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": _("Enter the calendar year in which the academic year ends."),
            "invalid": _("Enter the year as four digits."),
            "min_value": _("The year must be 2000 or later."),
            "max_value": _("The year must be 2100 or earlier."),
        },
    )
    field_order = ("year",)


def usual_dates() -> dict[str, Any]:
    """Of the academic year that is running or, from May on, the next. The months are a proposal."""
    today = clock.today()
    starts = today.year if today.month >= 5 else today.year - 1
    return {
        "year": starts + 1,
        "opens_on": dt.date(starts, 9, 14),
        "drafts_by": dt.date(starts, 11, 20),
        "answers_by": dt.date(starts, 12, 4),
        "authority_by": dt.date(starts, 12, 11),
        "region_by": dt.date(starts, 12, 18),
        "appeals_by": dt.date(starts + 1, 1, 15),
        "publish_on": dt.date(starts + 1, 1, 29),
    }


def dates_of(cycle: SupportCycle) -> dict[str, Any]:
    return {**{name: getattr(cycle, name) for name in DATES}, "seen": cycle.version}


class EvidenceKindForm(PortalForm):
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=120,
        error_messages={
            "required": _("Enter the name of the evidence in English."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        max_length=120,
        widget=forms.TextInput(attrs=WELSH),
        error_messages={
            "required": _("Enter the name of the evidence in Welsh."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    hint_en = forms.CharField(
        label=_("Hint in English"),
        required=False,
        max_length=300,
        error_messages={"max_length": HINT_TOO_LONG},
    )
    hint_cy = forms.CharField(
        label=_("Hint in Welsh"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=WELSH),
        error_messages={"max_length": HINT_TOO_LONG},
    )
    is_expected = forms.BooleanField(
        label=_("No draft can be proposed without it"), required=False, initial=True
    )


def kind_values(kind: EvidenceKind | None) -> dict[str, Any]:
    return {name: getattr(kind, name) for name in EvidenceKindForm.base_fields} if kind else {}


class MatrixForm(PortalForm):
    """A select for each cell; what is missing is refused by the service, which names the hole."""

    marks_optional = False
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, levels: list[SupportLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No level")), *((level.slug, level.name) for level in levels)]
        for position in POSITIONS:
            for capacity in Capacity.values:
                self.fields[cell_field(position, capacity)] = forms.ChoiceField(
                    label=cell_label(position, capacity),
                    required=False,
                    choices=choices,
                    error_messages={"invalid_choice": _("Choose one of the levels that are in use.")},
                )

    def cells(self) -> dict[Cell, str]:
        return {
            (position, capacity): self.cleaned_data.get(cell_field(position, capacity), "")
            for position in POSITIONS
            for capacity in Capacity.values
        }

    def rows(self) -> list[dict[str, Any]]:
        """For the table: each row with its fields."""
        return [
            {
                "position": position,
                "fields": [(capacity, self[cell_field(position, capacity)]) for capacity in Capacity.values],
            }
            for position in POSITIONS
        ]


def cell_field(position: int | None, capacity: str) -> str:
    return f"cell_{position or 'none'}_{capacity}"


def cell_label(position: int | None, capacity: str) -> StrOrPromise:
    if position is None:
        return _("No position, capacity %(capacity)s") % {"capacity": capacity}
    return _("Position %(position)s, capacity %(capacity)s") % {"position": position, "capacity": capacity}


def matrix_values(rows: list[MatrixRow], version: int) -> dict[str, Any]:
    cells = {
        cell_field(row.position, capacity): cell.level.slug
        for row in rows
        for capacity, cell in row.cells
        if cell
    }
    return {**cells, "seen": version}
