"""What the consortium says of a group: its facts, its schools, its posts; and why it pauses or ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PortalForm
from core.models import User
from schools.models import School, Topic
from schools.queries.topics import tree
from sigs.enums import GroupState
from sigs.models import Group, SeatKind, Tier
from sigs.queries.people import people_of

Choices = list[tuple[str, Any]]


def school_choices(schools: list[School]) -> Choices:
    named = [(school.number, f"{school.name} ({school.authority.name})") for school in schools]
    return [("", ""), *named]


def topic_choices() -> Choices:
    """Areas, and under each its topics, by code."""
    found: Choices = []
    for branch in tree():
        found.append((branch.area.code, branch.area.name))
        found += [(topic.code, f"– {topic.name}") for topic in branch.topics]
    return found


def topics_coded(codes: list[str]) -> list[Topic]:
    return list(Topic.objects.filter(code__in=[code for code in codes if code]))


class GroupForm(PortalForm):
    tier = forms.ChoiceField(
        label=_("Kind of group"),
        error_messages={
            "required": _("Choose the kind of group."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=120,
        error_messages={
            "required": _("Enter the name of the group in English."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    name_cy = forms.CharField(
        label=_("Name in Welsh"),
        max_length=120,
        error_messages={
            "required": _("Enter the name of the group in Welsh."),
            "max_length": _("The name can have at most 120 characters."),
        },
    )
    purpose_en = forms.CharField(
        label=_("What it is for, in English"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten it to 600 characters.")},
    )
    purpose_cy = forms.CharField(
        label=_("What it is for, in Welsh"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten it to 600 characters.")},
    )
    topic = forms.ChoiceField(
        label=_("What it works on"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    second_topic = forms.ChoiceField(
        label=_("And what else"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    parent = forms.ChoiceField(
        label=_("Stands under"),
        required=False,
        help_text=_("The board, alliance or other group that it belongs to."),
        error_messages={"invalid_choice": _("Choose one of the groups in the list.")},
    )
    is_open = forms.BooleanField(label=_("Other schools may ask to join"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if group is None:
            fields["tier"].choices = [("", ""), *((tier.code, tier.name) for tier in Tier.objects.all())]
        else:
            # What a group is stays; it is only said.
            del fields["tier"]
        topics = [("", ""), *topic_choices()]
        fields["topic"].choices = topics
        fields["second_topic"].choices = topics
        others = Group.objects.exclude(state=GroupState.CLOSED).select_related("tier")
        if group is not None:
            others = others.exclude(pk=group.pk)
        fields["parent"].choices = [
            ("", ""),
            *((other.slug, f"{other.name} ({other.tier.name})") for other in others),
        ]

    def facts(self) -> dict[str, Any]:
        """As the services take them."""
        said = self.cleaned_data
        parent = Group.objects.filter(slug=said["parent"]).first() if said["parent"] else None
        return {
            **{name: said[name] for name in ("name_en", "name_cy", "purpose_en", "purpose_cy", "is_open")},
            "topics": topics_coded([said["topic"], said["second_topic"]]),
            "parent": parent,
        }


def first_facts(group: Group) -> dict[str, Any]:
    topics = [topic.code for topic in group.topics.all()[:2]]
    return {
        **{name: getattr(group, name) for name in ("name_en", "name_cy", "purpose_en", "purpose_cy")},
        "is_open": group.is_open,
        "topic": topics[0] if topics else "",
        "second_topic": topics[1] if len(topics) > 1 else "",
        "parent": group.parent.slug if group.parent else "",
        "version": group.version,
    }


class BecauseForm(PortalForm):
    because = forms.CharField(
        label=_("The reason"),
        max_length=300,
        help_text=_("The schools of the group read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Enter the reason."),
            "max_length": _("The reason can have at most 300 characters."),
        },
    )


class MemberForm(PortalForm):
    school = forms.ChoiceField(
        label=_("School"),
        error_messages={
            "required": _("Choose the school."),
            "invalid_choice": _("Choose one of the schools in the list."),
        },
    )
    because = forms.CharField(
        label=_("Why it joins"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("The reason can have at most 300 characters.")},
    )

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.number: school for school in schools}
        field: Any = self.fields["school"]
        field.choices = school_choices(schools)

    def clean_school(self) -> School:
        return self.schools[self.cleaned_data["school"]]


class SeatForm(PortalForm):
    kind = forms.ChoiceField(
        label=_("Post or voice"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the post or voice."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    person = forms.ChoiceField(
        label=_("A person of the member schools with an account"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the people in the list.")},
    )
    email = forms.EmailField(
        label=_("Or the e-mail address of somebody else’s account"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Enter an e-mail address like name@school.example."),
            "max_length": _("The e-mail address can have at most 254 characters."),
        },
    )
    name = forms.CharField(
        label=_("Or the name of somebody without an account"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("The name can have at most 120 characters.")},
    )
    office = forms.CharField(
        label=_("Who they are elsewhere"),
        required=False,
        max_length=120,
        help_text=_("Such as: headteacher of a school, officer of a diocese."),
        error_messages={"max_length": _("Shorten it to 120 characters.")},
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.code: kind for kind in SeatKind.objects.all()}
        self.people = {str(person.pk): person for person in people_of(group)}
        fields: Any = self.fields
        fields["kind"].choices = [(kind.code, kind.name) for kind in self.kinds.values()]
        fields["person"].choices = [("", ""), *((key, person.name) for key, person in self.people.items())]
        leads = _("Leads the group in the portal, where it is a person with an account.")
        self.choice_hints = {"kind": {kind.code: leads for kind in self.kinds.values() if kind.leads}}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given = [name for name in ("person", "email", "name") if said.get(name)]
        if len(given) != 1:
            self.add_error("person", _("Name one person: from the list, by e-mail address, or by name."))
        if said.get("email"):
            said["account"] = User.objects.filter(email__iexact=said["email"], is_active=True).first()
            if said["account"] is None:
                self.add_error("email", _("Nobody has an account with this address."))
        return said

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "kind": self.kinds[said["kind"]],
            "person": said.get("account") or self.people.get(said["person"]),
            "name": said["name"],
            "office": said["office"],
        }


class NominationForm(PortalForm):
    closes_on = DayField(
        label=_("Last day to nominate"),
        error_messages={
            "required": _("Enter the last day to nominate."),
            "invalid": _("Enter a real day, such as 26 3 2027."),
        },
    )
    rule = forms.ChoiceField(
        label=_("What makes the post"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what makes the post."),
            "invalid_choice": _("Choose one of these."),
        },
    )

    def __init__(self, *args: Any, rules: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rule"]
        field.choices = rules
