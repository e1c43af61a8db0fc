"""All that a partnership's file holds, each kind read once; and single things of it by their id."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from brokerage.enums import ObjectiveKind
from brokerage.models import (
    Partner,
    Partnership,
    PartnershipContact,
    PartnershipEvaluation,
    PartnershipHalt,
    PartnershipObjective,
    PartnershipReview,
    PartnershipTask,
    PlannedDay,
    PlannedMoney,
)
from core.authorise import ScopedQuerySet
from schools.enums import Group as PupilGroup
from schools.models import Result
from schools.queries.days import academic_year_of
from sigs.models import Grant


@dataclass(frozen=True)
class FileRows:
    partnership: Partnership
    partners: list[Partner]
    tasks: list[PartnershipTask]
    objectives: list[PartnershipObjective]
    # By school and measure, the published results of all pupils, the newest first.
    results: dict[tuple[int, int], list[Result]]
    days: list[PlannedDay]
    money: list[PlannedMoney]
    contacts: list[PartnershipContact]
    reviews: list[PartnershipReview]
    halts: list[PartnershipHalt]
    evaluation: PartnershipEvaluation | None


def file_of(partnership: Partnership) -> FileRows:
    objectives = list(partnership.objectives.select_related("school", "indicator"))
    return FileRows(
        partnership=partnership,
        partners=list(partnership.partners.all()),
        tasks=list(partnership.tasks.select_related("owner_school")),
        objectives=objectives,
        results=results_of(objectives),
        days=list(partnership.planned_days.select_related("partner__school")),
        money=list(partnership.planned_money.select_related("grant")),
        contacts=list(partnership.contacts.select_related("logged_by")),
        reviews=list(partnership.reviews.select_related("written_by")),
        halts=list(partnership.halts.select_related("halted_by")),
        evaluation=evaluation_of(partnership),
    )


def evaluation_of(partnership: Partnership) -> PartnershipEvaluation | None:
    """Read with the partnership (partnership_visible)."""
    found: PartnershipEvaluation | None = getattr(partnership, "evaluation", None)
    return found


def results_of(objectives: list[PartnershipObjective]) -> dict[tuple[int, int], list[Result]]:
    wanted = {(row.school_id, row.indicator_id) for row in objectives if row.kind == ObjectiveKind.FIGURE}
    if not wanted:
        return {}
    rows = (
        Result.objects.filter(
            school__in={school for school, _indicator in wanted},
            indicator__in={indicator for _school, indicator in wanted},
            group=PupilGroup.ALL,
        )
        .select_related("indicator")
        .with_groups_beside()
        .order_by("-year", "part")
    )
    found: dict[tuple[int, int], list[Result]] = {}
    for row in rows:
        found.setdefault((row.school_id, row.indicator_id), []).append(row)
    return found


def finder(model: Any) -> Callable[..., models.Model | None]:
    """Finds something of a file that the person may see."""

    def find(user: Any, public_id: UUID) -> models.Model | None:
        rows: ScopedQuerySet[Any] = model.objects.visible_to(user)
        found: models.Model | None = (
            rows.select_related("partnership__scope", "partnership__region", "partnership__topic")
            .filter(public_id=public_id)
            .first()
        )
        return found

    return find


objective_visible = finder(PartnershipObjective)
day_visible = finder(PlannedDay)
money_visible = finder(PlannedMoney)
contact_visible = finder(PartnershipContact)
review_visible = finder(PartnershipReview)
task_visible = finder(PartnershipTask)


def grants_for(partnership: Partnership) -> QuerySet[Grant]:
    """The region's grants of the years that the partnership lies in."""
    years = {academic_year_of(partnership.starts_on), academic_year_of(partnership.ends_on)}
    return Grant.objects.filter(region=partnership.region_id, year__in=years)
