from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from sigs.enums import PilotDecision
from sigs.forms.money import day_field, text_field


class PilotForm(PortalForm):
    title = text_field(_("Name of the pilot"), 120, required=_("Enter a name."))
    functions = text_field(
        _("Functions of an adviser that the group holds"),
        1500,
        rows=4,
        required=_("Name at least one function."),
        help_text=_("One a line, such as: looks at each other’s own review."),
    )
    starts_on = day_field(_("From"), _("Enter the first day."))
    ends_on = day_field(_("To"), _("Enter the last day: a pilot has an end."))
    risks = text_field(_("Risks"), 2000, rows=4, required=_("Say what could go wrong, and who would notice."))
    baseline = text_field(
        _("Baseline"), 2000, rows=4, required=_("Say how it is now: the pilot is judged against it.")
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        starts, ends = facts.get("starts_on"), facts.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("It has to end after it begins."))
        return facts


class PilotEvaluationForm(PortalForm):
    evaluation = text_field(
        _("What came of it, against the baseline"),
        4000,
        rows=8,
        required=_("Say what came of it, against the baseline."),
        help_text=_("What did not work belongs in it. The consortium decides on it."),
    )


class PilotDecisionForm(PortalForm):
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=PilotDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it goes on.")},
    )
    because = text_field(
        _("Your reason"),
        2000,
        rows=4,
        required=_("Say why, whichever way you decide."),
        help_text=_("The group reads it."),
    )

    def clean_decision(self) -> PilotDecision:
        return PilotDecision(self.cleaned_data["decision"])


class ThemeForm(PortalForm):
    theme_cy = text_field(_("Theme in Welsh"), 120, lang="cy", required=_("Name the theme in Welsh."))
    theme_en = text_field(_("Theme in English"), 120, lang="en", required=_("Name the theme in English."))
    again_cy = text_field(
        _("What pupils meet again, in Welsh"),
        1500,
        rows=4,
        lang="cy",
        required=_("Say in Welsh what pupils meet again."),
        help_text=_("What they did before the move, and how it is taken up after it."),
    )
    again_en = text_field(
        _("What pupils meet again, in English"),
        1500,
        rows=4,
        lang="en",
        required=_("Say in English what pupils meet again."),
    )
    who_cy = text_field(
        _("Who sees to it, in Welsh"),
        150,
        lang="cy",
        required=_("Say in Welsh who sees to it, by office."),
        help_text=_("Offices and schools, no names."),
    )
    who_en = text_field(
        _("Who sees to it, in English"),
        150,
        lang="en",
        required=_("Say in English who sees to it, by office."),
    )
    by_when = day_field(_("By when"), _("Enter by when it is done."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
