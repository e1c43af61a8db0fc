"""The lawful fields of a warning notice, no more and no fewer, and the decision to intervene."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import WITH_NOTICE, Ground, InterventionBasis, WarningState
from brokerage.forms.concerns import optional_words
from brokerage.forms.fields import day_field, language_field, words_field
from core.forms import PortalForm

ENDS = (WarningState.MET, WarningState.NOT_MET, WarningState.WITHDRAWN)


class WarningForm(PortalForm):
    grounds = forms.TypedMultipleChoiceField(
        label=_("On which grounds?"),
        help_text=_("The headings are short ones of the portal: the words of the Act count."),
        coerce=int,
        choices=[(one.value, one.label) for one in WITH_NOTICE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose one ground or more."),
            "invalid_choice": _("Choose from grounds 1 to 6."),
            "invalid_list": _("Choose from grounds 1 to 6."),
        },
    )
    reasons = words_field(
        _("The reasons why the authority is satisfied that the grounds exist"), _("Give the reasons."), rows=6
    )
    action_required = words_field(
        _("The action that the governing body is required to take"),
        _("Say what the governing body is required to do."),
        rows=5,
    )
    issued_on = day_field(_("Given on"), _("Enter the day on which the notice was given."))
    comply_by = day_field(
        _("The compliance period ends on"),
        _("Enter the last day of the compliance period."),
    )
    action_minded = words_field(
        _("The action that the authority is minded to take if the notice is not complied with"),
        _("Say what the authority is minded to do."),
        rows=4,
    )
    language = language_field()
    copied_head_on = day_field(
        _("Copied to the headteacher on"), _("Enter the day on which the headteacher was sent a copy.")
    )
    copied_ministers_on = day_field(
        _("Copied to the Welsh Ministers on"),
        _("Enter the day on which the Welsh Ministers were sent a copy."),
    )
    copied_appointing_on = day_field(
        _("Copied to the person who appoints foundation governors on"),
        "",
        _("Foundation and voluntary schools only."),
    )
    copied_religious_on = day_field(
        _("Copied to the appropriate religious body on"),
        "",
        _("Schools with a religious character only."),
    )
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("copied_appointing_on", "copied_religious_on"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        issued, comply = facts.get("issued_on"), facts.get("comply_by")
        if issued and comply and comply <= issued:
            self.add_error("comply_by", _("The compliance period must end after the day of the notice."))
        for name in ("copied_head_on", "copied_ministers_on", "copied_appointing_on", "copied_religious_on"):
            if issued and facts.get(name) and facts[name] < issued:
                self.add_error(name, _("A copy cannot be sent before the notice is given."))
        return facts


class WarningOverForm(PortalForm):
    state = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(one.value, one.label) for one in ENDS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what came of it."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    on = day_field(_("When?"), _("Enter the day from which this is so."))
    because = words_field(_("Why? What was seen?"), _("Say what was seen."), rows=4)


class InterventionForm(PortalForm):
    basis = forms.ChoiceField(
        label=_("What allows the authority to intervene?"),
        choices=InterventionBasis.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what allows it."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    choice_hints = {
        "basis": {
            InterventionBasis.NOTICE: _("A notice on one of grounds 1 to 6 is on record, and was not met."),
            InterventionBasis.SAFETY: _("One of grounds 1 to 6 exists, and there is no time for a notice."),
            InterventionBasis.CATEGORY: _(
                "No notice is needed; the inspection stands on the school's record."
            ),
        }
    }
    ground = forms.TypedChoiceField(
        label=_("On which ground?"),
        help_text=_("The headings are short ones of the portal: the words of the Act count."),
        coerce=int,
        choices=[("", "–"), *Ground.choices],
        error_messages=dict.fromkeys(("required", "invalid_choice", "invalid"), _("Choose the ground.")),
    )
    risk = optional_words(_("What is the urgent risk?"), _("Only where an urgent risk is what allows it."))
    what = words_field(_("What does the authority do?"), _("Say what the authority does."), rows=4)
    decided_on = day_field(_("Decided on"), _("Enter the day of the decision."))
    language = language_field()
    inline_choices = frozenset({"language"})

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("basis") == InterventionBasis.SAFETY and not facts.get("risk"):
            self.add_error("risk", _("Say what the urgent risk to health or safety is."))
        return facts
