from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.models import Topic
from schools.queries.topics import Branch
from sigs.enums import SessionLanguage
from sigs.forms.money import day_field, text_field
from sigs.models import Finding

# So much of each part fits on one page of paper.
PART = 600
A_TIME = _("Enter the time as hours and minutes, such as 10:30.")


def part(label: Any, language: str) -> forms.CharField:
    return text_field(
        label, PART, rows=4, lang=language, help_text=_("At most 600 characters: it is one page.")
    )


class SummaryForm(PortalForm):
    marks_optional = False
    title_cy = text_field(_("Title in Welsh"), 120, lang="cy")
    title_en = text_field(_("Title in English"), 120, lang="en")
    tried_cy = part(_("What we tried, in Welsh"), "cy")
    tried_en = part(_("What we tried, in English"), "en")
    changed_cy = part(_("What changed, in Welsh"), "cy")
    changed_en = part(_("What changed, in English"), "en")
    learned_cy = part(_("What we would tell others, in Welsh"), "cy")
    learned_en = part(_("What we would tell others, in English"), "en")
    version = forms.IntegerField(widget=forms.HiddenInput)


class FindingForm(PortalForm):
    marks_optional = False
    topic = forms.TypedChoiceField(
        label=_("Topic"), coerce=int, error_messages={"required": _("Choose the topic.")}
    )
    title_cy = text_field(_("Title in Welsh"), 150, lang="cy")
    title_en = text_field(_("Title in English"), 150, lang="en")
    text_cy = text_field(
        _("What others can use, in Welsh"),
        4000,
        rows=8,
        lang="cy",
        help_text=_(
            "What you found, what shows it, and what a school would need. Name no pupil and no teacher."
        ),
    )
    text_en = text_field(_("What others can use, in English"), 4000, rows=8, lang="en")
    translation_due_on = day_field(
        _("By when the missing language follows"),
        required=False,
        help_text=_("Only where one language is missing: readers are told."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(branches)
        self.topics = {topic.pk: topic for row in rows for topic in (row.area, *row.topics)}
        field: Any = self.fields["topic"]
        field.choices = [
            ("", "–"),
            *(
                (str(row.area.name), [(topic.pk, str(topic.name)) for topic in (row.area, *row.topics)])
                for row in rows
            ),
        ]

    def clean_topic(self) -> Topic:
        return self.topics[self.cleaned_data["topic"]]


class ConferenceForm(PortalForm):
    name_cy = text_field(_("Name in Welsh"), 120, lang="cy", required=_("Enter the name in Welsh."))
    name_en = text_field(_("Name in English"), 120, lang="en", required=_("Enter the name in English."))
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        help_text=_("The calendar year in which it is held."),
        error_messages={
            "required": _("Enter the year."),
            "invalid": _("Enter the year with four digits."),
            "min_value": _("Enter the year with four digits."),
            "max_value": _("Enter the year with four digits."),
        },
    )
    held_on = day_field(_("Day"), _("Enter the day on which it is held."))
    place = text_field(_("Place"), 150, required=_("Say where it is held."))
    about_cy = text_field(_("What it is about, in Welsh"), 1000, rows=3, lang="cy")
    about_en = text_field(_("What it is about, in English"), 1000, rows=3, lang="en")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("year") and facts.get("held_on") and facts["held_on"].year != facts["year"]:
            self.add_error("held_on", _("The day is not in that year."))
        if bool(facts.get("about_cy")) != bool(facts.get("about_en")):
            missing = "about_en" if facts.get("about_cy") else "about_cy"
            self.add_error(missing, _("Write it in both languages, or leave both empty."))
        return facts


def time_field(label: Any, required: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": required, "invalid": A_TIME},
    )


class SessionForm(PortalForm):
    finding = forms.TypedChoiceField(
        label=_("Finding"), coerce=int, error_messages={"required": _("Choose the finding.")}
    )
    starts_at = time_field(_("Begins at"), _("Enter when it begins."))
    ends_at = time_field(_("Ends at"), _("Enter when it ends."))
    room = text_field(_("Room"), 60, required=_("Enter the room."))
    speakers_cy = text_field(
        _("Speakers, in Welsh"),
        200,
        lang="cy",
        required=_("Say in Welsh who speaks, by office."),
        help_text=_("Offices and schools, no names: “Deputy headteacher, Ysgol y Bryn”."),
    )
    speakers_en = text_field(
        _("Speakers, in English"), 200, lang="en", required=_("Say in English who speaks, by office.")
    )
    language = forms.ChoiceField(
        label=_("Language of the session"),
        choices=SessionLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language.")},
    )

    def __init__(self, *args: Any, findings: Iterable[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = {finding.pk: finding for finding in findings}
        field: Any = self.fields["finding"]
        field.choices = [
            ("", "–"),
            *((pk, f"{row.title} – {row.group.name}") for pk, row in self.findings.items()),
        ]

    def clean_finding(self) -> Finding:
        return self.findings[self.cleaned_data["finding"]]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        starts, ends = facts.get("starts_at"), facts.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It has to end after it begins."))
        return facts
