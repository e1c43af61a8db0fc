"""What a plan said at a time, and what is different since."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sigs.models import Plan, PlanAgreement, PlanVersion
from sigs.queries.groups import current_members
from sigs.queries.plans import living_activities

Facts = dict[str, dict[str, str]]


def facts_of(plan: Plan) -> Facts:
    """What the plan says now, in words: part by part, each with its key and its text."""
    activities = living_activities(plan).select_related("kind").prefetch_related("schools__school")
    return {
        "texts": {"change": plan.change, "for_whom": plan.for_whom, "question": plan.question},
        "topics": {str(row.topic_id): row.topic.code for row in plan.needs.select_related("topic")},
        "evidence": {
            str(row.pk): row.text or f"{row.indicator_id} {row.year}" for row in plan.evidence.all()
        },
        "measures": {
            row.text: f"{number(row.baseline)} → {number(row.target)}" for row in plan.measures.all()
        },
        "budget": {row.text: f"£{number(row.amount)}" for row in plan.budget.all()},
        "activities": {
            str(row.public_id): " · ".join(
                [
                    row.title,
                    f"{row.starts_on:%d/%m/%Y}–{row.ends_on:%d/%m/%Y}",
                    row.led_by,
                    ", ".join(sorted(place.school.name_en for place in row.schools.all())),
                ]
            )
            for row in activities
        },
    }


def number(value: Any) -> str:
    """Without the language of whoever saves: figures alone."""
    return format(value.normalize(), "f")


def newest_version(plan: Plan) -> PlanVersion | None:
    found: PlanVersion | None = plan.versions.order_by("-number").first()
    return found


@dataclass(frozen=True)
class Difference:
    """One entry of a part: without `before` it was added, without `after` it was taken out."""

    part: str
    key: str
    before: str
    after: str


def differences(old: Facts, new: Facts) -> list[Difference]:
    found = []
    for part in new:
        was, now = old.get(part, {}), new[part]
        found += [
            Difference(part, key, was.get(key, ""), now.get(key, ""))
            for key in [*now, *(key for key in was if key not in now)]
            if was.get(key, "") != now.get(key, "")
        ]
    return found


def changes_since(plan: Plan, number: int) -> list[Difference]:
    """What is different now from version `number`."""
    newest = PlanVersion.objects.filter(plan=plan).order_by("-number").values("number")[:1]
    either = plan.versions.filter(Q(number=number) | Q(number=Subquery(newest)))
    versions = {row.number: row for row in either}
    then, now = versions.get(number), versions.get(max(versions, default=number))
    return differences(then.facts, now.facts) if then and now and then.number != now.number else []


def members_agreeing(plan: Plan) -> QuerySet[Any]:
    """The group's schools, each with what it agreed to (`agreed_version`, `agreed_at`) and the number of the
    plan's `newest` version."""
    agreed = PlanAgreement.objects.filter(plan=plan, school=OuterRef("school")).order_by()
    newest = PlanVersion.objects.filter(plan=plan).order_by("-number")
    return current_members(plan.group).annotate(
        agreed_version=Subquery(agreed.values("version")[:1]),
        agreed_at=Subquery(agreed.values("agreed_at")[:1]),
        newest=Subquery(newest.values("number")[:1]),
    )
