"""What a plan is about, why, and what its readers say."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from core.forms import PortalForm
from schools.models import Indicator, School
from schools.queries.topics import Branch
from sigs.enums import PlanEvidenceKind, ResourceLanguage
from sigs.queries.plans import StatedNeed

LONGEST = 2000
TOPICS = ("topic_1", "topic_2", "topic_3")
TOO_LONG = _("At most 2,000 characters, please: what matters most.")


def as_written(form: forms.Form, language: str, *names: str) -> None:
    """The language that the plan is written in need not be the page's."""
    for name in names:
        form.fields[name].widget.attrs["lang"] = language


def topic_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        error_messages={"invalid_choice": _("Choose from the topics that stand here.")},
    )


class AimsForm(PortalForm):
    marks_optional = False
    topic_1 = topic_field(_("The need: what is the plan about?"))
    topic_2 = topic_field(_("A second topic"))
    topic_3 = topic_field(_("A third topic"))
    change = forms.CharField(
        label=_("What do we set out to change?"),
        help_text=_("In a few sentences: what will be different in classrooms at the end of the year?"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    for_whom = forms.CharField(
        label=_("For whom?"),
        help_text=_("Which pupils or which staff, as a group. Name no pupil."),
        required=False,
        max_length=300,
        error_messages={"max_length": _("At most 300 characters, please.")},
    )
    question = forms.CharField(
        label=_("The question that we want to answer together"),
        help_text=_("One that nobody knows the answer to yet: “What happens to … when we …?”"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("At most 300 characters, please.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    resources_in = forms.ChoiceField(
        label=_("In which language is what we make?"),
        choices=ResourceLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language of what you make."),
            "invalid_choice": _("Choose the language of what you make."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language do you write this plan?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language that you write in."),
            "invalid_choice": _("Choose the language that you write in."),
        },
    )
    # What the person had before them: a change in between is not overwritten.
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        tree: Iterable[Branch],
        stated: Iterable[StatedNeed] = (),
        written_in: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        as_written(self, written_in, "change", "for_whom", "question")
        branches = list(tree)
        self.known = {str(topic.pk): topic for branch in branches for topic in [branch.area, *branch.topics]}
        choices = [("", "–"), *stated_choices(stated), *(branch_choices(branch) for branch in branches)]
        for name in TOPICS:
            field: Any = self.fields[name]
            field.choices = choices
        self.fields["topic_1"].help_text = _("One need is better kept than three.")

    def facts(self) -> dict[str, Any]:
        facts = {name: value for name, value in self.cleaned_data.items() if name not in TOPICS}
        chosen = dict.fromkeys(self.cleaned_data[name] for name in TOPICS if self.cleaned_data[name])
        return {**facts, "topics": [self.known[pk] for pk in chosen]}


def stated_choices(stated: Iterable[StatedNeed]) -> list[Any]:
    """What several member schools state as a need, ready above the tree."""
    rows = [
        (
            str(need.topic.pk),
            _("%(topic)s (stated by %(n)s member schools)") % {"topic": need.topic.name, "n": need.schools},
        )
        for need in stated
    ]
    return [(_("Needs of your schools"), rows)] if rows else []


def branch_choices(branch: Branch) -> tuple[Any, list[tuple[str, Any]]]:
    return (branch.area.name, [(str(row.pk), row.name) for row in [branch.area, *branch.topics]])


class EvidenceForm(PortalForm):
    kind = forms.ChoiceField(
        label=_("What kind of evidence?"),
        choices=PlanEvidenceKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the kind of evidence."),
            "invalid_choice": _("Choose the kind of evidence."),
        },
    )
    text = forms.CharField(
        label=_("What does it show?"),
        help_text=_(
            "Name no pupil and no member of staff. For a passage of an own review, copy the passage."
        ),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    school = forms.TypedChoiceField(
        label=_("Which school is it about?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("Choose a member school."),
            "invalid": _("Choose a member school."),
        },
    )
    indicator = forms.TypedChoiceField(
        label=_("Which measure? (for a figure)"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("Choose a measure of the catalogue."),
            "invalid": _("Choose a measure of the catalogue."),
        },
    )
    year = forms.IntegerField(
        label=_("Of which year? (for a figure)"),
        help_text=_("The calendar year in which the school year ends: 2019 for 2018/19."),
        required=False,
        min_value=2000,
        max_value=2100,
        error_messages={
            "invalid": _("Enter a year, such as 2019."),
            "min_value": _("Enter a year, such as 2019."),
            "max_value": _("Enter a year, such as 2019."),
        },
    )

    def __init__(
        self, *args: Any, schools: Sequence[School], indicators: Sequence[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.pk: school for school in schools}
        self.indicators = {indicator.pk: indicator for indicator in indicators}
        of_school: Any = self.fields["school"]
        of_school.choices = [("", "–"), *((pk, school.name) for pk, school in self.schools.items())]
        of_measure: Any = self.fields["indicator"]
        of_measure.choices = [("", "–"), *((pk, row.name) for pk, row in self.indicators.items())]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("kind") != PlanEvidenceKind.FIGURE and "text" in facts and not facts["text"]:
            self.add_error("text", _("Say what it shows."))
        if facts.get("kind") == PlanEvidenceKind.FIGURE:
            for name, sentence in (
                ("school", _("Choose the school that the figure is of.")),
                ("indicator", _("Choose the measure.")),
                ("year", _("Enter the year of the figure.")),
            ):
                if facts.get(name) is None and name not in self.errors:
                    self.add_error(name, sentence)
        if facts.get("kind") == PlanEvidenceKind.REVIEW and not facts.get("school"):
            self.add_error("school", _("Choose the school whose own review it is."))
        return facts

    def clean_school(self) -> School | None:
        return self.schools.get(self.cleaned_data["school"])

    def clean_indicator(self) -> Indicator | None:
        return self.indicators.get(self.cleaned_data["indicator"])


class CommentForm(PortalForm):
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("Everybody in the group reads it, with your name."),
        max_length=LONGEST,
        error_messages={"required": _("Write your comment."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseForm(PortalForm):
    because = forms.CharField(
        label=_("What came of it?"),
        help_text=_("In a sentence or two. Say so too if the plan was given up."),
        max_length=500,
        error_messages={
            "required": _("Say in a sentence what came of the plan."),
            "max_length": _("At most 500 characters, please."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
