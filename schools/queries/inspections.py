"""The inspection record: published, so everybody who sees the register sees it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from schools.enums import LASTING, FollowUp, InspectionKind
from schools.models import Inspection, InspectionFramework, School
from schools.queries.pauses import said_of_pause
from schools.queries.register import school_visible, visible_schools


def inspections_of(school: School) -> QuerySet[Inspection]:
    """The newest first, with the areas and words of their time."""
    rows = Inspection.objects.filter(school=school, withdrawn_at__isnull=True)
    return rows.select_related("framework").prefetch_related("framework__areas", "framework__words")


def newest_inspection(school: School) -> Inspection | None:
    """One query: without its areas."""
    return Inspection.objects.filter(school=school, withdrawn_at__isnull=True).first()


@dataclass(frozen=True)
class LastInspection:
    """What the school's page says of it."""

    kind: InspectionKind
    inspected_on: dt.date
    follow_up: FollowUp
    over_on: dt.date | None


def school_with_inspection(user: Any, number: str) -> School | None:
    """The school, with its last inspection and its pause read in the same query: `last_inspection` and
    `pause_seen` say them."""
    newest = Inspection.objects.filter(school=OuterRef("pk"), withdrawn_at__isnull=True)
    said = JSONObject(
        kind="kind", inspected_on="inspected_on", follow_up="follow_up", over_on="follow_up_over_on"
    )
    rows = visible_schools(user).annotate(
        inspection=Subquery(newest.values(said=said)[:1]), pause_said=said_of_pause()
    )
    return rows.filter(number=number).first()


def last_inspection(school: Any) -> LastInspection | None:
    """Of a school that was read by `school_with_inspection`."""
    said = school.inspection
    if said is None:
        return None
    return LastInspection(
        kind=InspectionKind(said["kind"]),
        inspected_on=dt.date.fromisoformat(said["inspected_on"]),
        follow_up=FollowUp(said["follow_up"]),
        over_on=dt.date.fromisoformat(said["over_on"]) if said["over_on"] else None,
    )


def inspection_visible(user: Any, number: str, public_id: Any) -> Inspection | None:
    school = school_visible(user, number)
    if school is None:
        return None
    found = inspections_of(school).filter(public_id=public_id).first()
    if found is not None:
        found.school = school
    return found


def framework_on(day: dt.date) -> InspectionFramework | None:
    """The one in force on that day; None before the first that is known."""
    return InspectionFramework.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def in_category(school: School, follow_up: str) -> Inspection | None:
    """The inspection whose follow-up of this kind lasts."""
    rows = Inspection.objects.filter(
        school=school, withdrawn_at__isnull=True, follow_up=follow_up, follow_up_over_on__isnull=True
    )
    return rows.first()


def in_follow_up(school: School) -> Inspection | None:
    """The newest inspection whose follow-up lasts."""
    rows = Inspection.objects.filter(
        school=school, withdrawn_at__isnull=True, follow_up__in=LASTING, follow_up_over_on__isnull=True
    )
    return rows.first()
