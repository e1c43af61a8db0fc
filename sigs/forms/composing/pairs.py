"""Rules that name schools: one is added at a time, and those that stand can be ticked off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.models import School
from sigs.forms.composing.rules import NUMBER, RuleForm
from sigs.services.composing.asked import Apart, Asked


def school_field(label: Any, missing: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def removal_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Take away"), coerce=str, required=False, widget=forms.CheckboxSelectMultiple
    )


class NamingForm(RuleForm):
    """`removed` names what stands by its place."""

    # Nothing has to be answered: one may only take away.
    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {school.pk: school.name for school in self.schools}
        fields: Any = self.fields
        options = [("", "—"), *((school.pk, school_label(school)) for school in self.schools)]
        for name in ("school", "one", "other"):
            if name in fields:
                fields[name].choices = options
        standing = self.standing()
        fields["removed"].choices = standing
        if not standing:
            del fields["removed"]

    def standing(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    def gone(self) -> set[str]:
        return set(self.cleaned_data.get("removed") or ())

    def pair_words(self, one: int, other: int) -> str:
        return _("%(one)s with %(other)s") % {
            "one": self.names.get(one, one),
            "other": self.names.get(other, other),
        }

    def check_pair(self) -> None:
        one, other = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        if bool(one) != bool(other):
            self.add_error("other" if one else "one", _("Choose two schools."))
        elif one and one == other:
            self.add_error("other", _("Choose two different schools."))


def school_label(school: School) -> str:
    return f"{school.name}, {school.authority.name}"


class PinnedForm(NamingForm):
    removed = removal_field()
    school = school_field(_("A school"), _("Choose a school of this composition."))
    number = forms.IntegerField(
        label=_("stays in the group with number"),
        required=False,
        min_value=1,
        max_value=200,
        widget=NUMBER,
        error_messages={
            "invalid": _("Enter the number of a group."),
            "min_value": _("Enter the number of a group."),
            "max_value": _("Enter the number of a group."),
        },
    )

    def standing(self) -> list[tuple[str, str]]:
        names = {school.pk: school.name for school in self.schools}
        return [
            (
                str(school),
                str(_("%(school)s, group %(number)s") % {"school": names[school], "number": number}),
            )
            for school, number in self.asked.pins.items()
            if school in names
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        number = given.get("number")
        if given.get("school") and not number and not self.errors:
            self.add_error("number", _("Enter the number of the group."))
        if number and not given.get("school") and not self.errors:
            self.add_error("school", _("Choose a school of this composition."))
        if number and number > self.asked.groups:
            self.add_error(
                "number",
                _("There are only %(groups)s groups.") % {"groups": self.asked.groups},
            )
        return given

    def changed(self) -> Asked:
        gone = self.gone()
        pins = {school: number for school, number in self.asked.pins.items() if str(school) not in gone}
        if self.cleaned_data.get("school"):
            pins[self.cleaned_data["school"]] = self.cleaned_data["number"]
        return self.asked.but(pins=pins)


class TogetherForm(NamingForm):
    removed = removal_field()
    one = school_field(_("A school"), _("Choose a school of this composition."))
    other = school_field(_("must be together with"), _("Choose a school of this composition."))

    def standing(self) -> list[tuple[str, str]]:
        return [(f"{one}-{other}", self.pair_words(one, other)) for one, other in self.asked.together]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_pair()
        return given

    def changed(self) -> Asked:
        gone = self.gone()
        pairs = [pair for pair in self.asked.together if f"{pair[0]}-{pair[1]}" not in gone]
        if self.cleaned_data.get("one"):
            pairs.append((self.cleaned_data["one"], self.cleaned_data["other"]))
        return self.asked.but(together=tuple(dict.fromkeys(pairs)))


class ApartForm(NamingForm):
    apart_same_head = forms.BooleanField(
        label=_("Schools under the same head are kept apart"), required=False
    )
    apart_as_wished = forms.BooleanField(
        label=_("Schools are kept apart where a head declared a reason"), required=False
    )
    one_per_cluster = forms.BooleanField(label=_("Schools of one cluster are kept apart"), required=False)
    removed = removal_field()
    one = school_field(_("A school"), _("Choose a school of this composition."))
    other = school_field(_("cannot be together with"), _("Choose a school of this composition."))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only those who compose read it."),
        required=False,
        max_length=200,
        error_messages={"max_length": _("The reason can have at most 200 characters.")},
    )

    def standing(self) -> list[tuple[str, str]]:
        return [
            (f"{pair.one}-{pair.other}", self.with_reason(self.pair_words(pair.one, pair.other), pair.reason))
            for pair in self.asked.apart
        ]

    def with_reason(self, words: str, reason: str) -> str:
        return f"{words}: {reason}" if reason else words

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_pair()
        return given

    def changed(self) -> Asked:
        gone = self.gone()
        pairs = [pair for pair in self.asked.apart if f"{pair.one}-{pair.other}" not in gone]
        if self.cleaned_data.get("one"):
            pairs.append(
                Apart(self.cleaned_data["one"], self.cleaned_data["other"], self.cleaned_data["reason"])
            )
        rules = {
            name: self.cleaned_data[name]
            for name in ("apart_same_head", "apart_as_wished", "one_per_cluster")
        }
        return self.asked.but(apart=tuple(pairs), **rules)
