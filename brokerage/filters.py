"""The filters of the list of open needs."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from brokerage.enums import AskState, HelpKind
from brokerage.models import Ask
from brokerage.queries.asks import WAITING
from core.forms import FilterForm
from schools.models import Authority
from schools.queries.topics import tree

WRONG = {"invalid_choice": _("Choose one of these.")}
EVERYTHING = ("", _("All"))


class AskFilter(FilterForm):
    q = forms.CharField(
        label=_("Name of a school"),
        required=False,
        max_length=80,
        error_messages={"max_length": _("Shorten it to 80 characters.")},
    )
    state = forms.ChoiceField(
        label=_("How far it is"),
        required=False,
        choices=[EVERYTHING, *((state, AskState(state).label) for state in WAITING)],
        error_messages=WRONG,
    )
    kind = forms.ChoiceField(
        label=_("Kind of help"),
        required=False,
        choices=[EVERYTHING, *HelpKind.choices],
        error_messages=WRONG,
    )
    authority = forms.ChoiceField(label=_("Authority"), required=False, error_messages=WRONG)
    topic = forms.ChoiceField(label=_("Area"), required=False, error_messages=WRONG)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        fields: Any = self.fields
        authorities = Authority.objects.filter(region__isnull=False).order_by("name_en")
        fields["authority"].choices = [EVERYTHING, *((one.slug, one.name) for one in authorities)]
        self.areas = {branch.area.code: branch for branch in tree()}
        fields["topic"].choices = [
            EVERYTHING,
            *((code, branch.area.name) for code, branch in self.areas.items()),
        ]

    def apply(self, asks: QuerySet[Ask]) -> QuerySet[Ask]:
        """What is not understood filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        for name, column in (("state", "state"), ("kind", "kind"), ("authority", "school__authority__slug")):
            if said.get(name):
                asks = asks.filter(**{column: said[name]})
        if said.get("topic"):
            branch = self.areas[said["topic"]]
            asks = asks.filter(topic__in=[branch.area.pk, *(topic.pk for topic in branch.topics)])
        for word in (said.get("q") or "").casefold().split():
            asks = asks.filter(school__search__contains=word)
        return asks

    def chosen(self) -> int:
        return sum(bool(value) for value in self.cleaned_data.values())
