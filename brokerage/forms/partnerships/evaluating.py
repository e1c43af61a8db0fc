"""Who evaluates, and what it came to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import Outcome
from brokerage.forms.fields import language_field
from brokerage.forms.partnerships.work import radios, some_words, version_field
from core.forms import PortalForm
from core.models import User
from sigs.enums import Rung

WHOLE = ("outcome", "rung", "rung_because", "helped_gained", "helpers_gained")


class EvaluatorForm(PortalForm):
    evaluator = forms.TypedChoiceField(
        label=_("Who evaluates it?"),
        help_text=_("An adviser or somebody of the consortium who belongs to none of its schools."),
        coerce=int,
        error_messages={
            "required": _("Choose who evaluates it."),
            "invalid_choice": _("Choose somebody from the list."),
            "invalid": _("Choose somebody from the list."),
        },
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        evaluator: Any = self.fields["evaluator"]
        evaluator.choices = [("", "–"), *((pk, person.name) for pk, person in self.people.items())]

    def clean_evaluator(self) -> User:
        return self.people[self.cleaned_data["evaluator"]]


class EvaluationForm(PortalForm):
    marks_optional = False
    outcome = radios(
        _("Is the need met?"), Outcome.choices, _("Say whether the need is met."), required=False
    )
    rung = radios(
        _("How far is it shown to have led?"),
        Rung.choices,
        _("Choose the rung of the ladder."),
        required=False,
    )
    rung_because = some_words(
        _("What shows it?"),
        _("What was counted or seen, by whom. “Not yet shown” is an honest answer too."),
    )
    helped_gained = some_words(_("What has the school that was helped gained?"))
    helpers_gained = some_words(
        _("What has the school that helped gained?"), _("By helping others you help yourself: how did it?")
    )
    learned = some_words(_("What would others do differently?"), rows=3)
    language = language_field()
    finish = forms.BooleanField(
        label=_("This is whole: all its schools may read it, and it stays as it is"), required=False
    )
    version = version_field()
    choice_hints = {
        "rung": {
            Rung.NOT_SHOWN: _("Nobody can tell yet."),
            Rung.TOOK_PART: _("They met and worked together."),
            Rung.LEARNED: _("People know or can do what they could not before."),
            Rung.PRACTICE: _("It is done differently in classrooms, and somebody has seen it."),
            Rung.PUPILS: _("There is evidence from pupils’ work or results."),
        }
    }

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("finish"):
            for name in WHOLE:
                if name not in self.errors and not facts.get(name):
                    self.add_error(name, _("This is needed before it is whole."))
        return facts
