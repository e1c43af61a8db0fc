"""The small forms behind each rule's Change. Each says what it makes of the rules; none saves."""

from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.models import School
from sigs.enums import AllAgeWith, Effort, LastYearRule, StageSource, WelshRule
from sigs.models import Composition
from sigs.services.composing.asked import ENDS, Asked

NUMBER = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})


def number_field(label: Any, least: int, most: int, **facts: Any) -> forms.IntegerField:
    said = format_lazy(_("Enter a whole number from {least} to {most}."), least=least, most=most)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=NUMBER,
        error_messages={"required": said, "invalid": said, "min_value": said, "max_value": said},
        **facts,
    )


class RuleForm(PortalForm):
    """`seen`: the version of the rules that the page showed."""

    # Columns of the composition that this rule stands in, beside or instead of `asked`.
    columns: ClassVar[tuple[str, ...]] = ()
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, composition: Composition, asked: Asked, schools: list[School], **kwargs: Any
    ) -> None:
        self.composition = composition
        self.asked = asked
        self.schools = schools
        super().__init__(*args, **{"initial": {**self.stands(), "seen": composition.version}, **kwargs})

    def stands(self) -> dict[str, Any]:
        of = {name: getattr(self.asked, name, None) for name in self.base_fields}
        return {**of, **{name: getattr(self.composition, name) for name in self.columns}}

    def changed(self) -> Asked:
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in (*self.columns, "seen") and hasattr(self.asked, name)
        }
        return self.asked.but(**given)

    def changed_columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.columns}

    def clean_seen(self) -> int:
        seen: int | None = self.cleaned_data["seen"]
        return -1 if seen is None else seen


class SchoolsForm(RuleForm):
    columns = ("all_age_with", "with_special", "with_prus")
    all_age_with = forms.ChoiceField(
        label=_("Where do all-age schools belong?"),
        choices=AllAgeWith.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where all-age schools belong.")},
    )
    with_special = forms.BooleanField(label=_("Special schools too"), required=False)
    with_prus = forms.BooleanField(label=_("Pupil referral units too"), required=False)


class GroupsForm(RuleForm):
    groups = number_field(_("How many groups?"), 1, 200)
    smallest = number_field(_("Schools in a group, at least"), 1, 100)
    largest = number_field(_("Schools in a group, at most"), 1, 100)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        smallest, largest = given.get("smallest"), given.get("largest")
        if smallest and largest and smallest > largest:
            self.add_error("largest", _("The largest group cannot be smaller than the smallest one."))
        return given


class AuthoritiesForm(RuleForm):
    authorities = number_field(
        _("Authorities in each group, at least"),
        0,
        20,
        help_text=_("0: no rule. Every authority in every group weighs in anyway, as far as it can be."),
    )


class WelshForm(RuleForm):
    welsh = forms.ChoiceField(
        label=_("Welsh-medium schools"),
        choices=WelshRule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule for Welsh-medium schools.")},
    )


class JourneyForm(RuleForm):
    minutes = number_field(
        _("Minutes between any two members, at most"),
        5,
        240,
        required=False,
        help_text=_("Estimated by road from the straight line. Leave it empty for no limit."),
    )


class StageForm(RuleForm):
    columns = ("stage_source",)
    stage_source = forms.ChoiceField(
        label=_("What tells the stage?"),
        choices=StageSource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what tells the stage.")},
    )
    most_reds = number_field(
        _("Schools at red in a group, at most"),
        0,
        20,
        required=False,
        help_text=_("Leave it empty for no rule."),
    )


class LastYearForm(RuleForm):
    last_year = forms.ChoiceField(
        label=_("The schools of one of last year’s groups"),
        choices=LastYearRule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule for last year’s groups.")},
    )
    last_year_most = number_field(
        _("How many of them may stay together, at most?"),
        1,
        20,
        help_text=_("Counts where at most so many stay together."),
    )


def slider_field() -> forms.TypedChoiceField:
    said = _("Move the slider to one of its steps.")
    return forms.TypedChoiceField(
        coerce=int,
        choices=[(step, step) for step in range(ENDS[0], ENDS[1] + 1)],
        error_messages={"required": said, "invalid_choice": said},
    )


class WeighForm(PortalForm):
    """The three sliders and how long the run may look, beside the button that starts it."""

    mix = slider_field()
    strengths = slider_field()
    new = slider_field()
    effort = forms.ChoiceField(
        choices=Effort.choices,
        error_messages={"required": _("Choose how long it may look.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
