import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from schools.enums import LASTING, FollowUp, InspectionKind
from schools.models import InspectionFramework
from schools.models.inspection import UNGRADED_FROM

TOO_LONG = _("At most 4,000 characters, please: what matters most.")
DATE = _("Enter the date as day, month and year, such as 27 3 2027.")


def text_field(label: Any, language: str, hint: Any = "", rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
        error_messages={"max_length": TOO_LONG},
    )


class InspectionDayForm(PortalForm):
    """Asked first: the areas and the words follow from the day."""

    inspected_on = DayField(
        label=_("When was the inspection?"),
        help_text=_(
            "Its first day. What is asked next follows from it: no grades have been given since 2022."
        ),
        error_messages={"required": _("Enter the first day of the inspection."), "invalid": DATE},
    )


class InspectionForm(PortalForm):
    inspected_on = DayField(
        label=_("When was the inspection?"),
        error_messages={"required": _("Enter the first day of the inspection."), "invalid": DATE},
    )
    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=InspectionKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it was."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    published_on = DayField(
        label=_("When was the report published?"), required=False, error_messages={"invalid": DATE}
    )
    text_cy = text_field(_("What it says, in Welsh"), "cy", _("The summary of the report, in its own words."))
    text_en = text_field(_("What it says, in English"), "en")
    recommendations_cy = text_field(_("Recommendations in Welsh"), "cy", _("One a line."), rows=4)
    recommendations_en = text_field(_("Recommendations in English"), "en", _("One a line."), rows=4)
    link = forms.URLField(
        label=_("Link to the report"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": _("Enter a whole address that begins with https://."),
            "max_length": _("The address can have at most 300 characters."),
        },
    )
    follow_up = forms.ChoiceField(
        label=_("What follows?"),
        choices=FollowUp.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what follows."),
            "invalid_choice": _("Choose one of the list."),
        },
    )
    follow_up_over_on = DayField(
        label=_("When did the inspectorate end the follow-up?"),
        help_text=_("Leave it empty while the follow-up goes on."),
        required=False,
        error_messages={"invalid": DATE},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, framework: InspectionFramework, day: dt.date, **kwargs: Any) -> None:
        """The areas graded at the time, with its words."""
        super().__init__(*args, **kwargs)
        self.areas = list(framework.areas.all()) if day < UNGRADED_FROM else []
        words = [(str(word.grade), word.name) for word in framework.words.all()]
        for area in self.areas:
            self.fields[f"grade_{area.code}"] = forms.ChoiceField(
                label=area.name,
                choices=[("", "–"), *words],
                required=False,
                error_messages={"invalid_choice": _("Choose one of the four.")},
            )
        grades = [f"grade_{area.code}" for area in self.areas]
        self.order_fields(["inspected_on", "kind", "published_on", *grades])

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        held = facts.get("inspected_on")
        for name in ("published_on", "follow_up_over_on"):
            if held and facts.get(name) and facts[name] < held:
                self.add_error(name, _("This day lies before the inspection."))
        if facts.get("follow_up_over_on") and facts.get("follow_up") not in LASTING:
            self.add_error("follow_up_over_on", _("This kind of follow-up does not last, so it has no end."))
        return facts

    def facts(self) -> dict[str, Any]:
        plain = {name: value for name, value in self.cleaned_data.items() if not name.startswith("grade_")}
        plain.pop("version", None)
        grades = {area.code: self.cleaned_data.get(f"grade_{area.code}") for area in self.areas}
        return {**plain, "grades": {code: int(grade) for code, grade in grades.items() if grade}}


class InspectionWithdrawForm(PortalForm):
    because = forms.CharField(
        label=_("Why is it taken out?"),
        max_length=300,
        error_messages={
            "required": _("Say why it is taken out."),
            "max_length": _("At most 300 characters, please."),
        },
    )
