from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import ObjectiveKind
from brokerage.forms.fields import day_field, language_field, line_field
from brokerage.forms.partnerships.work import NOT_STATED, radios, version_field
from brokerage.models import Partner
from core.forms import PortalForm
from schools.models import Indicator

A_NUMBER = _("Enter a number, such as 12 or 62.5.")
A_YEAR = _("Enter the year in which the academic year ends, such as 2026.")
CODES = ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits")


def number_field(label: Any, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(CODES, A_NUMBER),
    )


class ObjectiveForm(PortalForm):
    text = line_field(
        _("What is to be different at the end?"),
        _("For whom, and in which classes or teams. Name no pupil and no teacher."),
    )
    success = line_field(
        _("How will you know?"), _("What anybody could count or see."), sentence=_("Say how you will know.")
    )
    school = forms.TypedChoiceField(
        label=_("At which school is it to be seen?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": NOT_STATED, "invalid": NOT_STATED},
    )
    kind = radios(
        _("Where does it begin?"), ObjectiveKind.choices, _("Choose how it is known where it begins.")
    )
    indicator = forms.TypedChoiceField(
        label=_("Which measure?"),
        help_text=_("Only for a measure of the catalogue: the portal shows its figures by itself."),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": NOT_STATED, "invalid": NOT_STATED},
    )
    baseline_year = forms.IntegerField(
        label=_("From which year on?"),
        help_text=A_YEAR,
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), A_YEAR),
    )
    baseline = number_field(_("What do you count now?"), _("Only for what you count yourselves."))
    target = number_field(_("What is it to be?"))
    baseline_words = line_field(
        _("What can be seen now?"), _("Only for what can be seen, in words."), required=False
    )
    language = language_field()
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(
        self, *args: Any, partners: Sequence[Partner], indicators: Iterable[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {row.school_id: row.school for row in partners}
        self.indicators = {row.pk: row for row in indicators}
        school: Any = self.fields["school"]
        school.choices = [("", _("At all of them")), *((pk, one.name) for pk, one in self.schools.items())]
        indicator: Any = self.fields["indicator"]
        indicator.choices = [("", "–"), *((pk, row.name) for pk, row in self.indicators.items())]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        wanted: dict[str, dict[str, Any]] = {
            ObjectiveKind.FIGURE: {
                "school": _("Choose the school whose figure it is."),
                "indicator": _("Choose the measure."),
                "baseline_year": A_YEAR,
            },
            ObjectiveKind.COUNT: {"baseline": A_NUMBER, "target": A_NUMBER},
            ObjectiveKind.WORDS: {"baseline_words": _("Say what can be seen now.")},
        }
        for name, sentence in wanted.get(facts.get("kind", ""), {}).items():
            if name not in self.errors and facts.get(name) in (None, ""):
                self.add_error(name, sentence)
        return facts

    def facts(self) -> dict[str, Any]:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {
            **facts,
            "school": self.schools.get(facts["school"]),
            "indicator": self.indicators.get(facts["indicator"]),
        }


class NowForm(PortalForm):
    now = number_field(_("What do you count now?"))
    now_words = line_field(_("What can be seen now?"), required=False)
    now_on = day_field(_("On which day did you look?"), _("Enter the day."))
    version = version_field()

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind != ObjectiveKind.COUNT:
            del self.fields["now"]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if self.kind == ObjectiveKind.COUNT:
            if "now" not in self.errors and facts.get("now") is None:
                self.add_error("now", A_NUMBER)
        elif "now_words" not in self.errors and not facts.get("now_words"):
            self.add_error("now_words", _("Say what can be seen now."))
        return facts

    def facts(self) -> dict[str, Any]:
        now: Decimal | None = self.cleaned_data.get("now")
        return {
            "now": now,
            "now_words": self.cleaned_data["now_words"],
            "now_on": self.cleaned_data["now_on"],
        }
