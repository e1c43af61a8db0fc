"""The filters of the directory of groups."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from schools.enums import Phase
from schools.models import Authority
from schools.queries.topics import tree
from sigs.models import Group, GroupMember, GroupTopic, Tier

WRONG = {"invalid_choice": _("Choose one of these.")}


class GroupFilter(FilterForm):
    q = forms.CharField(
        label=_("Name of a group or school"),
        required=False,
        max_length=80,
        error_messages={"max_length": _("Shorten it to 80 characters.")},
    )
    tier = forms.ChoiceField(label=_("Kind of group"), required=False, error_messages=WRONG)
    authority = forms.ChoiceField(label=_("Authority"), required=False, error_messages=WRONG)
    phase = forms.ChoiceField(
        label=_("Phase"), required=False, choices=[("", _("All")), *Phase.choices], error_messages=WRONG
    )
    topic = forms.ChoiceField(label=_("What it works on"), required=False, error_messages=WRONG)
    open = forms.BooleanField(label=_("Open to join"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        fields: Any = self.fields
        everything = ("", _("All"))
        fields["tier"].choices = [everything, *((tier.code, tier.plural) for tier in Tier.objects.all())]
        authorities = Authority.objects.filter(region__isnull=False).order_by("name_en")
        fields["authority"].choices = [everything, *((one.slug, one.name) for one in authorities)]
        self.areas = {branch.area.code: branch for branch in tree()}
        fields["topic"].choices = [
            everything,
            *((code, branch.area.name) for code, branch in self.areas.items()),
        ]

    def apply(self, groups: QuerySet[Group]) -> QuerySet[Group]:
        """What is not understood filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("tier"):
            groups = groups.filter(tier__code=said["tier"])
        members = GroupMember.objects.filter(left_on__isnull=True)
        if said.get("authority"):
            groups = groups.filter(
                pk__in=members.filter(school__authority__slug=said["authority"]).values("group")
            )
        if said.get("phase"):
            groups = groups.filter(pk__in=members.filter(school__phase=said["phase"]).values("group"))
        if said.get("topic"):
            branch = self.areas[said["topic"]]
            under = [branch.area.pk, *(topic.pk for topic in branch.topics)]
            groups = groups.filter(pk__in=GroupTopic.objects.filter(topic__in=under).values("group"))
        if said.get("open"):
            groups = groups.filter(is_open=True, state="active")
        for word in (said.get("q") or "").casefold().split():
            named = Q(name_en__icontains=word) | Q(name_cy__icontains=word)
            groups = groups.filter(
                named | Q(pk__in=members.filter(school__search__contains=word).values("group"))
            )
        return groups

    def chosen(self) -> int:
        return sum(bool(value) for value in self.cleaned_data.values())
