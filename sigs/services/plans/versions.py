"""Each change of a plan counts, and what it said then is kept."""

from typing import Any

from django.db.models import F

from core import clock
from core.models import User
from sigs.enums import PlanState
from sigs.models import Plan, PlanVersion
from sigs.queries.planversions import facts_of, newest_version
from sigs.services.plans.refusals import PlanChangedMeanwhile, PlanClosed
from sigs.services.still import refuse_still


def count_change(plan: Plan, version: int, by: User, **facts: Any) -> None:
    """`version` is the one that the person had before them."""
    refuse_still(plan.group)
    saved = Plan.objects.filter(pk=plan.pk, version=version).exclude(state=PlanState.CLOSED)
    if not saved.update(version=F("version") + 1, changed_at=clock.now(), changed_by=by, **facts):
        plan.refresh_from_db()
        raise PlanChangedMeanwhile if plan.is_open else PlanClosed
    plan.refresh_from_db()


def lock_open(plan: Plan) -> Plan:
    """The plan as it stands, kept from being changed by others until the transaction ends."""
    refuse_still(plan.group)
    found = Plan.objects.select_for_update(of=("self",)).select_related("group__region").get(pk=plan.pk)
    if not found.is_open:
        raise PlanClosed
    return found


def keep_version(plan: Plan, by: User) -> None:
    """What the plan says now, where that differs from what it said last. The caller has changed or locked the
    plan's row, so that no two do this at once."""
    before, facts = newest_version(plan), facts_of(plan)
    if before is None or before.facts != facts:
        PlanVersion.objects.create(
            plan=plan,
            number=before.number + 1 if before else 1,
            facts=facts,
            changed_at=clock.now(),
            changed_by=by,
        )
