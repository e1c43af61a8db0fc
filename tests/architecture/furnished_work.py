"""A group at work on every page: a closed plan, one with the members, an activity, meetings and actions."""

import datetime as dt
from decimal import Decimal

from core import clock
from core.models import User
from schools.models import School
from sigs.enums import PlanEvidenceKind
from sigs.models import Group, Meeting
from sigs.services.actions import agree_action, finish_action
from sigs.services.plans import steps, writing
from sigs.services.plans.activities import drop_activity, plan_activity
from tests.personas import World
from tests.sigs.work.making import a_meeting, activity_facts, an_activity, write_plan


def add_work(world: World, own: Group, other: Group, schools: list[School]) -> None:
    for group, school, head, by in (
        (own, world.school, world.people.head, world.people.convenor),
        (other, world.other_school, world.people.other_head, world.people.consortium),
    ):
        before = write_plan(group, by, school)
        drop_activity(activity=an_activity(before), because="No cover.", by=by)
        steps.close_plan(plan=before, because="Six classes talk about books.", by=by)
        plan = write_plan(group, by, school)
        writing.save_budget(plan=plan, lines=[("Cover", Decimal(450))], version=plan.version, by=by)
        writing.add_evidence(
            plan=plan, kind=PlanEvidenceKind.REVIEW, text="We read little.", school=school, by=by
        )
        steps.propose_plan(plan=plan, by=by)
        steps.comment_on_plan(plan=plan, text="Can we begin in spring?", by=head)
        held = a_meeting(group, by, school, days_ago=5)
        a_meeting(group, by, school, days_ago=1, held=False)
        agree(group, held, by, school, head)


def agree(group: Group, held: Meeting, by: User, school: School, head: User) -> None:
    """One that is open, one that is done."""
    day = clock.today() + dt.timedelta(days=7)
    agree_action(
        group=group, meeting=held, text="Send the films", due_on=day, owner=head, language="en", by=by
    )
    done = agree_action(
        group=group, text="Book the hall", due_on=day, owner_school=school, language="en", by=by
    )
    finish_action(action=done, by=by)


def add_more_work(world: World, own: Group, other: Group) -> None:
    for group, school, by in (
        (own, world.school, world.people.convenor),
        (other, world.other_school, world.people.consortium),
    ):
        plan = group.plans.exclude(state="closed").get()
        for _number in range(5):
            plan_activity(plan=plan, facts=activity_facts(school), by=by)
            writing.add_evidence(plan=plan, kind=PlanEvidenceKind.TEXT, text="Seen in books.", by=by)
            held = a_meeting(group, by, school, days_ago=5)
            a_meeting(group, by, school, held=False)
            agree(group, held, by, school, world.people.head if group == own else world.people.other_head)
            steps.comment_on_plan(plan=plan, text="Good.", by=by)
