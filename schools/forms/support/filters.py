"""Filters of a year's list of schools. Never an order by level: the list is by name (C6)."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from core.models import User
from schools.enums import JudgementState, Phase
from schools.models import Authority, SupportCycle, SupportJudgement
from schools.queries.support.judgements import overdue_condition

NO_ADVISER = "none"
OVERDUE = "overdue"
FACETS = ("state", "authority", "phase", "adviser", "late")


def checkboxes() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple()


class JudgementFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=JudgementState.choices, widget=checkboxes()
    )
    late = django_filters.MultipleChoiceFilter(
        label=_("Time"), choices=[(OVERDUE, _("Overdue"))], widget=checkboxes(), method="by_time"
    )
    authority = django_filters.MultipleChoiceFilter(
        label=_("Authority"), field_name="school__authority__slug", widget=checkboxes()
    )
    phase = django_filters.MultipleChoiceFilter(
        label=_("Phase"), field_name="school__phase", choices=Phase.choices, widget=checkboxes()
    )
    adviser = django_filters.MultipleChoiceFilter(
        label=_("Adviser"), widget=checkboxes(), method="by_adviser"
    )

    class Meta:
        model = SupportJudgement
        fields: list[str] = []
        form = FilterForm

    def __init__(
        self,
        data: QueryDict,
        queryset: QuerySet[SupportJudgement],
        *,
        cycle: SupportCycle,
        authorities: Iterable[Authority],
        advisers: Iterable[User],
    ) -> None:
        super().__init__(data, queryset)
        self.cycle = cycle
        self.filters["authority"].extra["choices"] = [(a.slug, a.name) for a in authorities]
        self.filters["adviser"].extra["choices"] = [
            *((str(person.pk), person.name) for person in advisers),
            (NO_ADVISER, _("No adviser")),
        ]

    def by_time(
        self, rows: QuerySet[SupportJudgement], name: str, chosen: list[str]
    ) -> QuerySet[SupportJudgement]:
        return rows.filter(overdue_condition(self.cycle)) if chosen else rows

    def by_adviser(
        self, rows: QuerySet[SupportJudgement], name: str, chosen: list[str]
    ) -> QuerySet[SupportJudgement]:
        if not chosen:
            return rows
        known = rows.filter(adviser__in=[pk for pk in chosen if pk != NO_ADVISER])
        return known | rows.filter(adviser__isnull=True) if NO_ADVISER in chosen else known

    def chosen(self) -> list[dict[str, Any]]:
        """The filters in force, for the removable tags."""
        rows = []
        for name in FACETS:
            labels = {str(value): label for value, label in self.filters[name].extra["choices"]}
            rows += [
                {"name": name, "value": value, "group": self.filters[name].label, "text": labels[value]}
                for value in self.form.cleaned_data.get(name) or []
            ]
        return rows
