"""What a brief of a visit is made of: figures that came, and what is under way for the school."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from brokerage.enums import AskState, PartnershipState, VisitState
from brokerage.models import Ask, Partnership, Visit
from schools.enums import Group, IndicatorKind, IndicatorState, NeedState
from schools.models import Need, Result, School, SeriesBreak

ENDED_ASKS = [AskState.CLOSED, AskState.WITHDRAWN, AskState.ELSEWHERE]
ENDED_PARTNERSHIPS = [PartnershipState.CLOSED, PartnershipState.STOPPED]


def visit_before(visit: Visit) -> Visit | None:
    """The last one before it of which a note was sent."""
    rows = Visit.objects.filter(school=visit.school_id, state=VisitState.NOTED, on__lte=visit.on)
    return rows.exclude(pk=visit.pk).select_related("adviser").order_by("-on", "-pk").first()


@dataclass(frozen=True)
class Movement:
    """The newest figure of a measure and that of the year before, of all pupils."""

    now: Any
    before: Any
    is_broken: bool
    is_new: bool


def movements(school: School, since: dt.date | None) -> list[Movement]:
    """In the catalogue's order; new: published after the day. One query, of all years: they are few."""
    rows = (
        Result.objects.filter(school=school, group=Group.ALL)
        .exclude(indicator__state=IndicatorState.RETIRED)
        .exclude(indicator__kind__in=[IndicatorKind.TEACHER_ASSESSMENT, IndicatorKind.CONTEXT])
        .annotate(
            broken=Exists(SeriesBreak.objects.filter(indicator=OuterRef("indicator"), year=OuterRef("year")))
        )
        .select_related("indicator", "release")
        .with_groups_beside()
        .order_by("indicator__position", "part", "year")
    )
    by_year = {(row.indicator_id, row.part, row.year): row for row in rows}
    newest = {(indicator, part): row for (indicator, part, _year), row in by_year.items()}
    return [
        Movement(
            row,
            by_year.get((row.indicator_id, row.part, row.year - 1)),
            row.broken,
            since is None or row.release.published_on > since,
        )
        for row in newest.values()
    ]


@dataclass(frozen=True)
class Support:
    """Something that is under way for the school, or that it asks for."""

    kind: str
    reference: str
    title_en: str
    title_cy: str
    state: str
    day: dt.date | None


def open_support(school: School) -> list[Support]:
    """Needs, asks, partnerships: one query. Whoever shows it asks who may read each kind."""
    facts = ("kind_of_row", "reference", "title_en", "title_cy", "row_state", "day")
    needs: QuerySet[Any] = Need.objects.filter(school=school, state=NeedState.OPEN).order_by()
    asks: QuerySet[Any] = Ask.objects.filter(school=school).exclude(state__in=ENDED_ASKS).order_by()
    partnerships: QuerySet[Any] = (
        Partnership.objects.filter(partners__school=school).exclude(state__in=ENDED_PARTNERSHIPS).order_by()
    )

    def row(rows: QuerySet[Any], kind: str, en: Any, cy: Any, state: Any, day: Any) -> QuerySet[Any]:
        made: QuerySet[Any] = rows.annotate(
            kind_of_row=Value(kind, CharField()),
            reference=Cast("public_id", CharField()),
            title_en=Cast(en, CharField()),
            title_cy=Cast(cy, CharField()),
            row_state=Cast(state, CharField()),
            day=day,
        ).values_list(*facts)
        return made

    topic_cy = Coalesce("topic__name_cy", "topic__name_en")
    found = row(
        needs, "need", F("topic__name_en"), topic_cy, F("urgency"), Cast("stated_at", DateField())
    ).union(
        row(asks, "ask", F("topic__name_en"), topic_cy, F("state"), Cast("asked_at", DateField())),
        row(partnerships, "partnership", F("title"), F("title"), F("state"), F("ends_on")),
        all=True,
    )
    order = {"partnership": 0, "ask": 1, "need": 2}
    return sorted(
        (Support(*values) for values in found), key=lambda one: (order[one.kind], str(one.day or ""))
    )
