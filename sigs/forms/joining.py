"""What a head says who proposes a group, answers such a proposal, or asks to join one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from core.forms import PortalForm
from schools.models import School, Topic
from sigs.forms.groups import school_choices, topic_choices, topics_coded
from sigs.models import Tier

MOST_INVITED = 5
INVITED = [f"invited_{place}" for place in range(1, MOST_INVITED + 1)]


def reason(label: Any, *, required: bool, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=300,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Enter the reason."),
            "max_length": _("The reason can have at most 300 characters."),
        },
    )


class OwnSchoolForm(PortalForm):
    """For whom the head speaks: asked only of those who lead several schools."""

    school = forms.ChoiceField(
        label=_("Your school"),
        error_messages={
            "required": _("Choose the school that you speak for."),
            "invalid_choice": _("Choose one of your schools."),
        },
    )

    def __init__(self, *args: Any, own: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = {school.number: school for school in own}
        field: Any = self.fields["school"]
        field.choices = [(school.number, school.name) for school in own]
        if len(own) == 1:
            field.widget = forms.HiddenInput()
            field.initial = own[0].number

    def clean_school(self) -> School:
        return self.own[self.cleaned_data["school"]]


class ProposalForm(OwnSchoolForm):
    tier = forms.ChoiceField(
        label=_("Kind of group"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the kind of group."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    name_en = forms.CharField(
        label=_("Name in English"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("The name can have at most 120 characters.")},
    )
    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("The name can have at most 120 characters.")},
    )
    topic = forms.ChoiceField(
        label=_("The need that it works on"),
        error_messages={
            "required": _("Choose the need that the group works on."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    why = forms.CharField(
        label=_("What you want to change together"),
        max_length=600,
        help_text=_(
            "The heads whom you invite read it, and later everybody who looks at the list of groups."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Say what you want to change together."),
            "max_length": _("Shorten it to 600 characters."),
        },
    )
    language = forms.ChoiceField(
        label=_("The language you wrote it in"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language."),
            "invalid_choice": _("Choose Welsh or English."),
        },
    )
    is_open = forms.BooleanField(label=_("Other schools may ask to join later"), required=False)
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, others: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {school.number: school for school in others}
        tiers = list(Tier.objects.filter(formed_by_schools=True))
        fields: Any = self.fields
        fields["tier"].choices = [(tier.code, tier.name) for tier in tiers]
        self.choice_hints = {"tier": {tier.code: tier.purpose for tier in tiers}}
        fields["topic"].choices = [("", ""), *topic_choices()]
        choices = school_choices(others)
        labels = [
            _("First school that you invite"),
            _("Second school"),
            _("Third school"),
            _("Fourth school"),
            _("Fifth school"),
        ]
        for place, name in enumerate(INVITED):
            fields[name] = forms.ChoiceField(
                label=labels[place],
                choices=choices,
                required=place == 0,
                error_messages={
                    "required": _("Choose at least one other school to invite."),
                    "invalid_choice": _("Choose one of the schools in the list."),
                },
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("name_en") and not said.get("name_cy"):
            self.add_error("name_en", _("Enter a name in English, in Welsh, or in both."))
        return said

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        numbers = dict.fromkeys(said[name] for name in INVITED if said.get(name))
        return {
            **{name: said[name] for name in ("school", "name_en", "name_cy", "why", "language", "is_open")},
            "tier": Tier.objects.get(code=said["tier"]),
            "topic": topics_coded([said["topic"]])[0],
            "invited": [self.others[number] for number in numbers],
        }


class DeclineForm(PortalForm):
    because = reason(
        _("Why your school does not take part"), required=True, hint=_("The head who proposed it reads it.")
    )


class JoinForm(OwnSchoolForm):
    topic = forms.ChoiceField(
        label=_("The need that leads you here"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    why = reason(
        _("What you would like to work on with them"),
        required=True,
        hint=_("Whoever leads the group reads it, and its members once you are in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.choices = [("", ""), *topic_choices()]

    def topic_said(self) -> Topic | None:
        return next(iter(topics_coded([self.cleaned_data["topic"]])), None)


class AnswerJoinForm(PortalForm):
    admit = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Admit the school")), ("no", _("Do not admit it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your answer."), "invalid_choice": _("Choose your answer.")},
    )
    answer = reason(
        _("Your words to the school"), required=False, hint=_("A reason is needed where the answer is no.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("admit") == "no" and not said.get("answer"):
            self.add_error("answer", _("Say why, so that the school can look elsewhere."))
        return said


class LeaveForm(OwnSchoolForm):
    because = reason(_("Why your school leaves"), required=True, hint=_("Those who lead the group read it."))
