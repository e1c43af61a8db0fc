"""The catalogue of measures in words: groups of the list, what changed, where a note stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from schools.enums import IndicatorKind, IndicatorState, Phase
from schools.models import Indicator, Note
from schools.queries.indicators import Change
from schools.units import academic_year

FIELDS = {
    "name_en": _("Name in English"),
    "name_cy": _("Name in Welsh"),
    "short_en": _("Short name in English"),
    "short_cy": _("Short name in Welsh"),
    "reason_en": _("Why it is looked at, in English"),
    "reason_cy": _("Why it is looked at, in Welsh"),
    "numerator_en": _("What is counted, in English"),
    "numerator_cy": _("What is counted, in Welsh"),
    "denominator_en": _("Out of what, in English"),
    "denominator_cy": _("Out of what, in Welsh"),
    "source_en": _("Source in English"),
    "source_cy": _("Source in Welsh"),
    "owner_en": _("Who answers for it, in English"),
    "owner_cy": _("Who answers for it, in Welsh"),
    "reviewed_on": _("Last review"),
    "next_review_on": _("Next review"),
    "state": _("State"),
    "retired_because_en": _("Retired because, in English"),
    "retired_because_cy": _("Retired because, in Welsh"),
    "replaced_by_id": _("Replaced by"),
}


@dataclass(frozen=True)
class KindOfMeasures:
    label: Any
    rows: list[Indicator]


def by_kind(found: Iterable[Indicator]) -> tuple[list[KindOfMeasures], list[Indicator]]:
    """Those in use by kind, and those that are retired."""
    rows = list(found)
    groups = [
        KindOfMeasures(
            kind.label,
            [row for row in rows if row.kind == kind and row.state == IndicatorState.IN_USE],
        )
        for kind in IndicatorKind
    ]
    retired = [row for row in rows if row.state == IndicatorState.RETIRED]
    return [group for group in groups if group.rows], retired


def phases_of(indicator: Indicator) -> list[Any]:
    return [Phase(phase).label for phase in indicator.phases]


@dataclass(frozen=True)
class ChangedField:
    label: Any
    before: Any
    after: Any


def changed_fields(change: Change, names: dict[int, str]) -> list[ChangedField]:
    return [
        ChangedField(FIELDS[name], told(name, before, names), told(name, after, names))
        for name, before, after in change.fields
    ]


def told(name: str, value: Any, names: dict[int, str]) -> Any:
    if value in (None, ""):
        return "–"
    if name == "state":
        return IndicatorState(value).label
    if name == "replaced_by_id":
        return names.get(value, value)
    return date_format(value) if name.endswith("_on") else value


def standing_now(now: dict[str, Any], sent: dict[str, Any], labels: dict[str, Any]) -> list[ChangedField]:
    """For whoever was second: what stands now where it differs from what they sent."""
    return [
        ChangedField(labels[name], "", value or "–")
        for name, value in now.items()
        if name in labels and (value or "") != (sent.get(name) or "")
    ]


def when_of(note: Note) -> str:
    """The day, or the academic year."""
    return date_format(note.happened_on) if note.happened_on else academic_year(note.year or 0)
