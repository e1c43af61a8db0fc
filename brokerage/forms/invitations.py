from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import Refusal
from brokerage.forms.fields import LONG, day_field, language_field, line_field
from core.forms import PortalForm

YES, MAYBE, NO = "yes", "maybe", "no"


class AnswerForm(PortalForm):
    answer = forms.ChoiceField(
        label=_("Does your school help?"),
        choices=[
            (YES, _("Yes, we help")),
            (MAYBE, _("Maybe: we have to find something out first")),
            (NO, _("No, not this time")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, maybe or no.")},
    )
    refusal = forms.ChoiceField(
        label=_("If no: why not?"),
        help_text=_("Only the brokers read it; the school that asked for help does not."),
        choices=Refusal.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the reasons listed.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("With “maybe”, what you have to find out first. The brokers read it."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("This can have at most 1,000 characters.")},
    )
    language = language_field()

    inline_choices = frozenset({"language"})
    choice_hints = {
        "answer": {
            YES: _("The days are booked, and a partnership opens in which both heads agree on what to do."),
            MAYBE: _("The days stay held for you until the last day to answer."),
            NO: _("The days are free again at once, and the broker looks for another school."),
        }
    }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        answer, refusal, words = found.get("answer"), found.get("refusal"), found.get("words")
        if answer == NO and not refusal:
            self.add_error("refusal", _("Choose why not: it helps to ask the right school next time."))
        if answer == NO and refusal == Refusal.OTHER and not words:
            self.add_error("words", _("Say in a few words why not."))
        if answer == MAYBE and not words:
            self.add_error("words", _("Say in a few words what you have to find out first."))
        return found


class SendForm(PortalForm):
    answer_by = day_field(
        _("Answer by"),
        _("Enter the last day to answer."),
        _("Until then the days are held, and nobody else is asked."),
    )


class TakeBackForm(PortalForm):
    because = line_field(
        _("Why do you take it back?"),
        _("The school that was asked reads it."),
        sentence=_("Say why you take it back."),
    )
