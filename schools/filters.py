"""The filters of the register: one set for the list, the map and the export."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.folding import folded
from core.forms import FilterForm
from schools.enums import Medium, Phase
from schools.models import Authority, School

OPEN, CLOSED = "open", "closed"
SCHOOLS, UNITS = "schools", "units"
STATUSES = [(OPEN, _("Open")), (CLOSED, _("Closed or merged since 2018"))]
KINDS = [(SCHOOLS, _("Schools")), (UNITS, _("Pupil referral units"))]
PHASES = [choice for choice in Phase.choices if choice[0] != Phase.PRU]
# Columns of the list, and those that stand there before anybody has chosen.
COLUMNS = [
    ("authority", _("Authority")),
    ("phase", _("Phase")),
    ("medium", _("Medium")),
    ("postcode", _("Postcode")),
    ("pupils", _("Pupils")),
    ("fsm", _("eFSM %")),
    ("attendance", _("Attendance %, quarter")),
    ("capped9", _("Capped 9, quarter")),
]
FIRST_COLUMNS = ["authority", "phase", "medium", "pupils", "fsm", "attendance"]
# What the list shows before anybody has chosen anything.
FIRST_CHOICE = {"status": [OPEN], "kind": [SCHOOLS]}
FACETS = ("authority", "phase", "medium", "status", "kind")


def checkboxes() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple()


class SchoolFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name, number or place"), help_text=_("Welsh or English; accents not needed"), method="find"
    )
    authority = django_filters.MultipleChoiceFilter(
        label=_("Authority"), field_name="authority__slug", widget=checkboxes()
    )
    phase = django_filters.MultipleChoiceFilter(label=_("Phase"), choices=PHASES, widget=checkboxes())
    medium = django_filters.MultipleChoiceFilter(
        label=_("Language medium"), choices=Medium.choices, widget=checkboxes()
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=STATUSES, widget=checkboxes(), method="by_status"
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=KINDS, widget=checkboxes(), method="by_kind"
    )

    columns = django_filters.MultipleChoiceFilter(
        label=_("Columns"), choices=COLUMNS, widget=checkboxes(), method="leave"
    )

    class Meta:
        model = School
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: QueryDict, queryset: QuerySet[School], authorities: Iterable[Authority]) -> None:
        super().__init__(data, queryset)
        self.filters["authority"].extra["choices"] = [(a.slug, a.name) for a in authorities]

    def find(self, schools: QuerySet[School], name: str, words: str) -> QuerySet[School]:
        for word in folded(words).split():
            schools = schools.filter(search__contains=word)
        return schools

    def by_status(self, schools: QuerySet[School], name: str, chosen: list[str]) -> QuerySet[School]:
        if set(chosen) == {OPEN}:
            return schools.filter(closed_on__isnull=True)
        if set(chosen) == {CLOSED}:
            return schools.filter(closed_on__isnull=False)
        return schools

    def by_kind(self, schools: QuerySet[School], name: str, chosen: list[str]) -> QuerySet[School]:
        if set(chosen) == {SCHOOLS}:
            return schools.exclude(phase=Phase.PRU)
        if set(chosen) == {UNITS}:
            return schools.filter(phase=Phase.PRU)
        return schools

    def leave(self, schools: QuerySet[School], name: str, chosen: list[str]) -> QuerySet[School]:
        """Columns say what is shown of the schools, not which."""
        return schools

    def shown_columns(self) -> list[str]:
        chosen = self.form.cleaned_data.get("columns") or FIRST_COLUMNS
        return [name for name, _label in COLUMNS if name in chosen]

    def chosen(self) -> list[dict[str, Any]]:
        """The filters in force, for the removable tags."""
        rows = []
        if words := self.form.cleaned_data.get("q"):
            rows.append({"name": "q", "value": words, "group": _("Search"), "text": words})
        for name in FACETS:
            labels = dict(self.filters[name].extra["choices"])
            rows += [
                {"name": name, "value": value, "group": self.filters[name].label, "text": labels[value]}
                for value in self.form.cleaned_data.get(name) or []
            ]
        return rows

    def count_choices(self) -> None:
        """Write beside each choice how many schools it holds among those that the other filters leave."""
        found = self.find(self.queryset, "q", self.form.cleaned_data.get("q") or "")
        facts = [
            {
                "authority": slug,
                "phase": phase,
                "medium": medium,
                "status": OPEN if closed_on is None else CLOSED,
                "kind": UNITS if phase == Phase.PRU else SCHOOLS,
            }
            for slug, phase, medium, closed_on in found.order_by().values_list(
                "authority__slug", "phase", "medium", "closed_on"
            )
        ]
        chosen = {name: set(self.form.cleaned_data.get(name) or []) for name in FACETS}
        for name in FACETS:
            others = [other for other in FACETS if other != name and chosen[other]]
            counts = Counter(
                fact[name] for fact in facts if all(fact[other] in chosen[other] for other in others)
            )
            field = self.form.fields[name]
            field.choices = [
                (value, format_html('{} <span class="portal-count">{}</span>', label, counts[value]))
                for value, label in field.choices
                if counts[value] or value in chosen[name]
            ]


def with_first_choice(query: QueryDict) -> QueryDict:
    """The query, with the first choice filled in where no filter stands in it yet. The form always sends `q`,
    so that a person can also ask for everything."""
    if any(name in query for name in ("q", *FACETS)):
        return query
    filled = query.copy()
    for name, values in FIRST_CHOICE.items():
        filled.setlist(name, values)
    filled["q"] = ""
    if "columns" not in filled:
        filled.setlist("columns", FIRST_COLUMNS)
    return filled
