"""Forms of one judgement: evidence, the adviser's draft, answers, moderation, appeals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.forms import PortalForm
from schools.enums import Capacity
from schools.models import CapacityPrompt, EvidenceKind, SupportJudgement, SupportLevel
from schools.services.support.drafts import Draft

NO_POSITION = "none"
POSITION_CHOICES = [
    ("1", _("1, the strongest")),
    ("2", "2"),
    ("3", "3"),
    ("4", _("4, the weakest")),
    (NO_POSITION, _("None: read by capacity alone")),
]
CAPACITY_CHOICES = [
    (Capacity.A, _("A, the greatest capacity to improve, and to support others")),
    (Capacity.B, "B"),
    (Capacity.C, "C"),
    (Capacity.D, _("D, the least")),
]
PROPOSED_LEVEL = _("Level that you propose")
LONG = 10000
TOO_LONG = _("The text can have at most 10,000 characters.")


def kind_field(kinds: Sequence[EvidenceKind] = ()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Kind of evidence"),
        choices=[(str(kind.pk), kind.name) for kind in kinds],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the kind of evidence."),
            "invalid_choice": _("Choose one of the kinds listed."),
        },
    )


class EvidenceForm(PortalForm):
    kind = kind_field()
    text = forms.CharField(
        label=_("What it says"),
        help_text=_("No names of pupils or teachers."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": TOO_LONG},
    )
    link = forms.URLField(
        label=_("Link to it"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": _("Enter the whole address, as the browser shows it."),
            "max_length": _("The address can have at most 500 characters."),
        },
    )

    def __init__(self, *args: Any, kinds: list[EvidenceKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = kind_field(kinds)
        self.choice_hints = {"kind": {str(kind.pk): kind.hint for kind in kinds}}


def level_field(label: StrOrPromise, levels: Sequence[SupportLevel] = ()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[(level.slug, level.name) for level in levels],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the levels that are in use.")},
    )


class DraftForm(PortalForm):
    marks_optional = False
    evidence_position = forms.ChoiceField(
        label=_("Evidence position"),
        choices=POSITION_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an evidence position, or none."),
            "invalid_choice": _("Choose 1 to 4, or none."),
        },
    )
    capacity = forms.ChoiceField(
        label=_("Improvement capacity"),
        required=False,
        choices=CAPACITY_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose A, B, C or D.")},
    )
    level = level_field(PROPOSED_LEVEL)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Required where you propose another level than the suggestion. The school reads it."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, levels: list[SupportLevel], prompts: list[CapacityPrompt], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.prompts = prompts
        self.fields["level"] = level_field(PROPOSED_LEVEL, levels)
        self.choice_hints = {"level": {level.slug: level.descriptor for level in levels}}
        for prompt in prompts:
            self.fields[f"prompt_{prompt.pk}"] = forms.ChoiceField(
                label=prompt.text, required=False, choices=Capacity.choices, widget=forms.RadioSelect
            )
        asked = [f"prompt_{prompt.pk}" for prompt in prompts]
        self.order_fields(["evidence_position", *asked, "capacity", "level", "reason"])

    @property
    def inline_choices(self) -> frozenset[str]:  # type: ignore[override]  # as many prompts as the year has
        return frozenset(f"prompt_{prompt.pk}" for prompt in self.prompts)

    def draft(self) -> Draft:
        facts = self.cleaned_data
        position = facts["evidence_position"]
        answers = {str(prompt.pk): facts[f"prompt_{prompt.pk}"] for prompt in self.prompts}
        return Draft(
            evidence_position=None if position == NO_POSITION else int(position),
            capacity=facts["capacity"],
            answers={key: value for key, value in answers.items() if value},
            level=facts["level"],
            reason=facts["reason"],
        )


def draft_values(judgement: SupportJudgement) -> dict[str, Any]:
    started = bool(judgement.capacity or judgement.evidence_position)
    return {
        "evidence_position": str(judgement.evidence_position or NO_POSITION) if started else "",
        "capacity": judgement.capacity,
        "level": judgement.proposed.slug if judgement.proposed else "",
        "reason": judgement.reason,
        "seen": judgement.version,
        **{f"prompt_{key}": value for key, value in judgement.answers.items()},
    }


class AnswerForm(PortalForm):
    because = forms.CharField(
        label=_("Because"),
        help_text=_("Required where you dispute the draft."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )
    round = forms.IntegerField(widget=forms.HiddenInput)


class LevelChangeForm(PortalForm):
    """Confirm the level or choose another: moderation, an appeal's decision, an amendment."""

    marks_optional = False
    level = level_field(_("Level"))
    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, levels: list[SupportLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = level_field(_("Level"), levels)
        self.choice_hints = {"level": {level.slug: level.descriptor for level in levels}}


class AppealForm(PortalForm):
    why = forms.CharField(
        label=_("Why should the level be another one?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why the level should be another one."), "max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
