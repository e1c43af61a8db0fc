from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from sigs.enums import Rung
from sigs.forms.money import text_field
from sigs.models import Element, Group

TEXTS = ("changed", "evidence", "spread", "did_not_work", "measures", "share_wider", "rung_because")
COUNT = _("Enter a whole number of classrooms, 0 where there is none yet.")


class EvaluationForm(PortalForm):
    """Nothing is needed to save a draft; what is missing is said when it is handed in."""

    marks_optional = False
    changed = text_field(
        _("What changed in practice"),
        3000,
        rows=5,
        help_text=_("What do teachers do now that they did not do before? Name no pupil and no teacher."),
    )
    classrooms = forms.IntegerField(
        label=_("In how many classrooms"),
        required=False,
        min_value=0,
        max_value=5000,
        help_text=_("In all member schools together. 0 is an answer."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"invalid": COUNT, "min_value": COUNT, "max_value": COUNT},
    )
    evidence = text_field(_("Evidence"), 3000, rows=5, help_text=_("What did you see, count or hear?"))
    measures = text_field(
        _("Success measures of the plan"),
        2000,
        rows=3,
        help_text=_("What the measures do not say by themselves. Where they stand is shown beside it."),
    )
    spread = text_field(
        _("How it spread"),
        2000,
        rows=4,
        help_text=_("Beyond the people who took part: within their schools, to other schools."),
    )
    did_not_work = text_field(
        _("What did not work"), 2000, rows=4, help_text=_("Others learn from it as much as from the rest.")
    )
    share_wider = text_field(
        _("What others could use"),
        2000,
        rows=3,
        help_text=_("One thing that you would share with the region."),
    )
    rung = forms.ChoiceField(
        label=_("How far it is shown"),
        choices=Rung.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The highest step that your evidence bears out. “Not yet shown” is an honest answer."),
    )
    rung_because = text_field(_("What shows it"), 1500, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TEXTS:
            self.fields[name].widget.attrs["lang"] = language


class CheckForm(PortalForm):
    """One text for each prompt."""

    marks_optional = False

    def __init__(self, *args: Any, elements: Iterable[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = list(elements)
        for element in self.elements:
            self.fields[element.code] = text_field(element.name, 2000, rows=4, help_text=element.prompt)

    def answers(self) -> dict[Element, str]:
        return {element: self.cleaned_data[element.code].strip() for element in self.elements}


class QuestionForm(PortalForm):
    text = text_field(
        _("Your question"),
        1000,
        rows=3,
        required=_("Write your question."),
        help_text=_("The convenor of the other group is told, and answers on the page of the evaluation."),
    )


class ReplyForm(PortalForm):
    reply = text_field(_("Your answer"), 1500, rows=4, required=_("Write your answer."))


class ReturnForm(PortalForm):
    because = text_field(
        _("What is missing?"),
        1500,
        rows=4,
        required=_("Say what is missing: the convenor reads it."),
    )


class AssignForm(PortalForm):
    checker = forms.TypedChoiceField(
        label=_("Group that looks at it"),
        coerce=int,
        help_text=_(
            "In the order of their turn. Groups that share a school with this one, or had one another’s"
            " work this year, are left out."
        ),
        error_messages={"required": _("Choose the group.")},
    )

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {group.pk: group for group in groups}
        field: Any = self.fields["checker"]
        field.choices = [(pk, str(group.name)) for pk, group in self.known.items()]

    def clean_checker(self) -> Group:
        return self.known[self.cleaned_data["checker"]]
