from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.forms import DayField, PortalForm
from schools.enums import FileKind
from schools.imports.headers import OF_KIND, column_of, plain, shown
from schools.imports.problems import Problem
from schools.imports.values import CellError, academic_year

COLUMNS: dict[str, StrOrPromise] = {
    "school_number": _("School number"),
    "school_name": _("School name"),
    "la_code": _("Authority's code"),
    "local_authority": _("Authority's name"),
    "sector": _("Sector (phase)"),
    "governance": _("Governance"),
    "language_medium_code": _("Language medium (code)"),
    "language_medium": _("Language medium (words)"),
    "school_type": _("Age range"),
    "religious_character": _("Religious character"),
    "address1": _("Address, line 1"),
    "address2": _("Address, line 2"),
    "address3": _("Address, line 3"),
    "address4": _("Address, line 4"),
    "postcode": _("Postcode"),
    "phone": _("Telephone"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "pupils": _("Pupils"),
    "fsm_3yr_pct": _("Free school meals, three-year average, per cent"),
    "pupil_teacher_ratio": _("Pupils per teacher"),
    "attendance_pct": _("Attendance, per cent"),
    "attendance_secondary_pct": _("Attendance of the secondary part, per cent"),
    "budget_per_pupil_gbp": _("Budget per pupil (£)"),
    "capped9_points": _("Capped 9 points"),
    "literacy_points": _("Literacy points"),
    "numeracy_points": _("Numeracy points"),
    "science_points": _("Science points"),
    "welsh_bacc_points": _("Skills Challenge points"),
    "status_2021": _("Open or closed in 2021"),
    "pupils_2017_18": _("Pupils in 2018"),
    "pupils_2020": _("Pupils in 2020"),
    "academic_year": _("School year"),
    "year": _("Year"),
    "support_category": _("Support category"),
    "standards_group": _("Standards group (step one)"),
    "capacity": _("Improvement capacity (step two)"),
    "fsm_percent": _("Free school meals, per cent"),
    "predecessor_number": _("Number of the school before"),
    "successor_number": _("Number of the school after"),
    "evidence": _("Evidence"),
    "indicator": _("Measure (code)"),
    "value": _("Value"),
    "group": _("Group of pupils"),
    "part": _("Part of an all-age school"),
    "numerator": _("Numerator"),
    "cohort": _("Number of pupils"),
    "missing": _("Reason why missing"),
    "release": _("Publication (code)"),
    "phase": _("Phase"),
    "benchmark_group": _("Number of the benchmark group"),
    "lower_quartile": _("Lower quartile"),
    "median": _("Median"),
    "upper_quartile": _("Upper quartile"),
    "version": _("Version"),
}


class DatingForm(PortalForm):
    """What a file does not say: its school year, or the day on which it was published."""

    year = forms.CharField(
        label=_("School year"),
        help_text=_("Only for a file that does not say it, such as a list of support categories: 2019/20."),
        required=False,
        max_length=9,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"max_length": _("Write the school year like 2019/20.")},
    )
    published_on = DayField(
        label=_("Date of publication"),
        help_text=_("Only for a list of schools newer than September 2025. For example, 10 9 2026."),
        required=False,
        error_messages={"invalid": _("Enter the date of publication as day, month and year.")},
    )

    def clean_year(self) -> int | None:
        text = self.cleaned_data["year"]
        try:
            return academic_year(text) if text else None
        except CellError as error:
            raise ValidationError(Problem(error.code, facts=error.facts).sentence) from error


class ImportForm(DatingForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV (UTF-8), XLSX or, for boundaries, GeoJSON. Its columns show what kind of file it is."
        ),
        allow_empty_file=True,
        error_messages={
            "required": _("Choose a file."),
            "invalid": _("The file did not arrive. Choose it again."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.geojson,.json"}),
    )
    field_order = ("file", "year", "published_on")

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES // 1024 // 1024
            raise ValidationError(Problem("too_large", facts={"limit": limit}).sentence)
        return file


class KindForm(PortalForm):
    """Which kind of file a header of no known kind belongs to."""

    kind = forms.ChoiceField(
        label=_("What the file holds"),
        choices=[(kind.value, kind.label) for kind in OF_KIND],
        error_messages={
            "required": _("Choose what the file holds."),
            "invalid_choice": _("Choose one of the kinds in the list."),
        },
    )


class ColumnsForm(PortalForm):
    """Our columns of one kind, each with the file's headings to choose from."""

    def __init__(self, *arguments: Any, kind: FileKind, headings: Sequence[str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        layout = OF_KIND[kind]
        choices = [
            ("", _("Not in the file")),
            *((plain(name), shown(name)) for name in headings if plain(name)),
        ]
        guesses = {layout.ours(column_of(name)): plain(name) for name in headings}
        for column in (*layout.required, *layout.optional):
            label = COLUMNS[column]
            self.fields[column] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=column in layout.required,
                initial=guesses.get(column, ""),
                error_messages={
                    "required": _("Choose the column that holds “%(label)s”.") % {"label": label},
                    "invalid_choice": _("Choose one of the file's columns."),
                },
            )
