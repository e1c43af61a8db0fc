from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from schools.models import School
from schools.units import academic_year
from sigs.enums import SpendKind
from sigs.models import Grant, Group, InnovationCall, Tranche
from sigs.wording.pounds import pounds

AMOUNT = _("Enter an amount in pounds, such as 250 or 99.50.")
A_DAY = _("Enter the date as day, month and year, such as 27 3 2027.")
MOST = Decimal("9999999.99")


def pounds_field(**facts: Any) -> forms.DecimalField:
    required = facts.pop("missing", AMOUNT)
    return forms.DecimalField(
        **{
            "help_text": _("In pounds, such as 250 or 99.50."),
            "min_value": Decimal("0.01"),
            "max_value": MOST,
            "max_digits": 9,
            "decimal_places": 2,
            "widget": forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
            "error_messages": {
                "required": required,
                "invalid": AMOUNT,
                "min_value": AMOUNT,
                "max_value": AMOUNT,
                "max_digits": AMOUNT,
                "max_decimal_places": _("Enter at most two digits after the point: pence."),
                "max_whole_digits": AMOUNT,
            },
            **facts,
        }
    )


def day_field(label: Any, missing: Any = A_DAY, **facts: Any) -> DayField:
    return DayField(label=label, error_messages={"required": missing, "invalid": A_DAY}, **facts)


def text_field(
    label: Any, length: int, *, rows: int = 0, required: Any = "", **facts: Any
) -> forms.CharField:
    """A line, or with `rows` a field of so many. Optional without a sentence for what is missing."""
    lang = facts.pop("lang", "")
    attrs: dict[str, Any] = {"lang": lang} if lang else {}
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
    messages = {"max_length": _("At most %(count)s characters, please.") % {"count": length}}
    if required:
        messages["required"] = required
    return forms.CharField(
        label=label,
        max_length=length,
        widget=widget,
        required=bool(required),
        error_messages=messages,
        **facts,
    )


class SpendForm(PortalForm):
    """Small sums need the first lines alone."""

    tranche = forms.TypedChoiceField(
        label=_("Out of which tranche"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the tranche that it was paid out of.")},
    )
    what = text_field(
        _("What was it?"),
        200,
        required=_("Say what was paid for."),
        help_text=_("In a few words. The member schools read it, so name nobody."),
    )
    amount = pounds_field(label=_("Amount"), missing=_("Enter what it cost."))
    kind = forms.ChoiceField(
        label=_("What for"),
        choices=SpendKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was for.")},
    )
    school = forms.TypedChoiceField(
        label=_("School whose cover was paid"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Only for cover. Where the school paid for it itself, it is not spending of the group."),
    )
    spent_on = day_field(_("When"), required=False, help_text=_("Today, where you leave it empty."))
    receipt = text_field(_("Where is the receipt?"), 200)

    def __init__(
        self, *args: Any, tranches: Iterable[Tranche], schools: Iterable[School], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tranches = {row.pk: row for row in tranches}
        self.schools = {school.pk: school for school in schools}
        tranche: Any = self.fields["tranche"]
        tranche.choices = [(pk, tranche_words(row)) for pk, row in self.tranches.items()]
        school: Any = self.fields["school"]
        school.choices = [("", "–"), *((pk, str(row.name)) for pk, row in self.schools.items())]
        if len(self.tranches) == 1:
            tranche.initial = next(iter(self.tranches))
        limits = {row.grant.receipt_from for row in self.tranches.values()}
        if limits:
            self.fields["receipt"].help_text = _(
                "Needed from %(amount)s on. For less, what it was and the amount are enough."
            ) % {"amount": pounds(min(limits))}

    def clean_tranche(self) -> Tranche:
        return self.tranches[self.cleaned_data["tranche"]]

    def clean_kind(self) -> SpendKind:
        return SpendKind(self.cleaned_data["kind"])

    def clean_school(self) -> School | None:
        return self.schools.get(self.cleaned_data["school"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("school") and facts.get("kind") not in (None, SpendKind.COVER):
            self.add_error("school", _("Name a school only where its cover was paid."))
        if facts.get("kind") == SpendKind.COVER and "school" in facts and not facts["school"]:
            self.add_error("school", _("Say for which school cover was paid."))
        return facts


def tranche_words(row: Tranche) -> str:
    return str(_("%(grant)s, tranche %(number)s: %(left)s left")) % {
        "grant": row.grant.name,
        "number": row.number,
        "left": pounds(row.amount - row.spent),
    }


class BecauseForm(PortalForm):
    """One reason, in words that others read."""

    because = text_field(_("Why?"), 300, rows=3, required=_("Say why: others read it."))

    def __init__(self, *args: Any, label: Any = None, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["because"].label = label
        self.fields["because"].help_text = help_text


class GrantForm(PortalForm):
    name_cy = text_field(_("Name in Welsh"), 120, lang="cy", required=_("Enter the grant’s name in Welsh."))
    name_en = text_field(
        _("Name in English"), 120, lang="en", required=_("Enter the grant’s name in English.")
    )
    funder = text_field(_("Who gives it"), 120, required=_("Say who gives the grant."))
    year = forms.TypedChoiceField(
        label=_("Academic year"), coerce=int, error_messages={"required": _("Choose the academic year.")}
    )
    total = pounds_field(label=_("Total"), missing=_("Enter the total of the grant."))
    conditions_cy = text_field(
        _("Conditions in Welsh"),
        2000,
        rows=4,
        lang="cy",
        required=_("Write in Welsh on which conditions the money is given."),
        help_text=_("Every statement of the money names them."),
    )
    conditions_en = text_field(
        _("Conditions in English"),
        2000,
        rows=4,
        lang="en",
        required=_("Write in English on which conditions the money is given."),
    )
    receipt_from = pounds_field(
        label=_("Receipts are asked for from"),
        min_value=Decimal(0),
        help_text=_(
            "For smaller sums, two lines are enough: what it was and the amount. No source fixes this; it"
            " is the grant’s own rule."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year: Any = self.fields["year"]
        year.choices = [(each, academic_year(each)) for each in years]


class TranchesForm(PortalForm):
    amount = pounds_field(label=_("Amount for each group"))
    due_on = day_field(_("Due on"), _("Enter the date on which it is due."))
    groups = forms.TypedMultipleChoiceField(
        label=_("For which groups"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {group.pk: group for group in groups}
        field: Any = self.fields["groups"]
        field.choices = [(pk, str(group.name)) for pk, group in self.known.items()]

    def clean_groups(self) -> list[Group]:
        return [self.known[pk] for pk in self.cleaned_data["groups"]]


class CallForm(PortalForm):
    name_cy = text_field(_("Name in Welsh"), 120, lang="cy", required=_("Enter the call’s name in Welsh."))
    name_en = text_field(
        _("Name in English"), 120, lang="en", required=_("Enter the call’s name in English.")
    )
    about_cy = text_field(
        _("What is looked for, in Welsh"),
        1500,
        rows=4,
        lang="cy",
        required=_("Say in Welsh what is looked for."),
    )
    about_en = text_field(
        _("What is looked for, in English"),
        1500,
        rows=4,
        lang="en",
        required=_("Say in English what is looked for."),
    )
    grant = forms.TypedChoiceField(
        label=_("Out of which grant"), coerce=int, error_messages={"required": _("Choose the grant.")}
    )
    opens_on = day_field(_("Opens on"), _("Enter the first day for bids."))
    closes_on = day_field(_("Closes on"), _("Enter the last day for bids."))
    most = pounds_field(label=_("Most that one bid can ask for"))

    def __init__(self, *args: Any, grants: Iterable[Grant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grants = {grant.pk: grant for grant in grants}
        field: Any = self.fields["grant"]
        field.choices = [(pk, f"{row.name}, {academic_year(row.year)}") for pk, row in self.grants.items()]

    def clean_grant(self) -> Grant:
        return self.grants[self.cleaned_data["grant"]]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        opens, closes = facts.get("opens_on"), facts.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day cannot be before the first."))
        return facts


class BidForm(PortalForm):
    call = forms.TypedChoiceField(
        label=_("Call"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the call.")},
    )
    what = text_field(_("What do you want to try?"), 200, required=_("Say what you want to try."))
    why = text_field(
        _("Why, and how will you know whether it worked?"),
        2000,
        rows=5,
        required=_("Say why, and how you will know whether it worked."),
    )
    amount = pounds_field(label=_("Amount asked for"))
    until = day_field(_("Until when"), _("Enter the date by which it will be done."))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, calls: Iterable[InnovationCall], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.calls = {call.pk: call for call in calls}
        field: Any = self.fields["call"]
        field.choices = [
            (pk, _("%(call)s: at most %(most)s") % {"call": row.name, "most": pounds(row.most)})
            for pk, row in self.calls.items()
        ]
        if len(self.calls) == 1:
            field.initial = next(iter(self.calls))

    def clean_call(self) -> InnovationCall:
        return self.calls[self.cleaned_data["call"]]


class DecideBidForm(PortalForm):
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("grant", _("Grant the money")), ("refuse", _("Do not grant it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the money is granted.")},
    )
    because = text_field(
        _("Your reason"),
        2000,
        rows=4,
        required=_("Say why, whichever way you decide."),
        help_text=_("The group reads it."),
    )
