from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import Language, ScopeKind
from core.forms import PortalForm
from core.models import Scope
from core.roles import all_roles, role_named
from schools.models import Authority, School
from schools.queries.region import region_of_portal
from sigs.enums import GroupState
from sigs.models import Group


class InviteForm(PortalForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={
            "required": _("Enter the person's name."),
            "max_length": _("The name can have at most 120 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address at work"),
        max_length=254,
        error_messages={
            "required": _("Enter the e-mail address that the invitation goes to."),
            "invalid": _("Enter an e-mail address like name@school.example."),
            "max_length": _("The e-mail address can have at most 254 characters."),
        },
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        required=False,
        choices=[("", _("Both")), *Language.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose Welsh, English or both.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the role."),
            "invalid_choice": _("Choose one of the roles in the list."),
        },
    )
    authority = forms.ChoiceField(
        label=_("Authority"),
        required=False,
        help_text=_("For senior challenge advisers and local authority officers."),
        error_messages={"invalid_choice": _("Choose one of the authorities in the list.")},
    )
    school = forms.CharField(
        label=_("School number"),
        required=False,
        max_length=7,
        help_text=_("For headteachers, teachers, governors and challenge advisers. It has 7 digits."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"max_length": _("A school number has 7 digits.")},
    )
    group = forms.ModelChoiceField(
        label=_("Group"),
        queryset=Group.objects.exclude(state=GroupState.CLOSED).select_related("scope"),
        to_field_name="slug",
        empty_label="",
        required=False,
        help_text=_("For convenors."),
        error_messages={"invalid_choice": _("Choose one of the groups in the list.")},
    )
    inline_choices = frozenset({"language"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = all_roles()
        self.fields["role"].choices = [(role.code, role.name) for role in roles]  # type: ignore[attr-defined]
        self.choice_hints = {"role": {role.code: role.purpose for role in roles}}
        authorities = Authority.objects.filter(region__isnull=False).order_by("name_en")
        self.fields["authority"].choices = [  # type: ignore[attr-defined]  # both are choice fields
            ("", ""),
            *((authority.code, authority.name) for authority in authorities),
        ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        role = role_named(facts.get("role", ""))
        if role is None:
            return facts
        facts["scope"] = {
            ScopeKind.REGION: self.region_scope,
            ScopeKind.AUTHORITY: self.authority_scope,
            ScopeKind.SCHOOL: self.school_scope,
            ScopeKind.GROUP: self.group_scope,
        }[ScopeKind(role.scope_kind)](facts)
        return facts

    def region_scope(self, facts: dict[str, Any]) -> Scope | None:
        region = region_of_portal()
        return region.scope if region else None

    def authority_scope(self, facts: dict[str, Any]) -> Scope | None:
        if not facts.get("authority"):
            self.add_error("authority", _("Choose the authority: this role is held in one."))
            return None
        return Authority.objects.select_related("scope").get(code=facts["authority"]).scope

    def school_scope(self, facts: dict[str, Any]) -> Scope | None:
        number = facts.get("school", "")
        if not number:
            self.add_error("school", _("Enter the school's number: this role is held at a school."))
            return None
        school: School | None = (
            School.objects.of_region().select_related("scope").filter(number=number).first()
        )
        if school is None:
            self.add_error(
                "school", _("No school of the region has this number. Look it up in the list of schools.")
            )
            return None
        return school.scope

    def group_scope(self, facts: dict[str, Any]) -> Scope | None:
        group: Group | None = facts.get("group")
        if group is None:
            self.add_error("group", _("Choose the group: this role is held in one."))
            return None
        return group.scope


class ChoosePasswordForm(PortalForm):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_(
            "At least 12 characters. Three words that you can remember are better than one that you cannot."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )
