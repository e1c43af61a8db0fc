"""What a head wishes, and the round in which heads are asked."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DayField, PortalForm, whole_number
from schools.models import School, Topic
from sigs.enums import ComposedSchools, WishLanguage, WishPartners
from sigs.models import Wish, WishRound
from sigs.services.wishes.answering import Wished

SUMMER_ENDS = 8
USUAL_WEEKS = dt.timedelta(weeks=3)


class RoundDatesForm(PortalForm):
    opens_on = DayField(
        label=_("Opens on"),
        help_text=_("On this day the heads are told. You can also open it yourself before."),
        error_messages={
            "required": _("Enter the day on which the round opens."),
            "invalid": _("Enter a real day on which the round opens, such as 1 3 2027."),
        },
    )
    closes_on = DayField(
        label=_("Last day for wishes"),
        help_text=_("Until then every school can change its wishes."),
        error_messages={
            "required": _("Enter the last day for wishes."),
            "invalid": _("Enter a real last day for wishes, such as 26 3 2027."),
        },
    )
    most = forms.IntegerField(
        label=_("How many schools a head may name, at most"),
        help_text=_("In each of the two lists: to work with, and cannot work with."),
        min_value=1,
        max_value=10,
        initial=3,
        error_messages={
            "required": _("Enter how many schools a head may name."),
            "invalid": _("Enter a whole number from 1 to 10."),
            "min_value": _("Enter a whole number from 1 to 10."),
            "max_value": _("Enter a whole number from 1 to 10."),
        },
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RoundForm(RoundDatesForm):
    year = forms.TypedChoiceField(
        label=_("Groups for the school year"),
        coerce=int,
        error_messages={"required": _("Choose the school year."), "invalid": _("Choose the school year.")},
    )
    schools = forms.ChoiceField(
        label=_("Who is asked"),
        choices=ComposedSchools.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which schools are asked.")},
    )
    choice_hints = {
        "schools": {
            ComposedSchools.PRIMARY: _("With special schools and pupil referral units."),
            ComposedSchools.SECONDARY: _("With all-age schools."),
            ComposedSchools.BOTH: _("And all-age schools, special schools and pupil referral units."),
        }
    }
    field_order = ["year", "schools", "opens_on", "closes_on", "most", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = clock.today()
        this = now.year + (now.month > SUMMER_ENDS)
        field: Any = self.fields["year"]
        field.choices = [(year, f"{year - 1}/{year % 100:02}") for year in (this, this + 1)]


def usual_round() -> dict[str, Any]:
    today = clock.today()
    return {
        "year": today.year + (today.month > SUMMER_ENDS) + 1,
        "opens_on": today,
        "closes_on": today + USUAL_WEEKS,
        "most": 3,
    }


def round_values(asking: WishRound) -> dict[str, Any]:
    return {
        "opens_on": asking.opens_on,
        "closes_on": asking.closes_on,
        "most": asking.most_schools,
        "seen": asking.version,
    }


class WishForm(PortalForm):
    """The single answers. Topics and schools are read beside it: Named."""

    partners = forms.ChoiceField(
        label=_("Partners of this year"),
        choices=WishPartners.choices,
        widget=forms.RadioSelect,
        initial=WishPartners.ANY,
        error_messages={"required": _("Choose one, or that it does not matter.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=WishLanguage.choices,
        widget=forms.RadioSelect,
        initial=WishLanguage.ANY,
        error_messages={"required": _("Choose one, or that it does not matter.")},
    )
    remark = forms.CharField(
        label=_("Anything else the consortium should know"),
        help_text=_("Write in the language you prefer. Name no pupils and no staff."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("This can have at most 1,000 characters.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


def wish_values(wish: Wish) -> dict[str, Any]:
    return {
        "partners": wish.partners,
        "language": wish.language,
        "remark": wish.remark,
        "seen": wish.version,
    }


class Named:
    """Topics and schools as they stand on the page: ticked before, or found and ticked now."""

    def __init__(self, topics: set[int], with_: list[str], cannot: dict[str, str]) -> None:
        self.topics = topics
        self.with_ = with_
        self.cannot = cannot
        self.words_with = ""
        self.words_cannot = ""

    @classmethod
    def sent(cls, data: QueryDict) -> "Named":
        named = cls(
            {pk for pk in map(whole_number, data.getlist("topic")) if pk},
            list(dict.fromkeys(data.getlist("with"))),
            {
                number: data.get(f"because_{number}", "").strip()[:300]
                for number in dict.fromkeys(data.getlist("cannot"))
            },
        )
        named.words_with = data.get("q_with", "").strip()
        named.words_cannot = data.get("q_cannot", "").strip()
        return named

    @classmethod
    def stored(cls, wish: Wish) -> "Named":
        rows = list(wish.school_rows.select_related("school"))
        return cls(
            set(wish.topic_rows.values_list("topic", flat=True)),
            [row.school.number for row in rows if not row.because],
            {row.school.number: row.because for row in rows if row.because},
        )

    @property
    def numbers(self) -> set[str]:
        return {*self.with_, *self.cannot}

    def wished(
        self, form: WishForm, known: dict[str, School], topics: dict[int, Topic], language: str
    ) -> Wished:
        said = form.cleaned_data
        return Wished(
            topics=[pk for pk in self.topics if pk in topics],
            schools=[known[number].pk for number in self.with_ if number in known],
            cannot={known[number].pk: why for number, why in self.cannot.items() if number in known},
            partners=said["partners"],
            language=said["language"],
            remark=said["remark"],
            written_in=language,
        )
