"""Forms of the catalogue of measures, of dated notes and of What's new."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from schools.models import Indicator

LONG = {"rows": 3}
BOTH = _("Fill in both languages: every page stands in both.")
SEPTEMBER = 9


def line(label: Any, longest: int, *, language: str, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        widget=forms.TextInput(attrs={"lang": language}),
        error_messages={"required": BOTH, "max_length": _("This is too long. Shorten it.")},
    )


def text(
    label: Any, longest: int, *, language: str, required: bool = True, hint: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=required,
        widget=forms.Textarea(attrs={**LONG, "lang": language}),
        error_messages={"required": BOTH, "max_length": _("This is too long. Shorten it.")},
    )


class IndicatorForm(PortalForm):
    name_en = line(_("Name in English"), 120, language="en")
    name_cy = line(_("Name in Welsh"), 120, language="cy")
    short_en = line(_("Short name in English"), 40, language="en")
    short_cy = line(_("Short name in Welsh"), 40, language="cy")
    reason_en = text(_("Why it is looked at, in English"), 600, language="en")
    reason_cy = text(_("Why it is looked at, in Welsh"), 600, language="cy")
    numerator_en = text(_("What is counted, in English"), 400, language="en")
    numerator_cy = text(_("What is counted, in Welsh"), 400, language="cy")
    denominator_en = text(_("Out of what, in English"), 400, language="en", required=False)
    denominator_cy = text(_("Out of what, in Welsh"), 400, language="cy", required=False)
    source_en = line(_("Source in English"), 200, language="en")
    source_cy = line(_("Source in Welsh"), 200, language="cy")
    owner_en = line(_("Who answers for it, in English"), 120, language="en")
    owner_cy = line(_("Who answers for it, in Welsh"), 120, language="cy")
    # What the person saw when the form was opened: somebody else's change in between is not overwritten.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        english, welsh = facts.get("denominator_en", ""), facts.get("denominator_cy", "")
        if bool(english) != bool(welsh):
            self.add_error("denominator_cy" if english else "denominator_en", str(BOTH))
        return facts


class RetireForm(PortalForm):
    because_en = line(_("Why, in English"), 250, language="en")
    because_cy = line(_("Why, in Welsh"), 250, language="cy")
    replaced_by = forms.ModelChoiceField(
        label=_("What replaces it"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("Nothing"),
        error_messages={"invalid_choice": _("Choose a measure that is in use, or nothing.")},
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaced_by"]
        field.queryset = choices  # type: ignore[attr-defined]  # a field of models
        field.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]  # as above


class NoteForm(PortalForm):
    happened_on = DayField(
        label=_("Day"),
        help_text=_("If you know it. Otherwise leave it empty and choose the year."),
        required=False,
        error_messages={"invalid": _("Enter a day that exists, like 1 9 2026.")},
    )
    year = forms.IntegerField(
        label=_("Academic year that ends in"),
        help_text=_("For 2025/26, enter 2026."),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter the year as four digits."),
            "min_value": _("Enter a year from 2000 on."),
            "max_value": _("Enter a year up to 2100."),
        },
    )
    text_en = text(
        _("What happened, in English"),
        280,
        language="en",
        required=False,
        hint=_("Up to 280 characters. Name no pupil and no member of staff."),
    )
    text_cy = text(
        _("What happened, in Welsh"),
        280,
        language="cy",
        required=False,
        hint=_("Up to 280 characters. Name no pupil and no member of staff."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, both: bool, **kwargs: Any) -> None:
        """`both`: the whole region reads it, so it stands in both languages."""
        super().__init__(*args, **kwargs)
        self.both = both

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        dated = "happened_on" in facts and "year" in facts
        if dated and bool(facts["happened_on"]) == bool(facts["year"]):
            self.add_error("happened_on", str(_("Give either the day or the year.")))
        english, welsh = facts.get("text_en", ""), facts.get("text_cy", "")
        if self.both and not (english and welsh):
            self.add_error("text_cy" if english else "text_en", str(BOTH))
        elif not (english or welsh):
            self.add_error("text_en", str(_("Write what happened, in one language at least.")))
        return facts


class AnnouncementForm(PortalForm):
    title_en = line(_("Heading in English"), 120, language="en")
    title_cy = line(_("Heading in Welsh"), 120, language="cy")
    summary_en = text(
        _("What it brought, in English"),
        2000,
        language="en",
        hint=_("A few sentences. The figures that came are listed below it by themselves."),
    )
    summary_cy = text(_("What it brought, in Welsh"), 2000, language="cy")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
