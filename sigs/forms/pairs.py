from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class AskPairForm(PortalForm):
    message = forms.CharField(
        required=False,
        max_length=500,
        label=_("What you want to say with it"),
        help_text=_("The headteachers who are asked read it. Up to 500 characters."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Use at most 500 characters.")},
    )


class AnswerPairForm(PortalForm):
    answer = forms.ChoiceField(
        label=_("Does your school want to?"),
        choices=[("yes", _("Yes, we want to work together")), ("no", _("Not now"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or not now.")},
    )
    because = forms.CharField(
        required=False,
        max_length=300,
        label=_("If not now: why"),
        help_text=_("A few words. The schools of the pair and the convenor read it."),
        error_messages={"max_length": _("Use at most 300 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answer") == "no" and not found.get("because"):
            self.add_error("because", _("Say in a few words why not now."))
        return found


class EndPairForm(PortalForm):
    outcome = forms.CharField(
        label=_("What came of it"),
        help_text=_(
            "What changed in practice, and what others could take from it. The whole group reads it."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Say what came of it, even if it was little."),
            "max_length": _("Use at most 2,000 characters."),
        },
    )
