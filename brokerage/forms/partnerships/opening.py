"""Setting up a partnership without an invitation."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PartnershipKind, Side
from brokerage.forms.fields import day_field, days_field, language_field, words_field
from brokerage.forms.partnerships.work import radios
from core.forms import PortalForm
from schools.models import School, Topic
from schools.queries.topics import Branch

UNKNOWN = _("No school of the region has this number. Look it up in the list of schools.")


def school_field(label: Any, hint: Any, required: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"required": required, "max_length": UNKNOWN},
    )


class PartnershipForm(PortalForm):
    kind = radios(_("What is it?"), PartnershipKind.choices, _("Choose what it is."))
    title = forms.CharField(
        label=_("What is it about, in a line?"),
        max_length=150,
        error_messages={
            "required": _("Say in a line what it is about."),
            "max_length": _("This can have at most 150 characters."),
        },
    )
    topic = forms.TypedChoiceField(
        label=_("Topic"),
        coerce=int,
        error_messages={
            "required": _("Choose the topic."),
            "invalid_choice": _("Choose the topic."),
            "invalid": _("Choose the topic."),
        },
    )
    helped = school_field(
        _("Which school receives help?"), _("Its number of seven digits."), _("Enter the school’s number.")
    )
    helping = school_field(
        _("Which school gives help?"), _("Its number of seven digits."), _("Enter the school’s number.")
    )
    third = school_field(_("A third school"), _("Only for a trio."))
    third_side = radios(
        _("Does the third school receive or give help?"),
        Side.choices,
        _("Say whether it receives or gives help."),
        required=False,
    )
    reason = words_field(
        _("Why these schools?"), _("Say why these schools."), hint=_("All its schools read it.")
    )
    days = days_field(_("How many staff-days do the helping schools give in all?"))
    starts_on = day_field(_("From"), _("Enter the day on which it begins."))
    ends_on = day_field(_("Until"), _("Enter the day on which it ends."))
    language = language_field()

    def __init__(
        self, *args: Any, branches: Iterable[Branch], may_keep: Callable[[School], bool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.may_keep = may_keep
        rows = list(branches)
        self.topics = {topic.pk: topic for row in rows for topic in (row.area, *row.topics)}
        field: Any = self.fields["topic"]
        field.choices = [
            ("", "–"),
            *((row.area.name, [(topic.pk, topic.name) for topic in (row.area, *row.topics)]) for row in rows),
        ]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        names = ("helped", "helping", "third")
        numbers = {name: facts[name].strip() for name in names if facts.get(name)}
        found = {
            school.number: school
            for school in School.objects.of_region()
            .filter(number__in=numbers.values())
            .select_related("scope", "authority__region")
        }
        self.schools: list[tuple[School, Side]] = []
        sides: dict[str, Any] = {
            "helped": Side.RECEIVES,
            "helping": Side.PROVIDES,
            "third": facts.get("third_side"),
        }
        for name, number in numbers.items():
            if number not in found:
                self.add_error(name, UNKNOWN)
            elif name == "helped" and not self.may_keep(found[number]):
                self.add_error(name, _("You do not broker for this school."))
            elif not sides[name]:
                self.add_error("third_side", _("Say whether the third school receives or gives help."))
            else:
                self.schools.append((found[number], Side(sides[name])))
        return facts

    def clean_topic(self) -> Topic:
        return self.topics[self.cleaned_data["topic"]]

    def facts(self) -> dict[str, Any]:
        own = ("kind", "title", "topic", "reason", "days", "starts_on", "ends_on", "language")
        return {**{name: self.cleaned_data[name] for name in own}, "schools": self.schools}
