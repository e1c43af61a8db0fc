"""What a head says about the proposed group, what the consortium answers, and how it goes on."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DayField, PortalForm
from schools.models import School
from sigs.enums import DraftOutcome, DraftState

TIME_TO_ANSWER = dt.timedelta(weeks=2)
TOO_LONG = _("This can have at most 2,000 characters.")


class SendForm(PortalForm):
    answer_by = DayField(
        label=_("Answers by"),
        help_text=_("Whoever has not answered by then is shown as “no answer”, not as agreeing."),
        error_messages={
            "required": _("Enter the day for answers."),
            "invalid": _("Enter a real day for answers, such as 11 12 2026."),
        },
    )


def usual_day() -> dict[str, Any]:
    return {"answer_by": clock.today() + TIME_TO_ANSWER}


class AnswerDraftForm(PortalForm):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (DraftState.AGREED, _("We agree")),
            (DraftState.COMMENTED, _("We want to say something about it")),
            (DraftState.SWAP_ASKED, _("We ask for a swap")),
            (DraftState.DECLINED, _("We decline")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your answer.")},
    )
    choice_hints = {
        "answer": {
            DraftState.SWAP_ASKED: _("Name the school with Find a school below."),
            DraftState.DECLINED: _("Your school would be in no such group this year."),
        }
    }
    text = forms.CharField(
        label=_("What you want to say, or why"),
        help_text=_("Not needed if you agree. Only the consortium reads it. Name no pupils and no staff."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(PortalForm):
    outcome = forms.ChoiceField(
        label=_("What you decide"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    partner = forms.ChoiceField(
        label=_("Which school changes places with it"),
        required=False,
        error_messages={"invalid_choice": _("Choose a school of that group.")},
    )
    text = forms.CharField(
        label=_("What you tell the school"),
        help_text=_("The head reads it. Say nothing about other schools that they would not say themselves."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: str, partners: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = OUTCOMES[DraftState(state)]
        if len(partners) > 1:
            partner: Any = self.fields["partner"]
            partner.choices = [("", _("Choose"))] + [(school.number, school.name) for school in partners]
        else:
            del self.fields["partner"]


OUTCOMES: dict[DraftState, list[tuple[str, Any]]] = {
    DraftState.COMMENTED: [(DraftOutcome.ANSWERED, _("Answer the comment"))],
    DraftState.SWAP_ASKED: [
        (DraftOutcome.ACCEPTED, _("Accept the swap: both groups see the changed draft")),
        (DraftOutcome.KEPT, _("Leave the draft as it is, and say why")),
    ],
    DraftState.DECLINED: [
        (DraftOutcome.ACCEPTED, _("Let the school go: it is in none of these groups")),
        (DraftOutcome.KEPT, _("Leave the draft as it is, and say why")),
    ],
    DraftState.WAITING: [],
    DraftState.AGREED: [],
}


class UndoForm(PortalForm):
    because = forms.CharField(
        label=_("Why the publication is undone"),
        help_text=_("It stands with the closed groups and is told to nobody else."),
        max_length=300,
        error_messages={
            "required": _("Say why."),
            "max_length": _("This can have at most 300 characters."),
        },
    )
