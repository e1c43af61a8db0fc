from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from core.models import User
from schools.enums import VisitKind

QUARTERS = _("Enter the days in quarters: 0.25, 0.5, 0.75, 1 and so on, up to 25.")


def days_field(**facts: Any) -> forms.DecimalField:
    return forms.DecimalField(
        **{
            "label": _("Days"),
            "help_text": _("In quarters of a day, such as 0.5 or 1.25."),
            "min_value": Decimal("0.25"),
            "max_value": Decimal(25),
            "widget": forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
            "error_messages": {
                "required": _("Enter the number of days."),
                "invalid": QUARTERS,
                "min_value": QUARTERS,
                "max_value": QUARTERS,
            },
            **facts,
        }
    )


class BookDaysForm(PortalForm):
    on = DayField(
        label=_("Date"),
        error_messages={
            "required": _("Enter the date of the visit."),
            "invalid": _("Enter the date as day, month and year, such as 27 3 2027."),
        },
    )
    days = days_field()
    kind = forms.ChoiceField(
        label=_("Kind of visit"),
        choices=VisitKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of visit.")},
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("In a few words. The school reads it."),
        max_length=200,
        error_messages={
            "required": _("Say what the days are for."),
            "max_length": _("The purpose can have at most 200 characters."),
        },
    )
    adviser = forms.TypedChoiceField(
        label=_("Adviser"),
        coerce=int,
        error_messages={"required": _("Choose who goes to the school.")},
    )
    used = forms.BooleanField(label=_("These days were used already"), required=False)

    def __init__(self, *args: Any, advisers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in advisers}
        field: Any = self.fields["adviser"]
        field.choices = [(pk, person.name) for pk, person in self.people.items()]

    def clean_adviser(self) -> User:
        return self.people[self.cleaned_data["adviser"]]

    def clean_kind(self) -> VisitKind:
        return VisitKind(self.cleaned_data["kind"])


class UseDaysForm(PortalForm):
    days = days_field(
        label=_("Days it took"), help_text=_("In quarters of a day. It may differ from what was planned.")
    )


class CancelDaysForm(PortalForm):
    because = forms.CharField(
        label=_("Why are they cancelled?"),
        max_length=300,
        help_text=_("The school reads it. The entry stays on record and its days are free again."),
        error_messages={
            "required": _("Say why the days are cancelled."),
            "max_length": _("The reason can have at most 300 characters."),
        },
    )


class MoreDaysForm(PortalForm):
    days = days_field(label=_("Days on top of the ceiling"))
    reason = forms.CharField(
        label=_("Why does the school need them?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The senior adviser decides on it, and the school can read it."),
        error_messages={
            "required": _("Say why the school needs more days."),
            "max_length": _("The reason can have at most 2,000 characters."),
        },
    )


class DecideForm(PortalForm):
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("approve", _("Approve these days")), ("refuse", _("Do not approve them"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the days are approved.")},
    )
    answer = forms.CharField(
        label=_("Your reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the days are not approved. Whoever asked reads it."),
        error_messages={"max_length": _("The reason can have at most 2,000 characters.")},
    )


class AdviserTimeForm(PortalForm):
    share = forms.DecimalField(
        label=_("Share of a full-time post"),
        help_text=_("1 for a full post, 0.5 for half of one."),
        min_value=Decimal("0.05"),
        max_value=Decimal(1),
        max_digits=3,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "required": _("Enter the share of a full-time post."),
            "invalid": _("Enter a number from 0.05 to 1, such as 0.6."),
            "min_value": _("Enter a number from 0.05 to 1, such as 0.6."),
            "max_value": _("Enter a number from 0.05 to 1, such as 0.6."),
            "max_digits": _("Enter a number from 0.05 to 1, such as 0.6."),
            "max_decimal_places": _("Enter a number from 0.05 to 1, such as 0.6."),
            "max_whole_digits": _("Enter a number from 0.05 to 1, such as 0.6."),
        },
    )
    # What the person saw when the form was opened: somebody else's change in between is not overwritten.
    seen = forms.DecimalField(required=False, widget=forms.HiddenInput)
