"""A group at work for tests: its plan, activities, meetings and actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core import clock
from core.models import User
from schools.models import School, Topic
from sigs.enums import PlanEvidenceKind, Standing
from sigs.models import Activity, ActivityKind, Condition, Group, Meeting, PeopleLevel, Plan
from sigs.queries.planversions import newest_version
from sigs.services.daysout import DaysOut
from sigs.services.meetings import Present, call_meeting, record_meeting
from sigs.services.plans import steps, writing
from sigs.services.plans.activities import ActivityFacts, People, plan_activity


def activity_facts(*schools: School, **facts: Any) -> ActivityFacts:
    day = facts.pop("starts_on", clock.today())
    return ActivityFacts(
        **{
            "kind": ActivityKind.objects.get(code="learning-walk"),
            "title": "Walk through reading in Year 4",
            "starts_on": day,
            "ends_on": day,
            "led_by": "Deputy head",
            "resources_in": "both",
            "schools": [DaysOut(school, Decimal("0.5")) for school in schools],
            "people": [People(PeopleLevel.objects.get(code="teacher"), 3, "watch and ask")],
            **facts,
        }
    )


def write_plan(group: Group, by: User, *schools: School) -> Plan:
    """A whole plan, not yet put to the members."""
    plan = steps.begin_plan(group=group, by=by)
    topic = Topic.objects.filter(parent__isnull=False)[0]
    writing.save_aims(
        plan=plan,
        topics=[topic],
        change="Pupils talk about what they read.",
        for_whom="Readers in Years 3 to 6",
        question="What happens to talk when pupils choose the text?",
        language="en",
        resources_in="both",
        version=plan.version,
        by=by,
    )
    writing.save_measures(
        plan=plan,
        measures=[writing.Measure("Classes with a weekly reading talk", Decimal(4), Decimal(20))],
        version=plan.version,
        by=by,
    )
    standings = {condition.pk: (str(Standing.BEGUN), "") for condition in Condition.objects.all()}
    writing.save_conditions(plan=plan, standings=standings, version=plan.version, by=by)
    writing.add_evidence(plan=plan, kind=PlanEvidenceKind.TEXT, text="Pupils said so.", by=by)
    plan_activity(plan=plan, facts=activity_facts(*schools), by=by)
    plan.refresh_from_db()
    return plan


def seen(plan: Plan) -> int:
    newest = newest_version(plan)
    return newest.number if newest else 0


def agreed_plan(group: Group, by: User, heads: dict[School, User]) -> Plan:
    plan = write_plan(group, by, *heads)
    steps.propose_plan(plan=plan, by=by)
    for school, head in heads.items():
        steps.agree_plan(plan=plan, school=school, seen=seen(plan), by=head)
    plan.refresh_from_db()
    return plan


def an_activity(plan: Plan) -> Activity:
    return plan.activities.get()


def a_meeting(group: Group, by: User, *schools: School, days_ago: int = 0, held: bool = True) -> Meeting:
    starts = clock.now() - dt.timedelta(days=days_ago, hours=3)
    meeting = call_meeting(
        group=group,
        by=by,
        title="Autumn meeting",
        starts_at=clock.now() + dt.timedelta(days=1),
        ends_at=clock.now() + dt.timedelta(days=1, hours=2),
        place="Ysgol Gyfun Brawf",
        online="",
        agenda="What did we see?",
        language="en",
    )
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + dt.timedelta(hours=2))
    meeting.refresh_from_db()
    if held:
        present = [Present(school, "Deputy head", Decimal("0.5")) for school in schools]
        record_meeting(meeting=meeting, present=present, notes="We met.", version=meeting.version, by=by)
    return meeting
