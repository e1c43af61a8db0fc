import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.forms.fields import day_field, language_field
from core.forms import PortalForm
from schools.enums import PauseReason

# What a pause lasts where nobody says otherwise, in days.
USUAL = {PauseReason.INSPECTION: 28, PauseReason.ABSENCE: 28, PauseReason.HANDOVER: 42}


class PauseForm(PortalForm):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=PauseReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the school is left in peace.")},
    )
    choice_hints = {
        "reason": {
            PauseReason.INSPECTION: _("An inspection has been announced."),
            PauseReason.ABSENCE: _("Whoever answers for the school is away."),
            PauseReason.HANDOVER: _("Somebody else is taking over."),
        }
    }
    ends_on = day_field(
        _("Until when?"),
        _("Enter the last day of the pause."),
        _("At most 120 days. After that day reminders come again by themselves."),
    )
    words = forms.CharField(
        label=_("Anything that others should know"),
        required=False,
        max_length=300,
        help_text=_("Those who see how the school stands read it. Name nobody, and no illness."),
        error_messages={"max_length": _("This can have at most 300 characters.")},
    )
    language = language_field()
    inline_choices = frozenset({"language"})

    def clean_reason(self) -> PauseReason:
        return PauseReason(self.cleaned_data["reason"])


def usual_end(today: dt.date) -> Any:
    return today + dt.timedelta(days=USUAL[PauseReason.INSPECTION])
