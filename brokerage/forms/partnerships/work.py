"""Contacts, reviews, tasks, and the reason of a step."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import ContactKind, Phase, Progress, TaskState
from brokerage.forms.fields import day_field, language_field, line_field, words_field
from brokerage.models import Partner, PartnershipTask
from core.forms import PortalForm

NOT_STATED = _("Choose from the list.")


def radios(label: Any, choices: Any, sentence: Any, **facts: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": sentence, "invalid_choice": sentence},
        **facts,
    )


def short_field(label: Any, hint: Any = "") -> forms.CharField:
    """Up to 200 characters."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=200,
        error_messages={
            "required": _("Say in a sentence what it is."),
            "max_length": _("At most 200 characters, please."),
        },
    )


def some_words(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    """Up to 1,000 characters, or none yet."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": _("This can have at most 1,000 characters.")},
    )


def version_field() -> forms.IntegerField:
    """What the person had before them: a change in between is not overwritten."""
    return forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(PortalForm):
    because = line_field(_("Why?"), _("Everybody who reads the file reads it."), sentence=_("Say why."))


class HaltForm(PortalForm):
    because = words_field(_("Why?"), _("Say why."), hint=_("All its schools read it."))
    language = language_field()


class ContactForm(PortalForm):
    on = day_field(_("When was it?"), _("Enter the day of the contact."))
    kind = radios(_("What kind of contact?"), ContactKind.choices, _("Choose what it was."))
    text = words_field(
        _("What did you do, and what came of it?"),
        _("Say in a sentence or two what you did."),
        hint=_("All its schools and their advisers read it. Name no pupil and no teacher."),
    )
    next_step = line_field(_("What is next?"), required=False)
    language = language_field()


class ReviewForm(PortalForm):
    held_on = day_field(_("When did you look at it together?"), _("Enter the day of the review."))
    progress = radios(_("How does it go?"), Progress.choices, _("Choose how it goes."))
    words = words_field(
        _("In words: what has changed, and what has not?"),
        _("Say in words how it goes: the colour alone tells nobody anything."),
        rows=5,
    )
    next_step = line_field(_("What will you do until the next review?"), required=False)
    language = language_field()
    version = version_field()
    choice_hints = {
        "progress": {
            Progress.GREEN: _("What was planned is done, and the first signs are there."),
            Progress.AMBER: _("Something holds it up; the schools can mend it themselves."),
            Progress.RED: _("It will not reach its objectives as it is: the broker should step in."),
        }
    }


class OwnTaskForm(PortalForm):
    text = short_field(_("What is to be done?"), _("So that anybody can tell when it is done."))
    phase = radios(_("In which phase?"), Phase.choices, _("Choose the phase."))
    owner = forms.TypedChoiceField(
        label=_("Which school does it?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": NOT_STATED, "invalid": NOT_STATED},
    )
    due_on = day_field(_("By when?"), "")
    after = forms.TypedChoiceField(
        label=_("Can it start only after another one?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": NOT_STATED, "invalid": NOT_STATED},
    )
    language = language_field()

    def __init__(
        self,
        *args: Any,
        partners: Sequence[Partner],
        tasks: Sequence[PartnershipTask],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False
        self.schools = {row.school_id: row.school for row in partners}
        self.tasks = {row.pk: row for row in tasks if not row.code}
        owner: Any = self.fields["owner"]
        owner.choices = [("", "–"), *((pk, school.name) for pk, school in self.schools.items())]
        after: Any = self.fields["after"]
        after.choices = [("", "–"), *((pk, row.text) for pk, row in self.tasks.items())]

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        owner, after = facts.pop("owner"), facts.pop("after")
        return {**facts, "owner_school": self.schools.get(owner), "after": self.tasks.get(after)}


class TaskForm(PortalForm):
    state = radios(_("How does it stand?"), TaskState.choices, _("Choose how it stands."))
    because = line_field(
        _("Why can it not progress, or why is it not required?"),
        _("Only for these two."),
        required=False,
    )
    version = version_field()

    def __init__(self, *args: Any, task: PartnershipTask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if task.code:
            state: Any = self.fields["state"]
            state.choices = [
                (TaskState.NOT_STARTED, _("It is required")),
                (TaskState.NOT_REQUIRED, TaskState.NOT_REQUIRED.label),
            ]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        needs_reason = facts.get("state") in {TaskState.CANNOT_PROGRESS, TaskState.NOT_REQUIRED}
        if needs_reason and not facts.get("because"):
            self.add_error("because", _("Say why."))
        return facts
