"""Choosing a school for a need, and saying why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.forms.fields import day_field, days_field, language_field, line_field, words_field
from brokerage.presenting.match import Choice
from core.forms import PortalForm

NONE = "none"
INVITE, SAVE = "invite", "save"


class ChooseForm(PortalForm):
    """`none` puts the need on the unmet board: then the reason says what blocks it."""

    marks_optional = False

    supplier = forms.ChoiceField(
        label=_("Which school?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a school, or none of them."),
            "invalid_choice": _("This school can no longer be chosen. Look at those that can."),
        },
    )
    days = days_field(_("Days to reserve"))
    answer_by = day_field(_("Answer by"), _("Enter the day by which the school is to answer."))
    reason = words_field(
        _("Your reason"),
        _("Say why this school: both schools read it."),
        hint=_("Both schools will read it. Two sentences are enough."),
        rows=5,
    )
    override_because = line_field(
        _("Why an exception is right here"),
        _("Only for a school whose independence check needs one. Both schools read it."),
        required=False,
    )
    language = language_field()

    small_choices = True
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, choices: Sequence[Choice], days_hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_reason = {choice.number for choice in choices if choice.needs_reason}
        field: Any = self.fields["supplier"]
        field.choices = [
            *((choice.number, choice.label) for choice in choices),
            (NONE, _("None of these: put the need on the unmet board")),
        ]
        self.fields["days"].help_text = days_hint
        if not self.needs_reason:
            del self.fields["override_because"]
        if self.is_bound and self.data.get("supplier") == NONE:
            # Nobody is asked: there is nothing to reserve.
            for name in ("days", "answer_by"):
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("supplier") in self.needs_reason and not found.get("override_because"):
            self.add_error("override_because", _("This school needs an exception: say why it is right here."))
        return found


class UnmetForm(PortalForm):
    because = words_field(
        _("What blocks it?"),
        _("Say what blocks it: it stands on the board and the school reads it."),
        hint=_("It stands on the unmet board, and the school reads it."),
    )
