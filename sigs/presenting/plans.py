"""A plan as it stands on its page."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from schools.disclosure import Shown, display, gives_away, may_publish
from schools.enums import Group as PupilGroup
from schools.models import Result, School, Topic
from sigs.enums import ActivityState, PlanEvidenceKind, PlanState, Standing
from sigs.models import Plan, PlanBudgetLine, PlanEvidence, PlanMeasure
from sigs.queries.planversions import Difference, changes_since, members_agreeing

STATE_TAGS = {
    PlanState.DRAFT: "quiet",
    PlanState.WITH_MEMBERS: "waiting",
    PlanState.AGREED: "acting",
    PlanState.UNDER_WAY: "acting",
    PlanState.CLOSED: "quiet",
}
ACTIVITY_TAGS = {
    ActivityState.PLANNED: "quiet",
    ActivityState.BOOKED: "waiting",
    ActivityState.DONE: "acting",
    ActivityState.DROPPED: "outline",
}
STANDING_STATES = {Standing.NOT_YET: "not-started", Standing.BEGUN: "in-progress", Standing.IN_PLACE: "done"}
PARTS = {
    "change": _("What we set out to change"),
    "for_whom": _("For whom"),
    "question": _("Our question"),
    "topics": _("The need"),
    "evidence": _("Evidence"),
    "measures": _("Success measures"),
    "budget": _("Money"),
    "activities": _("Activities"),
}


@dataclass(frozen=True)
class MeasureRow:
    measure: PlanMeasure
    # How much of the way from baseline to target is gone, in percent; None while nothing was counted since.
    way: int | None


def measure_rows(plan: Plan) -> list[MeasureRow]:
    return [MeasureRow(row, way_gone(row)) for row in plan.measures.select_related("indicator")]


def way_gone(measure: PlanMeasure) -> int | None:
    """A figure beyond the target has gone all of the way, one on the wrong side none of it."""
    if measure.now is None:
        return None
    share = 100 * (measure.now - measure.baseline) / (measure.target - measure.baseline)
    return int(max(Decimal(0), min(Decimal(100), share)))


@dataclass(frozen=True)
class EvidenceRow:
    evidence: PlanEvidence
    # For a figure: as everybody sees it who sees published figures.
    figure: Shown | None = None


def evidence_rows(plan: Plan) -> list[EvidenceRow]:
    rows = list(plan.evidence.select_related("school", "indicator"))
    figures = published({(row.school_id, row.indicator_id, row.year) for row in rows if is_figure(row)})
    return [
        EvidenceRow(
            row, figures.get((row.school_id, row.indicator_id, row.year), Shown("–", None, _("No figure")))
        )
        if is_figure(row)
        else EvidenceRow(row)
        for row in rows
    ]


def is_figure(row: PlanEvidence) -> bool:
    return row.kind == PlanEvidenceKind.FIGURE


def published(wanted: set[Any]) -> dict[Any, Shown]:
    """The figures of all pupils by school, measure and year, through disclosure control; one query."""
    if not wanted:
        return {}
    rows = (
        Result.objects.filter(
            school__in={school for school, _indicator, _year in wanted},
            indicator__in={indicator for _school, indicator, _year in wanted},
            group=PupilGroup.ALL,
        )
        .select_related("indicator")
        .with_groups_beside()
        .order_by("-part")
    )
    found = {}
    for row in rows:
        key = (row.school_id, row.indicator_id, row.year)
        if key in wanted and may_publish(row.indicator, row.year):
            found[key] = display(
                row.value,
                row.cohort,
                decimals=row.indicator.decimals,
                missing=row.missing,
                gives_away=gives_away(row.indicator, row.value, row.cohort, row.beside),
            )
    return found


@dataclass(frozen=True)
class AgreementRow:
    school: School
    # When it agreed, and to which version; None where it has not.
    agreed_at: dt.datetime | None
    version: int | None
    # The newest version.
    newest: int
    # Whether the reader answers for the school.
    is_own: bool

    @property
    def is_current(self) -> bool:
        """Whether what it agreed to is what stands there now."""
        return self.version is not None and self.version == self.newest


def agreement_rows(plan: Plan, answers_for: Callable[[School], bool]) -> list[AgreementRow]:
    """One query."""
    return [
        AgreementRow(
            member.school,
            member.agreed_at,
            member.agreed_version,
            member.newest or 0,
            answers_for(member.school),
        )
        for member in members_agreeing(plan)
    ]


@dataclass(frozen=True)
class ChangeRow:
    part: Any
    before: str
    after: str


def changes_for(plan: Plan, rows: Iterable[AgreementRow]) -> list[ChangeRow]:
    """What changed since the reader's own school agreed."""
    own = next((row for row in rows if row.is_own and row.agreed_at and not row.is_current), None)
    if own is None or own.version is None:
        return []
    found = changes_since(plan, own.version)
    names = topic_names(found)
    return [change_row(change, names) for change in found]


def change_row(change: Difference, names: dict[str, str]) -> ChangeRow:
    part = PARTS[change.key if change.part == "texts" else change.part]
    if change.part == "topics":
        name = names.get(change.key, change.key)
        return ChangeRow(part, name if change.before else "", name if change.after else "")
    if change.part in {"measures", "budget"}:
        before, after = (f"{change.key}: {text}" if text else "" for text in (change.before, change.after))
        return ChangeRow(part, before, after)
    return ChangeRow(part, change.before, change.after)


def topic_names(changes: Iterable[Difference]) -> dict[str, str]:
    ids = [change.key for change in changes if change.part == "topics"]
    return {str(topic.pk): str(topic.name) for topic in Topic.objects.filter(pk__in=ids)} if ids else {}


def condition_rows(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "condition": row.condition,
            "note": row.note,
            "state": STANDING_STATES[Standing(row.standing)] if row.standing else "",
            "word": Standing(row.standing).label if row.standing else "",
        }
        for row in plan.conditions.select_related("condition")
    ]


def money_sum(lines: Iterable[PlanBudgetLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))
