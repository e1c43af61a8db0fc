"""What a plan says: each part is saved with the version that its writer had before them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import Indicator, School, Topic
from sigs.enums import PlanEvidenceKind
from sigs.models import Plan, PlanBudgetLine, PlanCondition, PlanEvidence, PlanMeasure, PlanTopic
from sigs.services.health import reckon_health
from sigs.services.plans.refusals import NotOfTheGroup
from sigs.services.plans.versions import count_change, keep_version, lock_open

MOST_TOPICS = 3


@dataclass(frozen=True)
class Measure:
    text: str
    baseline: Decimal
    target: Decimal
    now: Decimal | None = None
    indicator: Indicator | None = None


@transaction.atomic
def save_aims(
    *,
    plan: Plan,
    topics: Iterable[Topic],
    change: str,
    for_whom: str,
    question: str,
    language: str,
    resources_in: str,
    version: int,
    by: User,
) -> None:
    topics = list(topics)
    if len(topics) > MOST_TOPICS:
        raise DomainError(_("Choose three topics at most: a plan about everything changes nothing."))
    count_change(
        plan,
        version,
        by,
        change=change,
        for_whom=for_whom,
        question=question,
        language=language,
        resources_in=resources_in,
    )
    plan.needs.exclude(topic__in=topics).delete()
    known = set(plan.needs.values_list("topic", flat=True))
    PlanTopic.objects.bulk_create(
        PlanTopic(plan=plan, topic=topic) for topic in topics if topic.pk not in known
    )
    finish(plan, by)


@transaction.atomic
def save_measures(*, plan: Plan, measures: Sequence[Measure], version: int, by: User) -> None:
    """In the group's own order. Where only `now` differs, the day of that figure is today's."""
    count_change(plan, version, by)
    before = {row.text: row for row in plan.measures.all()}
    plan.measures.all().delete()
    for position, measure in enumerate(measures, start=1):
        if measure.target == measure.baseline:
            raise DomainError(
                _("“%(measure)s” is to be what it is already. Give a target that differs.")
                % {"measure": measure.text}
            )
        known = before.get(measure.text)
        unchanged = known is not None and known.now == measure.now
        PlanMeasure.objects.create(
            plan=plan,
            position=position,
            text=measure.text,
            indicator=measure.indicator,
            baseline=measure.baseline,
            target=measure.target,
            now=measure.now,
            now_on=None if measure.now is None else known.now_on if unchanged and known else clock.today(),
        )
    finish(plan, by)


@transaction.atomic
def save_budget(*, plan: Plan, lines: Sequence[tuple[str, Decimal]], version: int, by: User) -> None:
    count_change(plan, version, by)
    plan.budget.all().delete()
    PlanBudgetLine.objects.bulk_create(
        PlanBudgetLine(plan=plan, position=position, text=text, amount=amount)
        for position, (text, amount) in enumerate(lines, start=1)
    )
    finish(plan, by)


@transaction.atomic
def save_conditions(*, plan: Plan, standings: Mapping[int, tuple[str, str]], version: int, by: User) -> None:
    """By the condition's id, how far the group is and a note."""
    count_change(plan, version, by)
    for condition, (standing, note) in standings.items():
        PlanCondition.objects.update_or_create(
            plan=plan, condition_id=condition, defaults={"standing": standing, "note": note}
        )
    finish(plan, by)


@transaction.atomic
def add_evidence(
    *,
    plan: Plan,
    kind: str,
    text: str,
    school: School | None = None,
    indicator: Indicator | None = None,
    year: int | None = None,
    by: User,
) -> PlanEvidence:
    plan = lock_open(plan)
    members = plan.group.members.filter(left_on__isnull=True)
    if school and not members.filter(school=school).exists():
        raise NotOfTheGroup(school)
    if kind != PlanEvidenceKind.TEXT and school is None:
        raise DomainError(_("Say which member school it is about."))
    if kind == PlanEvidenceKind.FIGURE and (indicator is None or year is None):
        raise DomainError(_("Say which measure, and of which year."))
    evidence = PlanEvidence.objects.create(
        plan=plan,
        kind=kind,
        text=text,
        school=school,
        indicator=indicator if kind == PlanEvidenceKind.FIGURE else None,
        year=year,
        added_at=clock.now(),
        added_by=by,
    )
    finish(plan, by)
    return evidence


@transaction.atomic
def remove_evidence(*, plan: Plan, pk: int, by: User) -> None:
    plan = lock_open(plan)
    plan.evidence.filter(pk=pk).delete()
    finish(plan, by)


def finish(plan: Plan, by: User) -> None:
    keep_version(plan, by)
    reckon_health(group=plan.group)
