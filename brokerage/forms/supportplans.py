"""What is asked for a support plan, its aims and its meetings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import AimProgress, AimState, PlanReason, Seat
from brokerage.forms.concerns import optional_words
from brokerage.forms.fields import day_field, language_field, line_field, words_field
from brokerage.models import PlanAim
from brokerage.services.supportplans import Judged
from core.forms import PortalForm

WEEKS = _("Enter a whole number of weeks, from 1 to 13. Half a term is about 7.")
SEATS = _("Say who was there: one at least.")


class PlanForm(PortalForm):
    because = forms.ChoiceField(
        label=_("Why is there a plan?"),
        choices=PlanReason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why there is a plan."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    purpose = words_field(
        _("What should be different when it ends?"),
        _("Say what should be different when it ends."),
        hint=_("In two or three sentences that the head, the chair and the authority can all stand by."),
        rows=4,
    )
    starts_on = day_field(_("From"), _("Enter the first day of the plan."))
    ends_on = day_field(_("Until"), _("Enter the last day of the plan."))
    every_weeks = forms.IntegerField(
        label=_("A progress meeting at least every so many weeks"),
        help_text=_("Half a term is about 7."),
        min_value=1,
        max_value=13,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WEEKS),
    )
    language = language_field()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    inline_choices = frozenset({"language"})

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = facts.get("starts_on"), facts.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The plan would end before it begins."))
        return facts


class AimForm(PortalForm):
    text = line_field(_("What should change?"), sentence=_("Say what should change."))
    baseline = line_field(
        _("Where does it stand now?"),
        _("Something seen or counted, with its date."),
        sentence=_("Say where it stands now."),
    )
    measure = line_field(
        _("How will one know?"),
        _("Something that can be seen or counted by then."),
        sentence=_("Say how one will know."),
    )
    school_does = words_field(_("What does the school do?"), _("Say what the school does."))
    support = words_field(
        _("What support does it get?"),
        _("Say what support it gets, and from whom."),
        hint=_("Adviser days, another school, a programme: who, and how much."),
    )
    due_on = day_field(_("By when?"), _("Enter the day by which it should be reached."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SendBackForm(PortalForm):
    words = words_field(
        _("What should be changed, and why?"), _("Say what should be changed, and why."), rows=5
    )
    language = language_field()
    inline_choices = frozenset({"language"})


class AimOutcomeForm(PortalForm):
    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[choice for choice in AimState.choices if choice[0] != AimState.OPEN],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what became of it."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    result = words_field(_("How do you know?"), _("Say how you know."), rows=4)


class PlanOutcomeForm(PortalForm):
    outcome = words_field(
        _("What is different now, and what goes on?"), _("Say what is different now."), rows=5
    )


class ProgressMeetingForm(PortalForm):
    on = day_field(_("When?"), _("Enter the day of the meeting."))
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("At most 200 characters, please.")},
    )


class ProgressHeldForm(PortalForm):
    """Who was there, a word and a sentence on every aim, and what was agreed."""

    seats = forms.MultipleChoiceField(
        label=_("Who was there?"),
        choices=Seat.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": SEATS, "invalid_choice": SEATS, "invalid_list": SEATS},
    )
    people = line_field(_("Who else?"), _("By post. Leave it empty if nobody."), required=False)
    agreed = optional_words(_("What was agreed?"), _("Who does what by when, one a line."))
    next_on = day_field(_("When is the next one?"), "", _("Leave it empty if the day is not known yet."))
    language = language_field()
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, aims: Sequence[PlanAim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aims = aims
        self.fields["next_on"].required = False
        for aim in aims:
            self.fields[f"progress_{aim.pk}"] = forms.ChoiceField(
                label=_("How far is aim %(number)s?") % {"number": aim.position},
                help_text=aim.text,
                choices=AimProgress.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose how far this aim is."),
                    "invalid_choice": _("Choose one of the three."),
                },
            )
            self.fields[f"words_{aim.pk}"] = forms.CharField(
                label=_("In a sentence (aim %(number)s)") % {"number": aim.position},
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={
                    "required": _("Say in a sentence how far this aim is."),
                    "max_length": _("At most 500 characters, please."),
                },
            )
        self.order_fields(
            ["seats", "people", *(f"{part}_{aim.pk}" for aim in aims for part in ("progress", "words"))]
        )

    def facts(self) -> dict[str, Any]:
        facts = self.cleaned_data
        names = ("seats", "people", "agreed", "language", "next_on")
        judged = [Judged(aim, facts[f"progress_{aim.pk}"], facts[f"words_{aim.pk}"]) for aim in self.aims]
        return {**{name: facts[name] for name in names}, "judged": judged}
