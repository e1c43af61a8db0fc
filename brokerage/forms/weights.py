"""How match points are counted from a day on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from brokerage.forms.fields import day_field, language_field, words_field
from core.forms import PortalForm
from core.forms.numbers import whole_number

POINTS = _("Enter a whole number of points, from 0 to 100.")
MINUTES = _("Enter a whole number of minutes, from 0 to 240.")
SHARE = _("Enter a whole number, from 1 to 100.")
TIMES = _("Enter a whole number, from 1 to 20.")


def number(
    label: StrOrPromise, sentence: StrOrPromise, least: int, most: int, hint: StrOrPromise = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )


class WeightsForm(PortalForm):
    strength = number(
        _("Strength"), POINTS, 0, 100, _("How well the evidence shows it. The five must make 100.")
    )
    likeness = number(_("Likeness"), POINTS, 0, 100, _("How like the two schools’ intakes are."))
    nearness = number(_("Nearness"), POINTS, 0, 100, _("How short the way is by road."))
    other_authority = number(
        _("Other authority"), POINTS, 0, 100, _("All or nothing: the school is in another authority.")
    )
    room = number(
        _("Room"), POINTS, 0, 100, _("Days left against days asked, and partnerships beside this one.")
    )
    near_minutes = number(_("Minutes up to which nothing is lost"), MINUTES, 0, 240)
    far_minutes = number(_("Minutes from which all points for nearness are lost"), MINUTES, 0, 240)
    least_share = number(
        _("A school is proposed if it has at least this share of the days asked"),
        SHARE,
        1,
        100,
        _("Percent."),
    )
    again = number(
        _("Points that a further need with the same school costs"),
        POINTS,
        0,
        100,
        _("Over the whole region: so many for the second need, twice as many for the third, and so on."),
    )
    most = number(
        _("Needs that one school is given at most"),
        TIMES,
        1,
        20,
        _("When the whole region is matched at once."),
    )
    valid_from = day_field(
        _("From which day?"), _("Enter the day from which points are counted so."), _("Today or later.")
    )
    because = words_field(_("Why?"), _("Say why the points are to be counted so."))
    language = language_field()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        names = ("strength", "likeness", "nearness", "other_authority", "room")
        if all(isinstance(found.get(name), int) for name in names):
            total = sum(found[name] for name in names)
            if total != 100:
                self.add_error(
                    "room",
                    _("The five points make %(total)s together. They must make 100.") % {"total": total},
                )
        return found


class PairsFilter(PortalForm):
    """Give and get: which schools, and how far apart at most."""

    marks_optional = False
    small_choices = True

    phase = forms.ChoiceField(label=_("Phase"), required=False)
    minutes = forms.ChoiceField(label=_("Minutes apart, at most"), required=False)

    def __init__(self, *args: Any, phases: Any, minutes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = phases  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["minutes"].choices = minutes  # type: ignore[attr-defined]  # as above


def minutes_asked(text: str, choices: tuple[int, ...], usual: int) -> int:
    found = whole_number(text)
    return found if found in choices else usual
