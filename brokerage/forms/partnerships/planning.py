"""Days and money."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.forms.fields import day_field, days_field, language_field
from brokerage.forms.partnerships.work import NOT_STATED, short_field, version_field
from brokerage.models import Partner
from core.forms import PortalForm
from sigs.models import Grant

AMOUNT = _("Enter an amount in pounds, such as 250 or 99.50.")
CODES = (
    "required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits",
)  # fmt: skip


def pounds_field(label: Any, least: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=_("In pounds, such as 250 or 99.50."),
        min_value=least,
        max_value=Decimal("999999.99"),
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(CODES, AMOUNT),
    )


class PlannedDayForm(PortalForm):
    partner = forms.TypedChoiceField(
        label=_("Whose staff?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the school whose staff it is."),
            "invalid_choice": _("Choose the school whose staff it is."),
        },
    )
    on = day_field(_("When?"), _("Enter the day."))
    days = days_field(_("How many staff-days?"), _("Of all people together, in quarters."))
    what = short_field(_("What for?"))
    language = language_field()

    def __init__(self, *args: Any, partners: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {row.pk: row for row in partners}
        partner: Any = self.fields["partner"]
        partner.choices = [
            (row.pk, _("%(school)s: %(side)s") % {"school": row.school.name, "side": row.get_side_display()})
            for row in partners
        ]

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "partner": self.partners[self.cleaned_data["partner"]]}


class UsedForm(PortalForm):
    days = days_field(_("How many staff-days was it?"), _("Of all people together, in quarters."))


class MoneyForm(PortalForm):
    what = short_field(_("What for?"), _("Such as cover, travel or material. Name nobody."))
    amount = pounds_field(_("How much is planned?"), Decimal("0.01"))
    grant = forms.TypedChoiceField(
        label=_("Out of which grant?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": NOT_STATED, "invalid": NOT_STATED},
    )
    source = forms.CharField(
        label=_("Or from where else?"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("At most 120 characters, please.")},
    )
    language = language_field()

    def __init__(self, *args: Any, grants: Iterable[Grant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grants = {row.pk: row for row in grants}
        grant: Any = self.fields["grant"]
        grant.choices = [("", "–"), *((pk, row.name) for pk, row in self.grants.items())]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if "grant" in facts and "source" in facts and not (facts["grant"] or facts["source"]):
            self.add_error("grant", _("Say where the money comes from: a grant, or another source."))
        return facts

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        return {
            **facts,
            "grant": self.grants.get(facts["grant"]),
        }


class SpentForm(PortalForm):
    spent = pounds_field(_("How much is spent of it, in all?"), Decimal(0))
    version = version_field()
