"""Plans, meetings and agreed actions of the demonstration's groups: the shown group in depth, last year and
this; others lightly; one that only talks, and a few that nothing was heard of. Days count from today."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import clock
from core.models import User
from schools.models import Region, School, Topic
from schools.queries.review import review_year
from sigs.demonstration.groups import demonstration_group
from sigs.models import (
    Action,
    Activity,
    ActivityKind,
    ActivityPeople,
    ActivitySchool,
    Condition,
    Group,
    GroupHealth,
    Meeting,
    MeetingSchool,
    PeopleLevel,
    Plan,
    PlanAgreement,
    PlanBudgetLine,
    PlanComment,
    PlanCondition,
    PlanEvidence,
    PlanMeasure,
    PlanTopic,
)
from sigs.queries.groups import members_of
from sigs.queries.planversions import newest_version
from sigs.services.health import reckon_all
from sigs.services.plans.versions import keep_version

TEXTS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
# Of every so many groups one is silent.
SILENT = 9
# How far the texts of the others are moved, so that they do not all do the same on one day.
MOVED = 3


class Desk:
    """What is looked up once for all groups."""

    def __init__(self, people: dict[str, User]) -> None:
        self.people = people
        self.topics = {topic.code: topic for topic in Topic.objects.all()}
        self.kinds = {kind.code: kind for kind in ActivityKind.objects.all()}
        self.levels = {level.code: level for level in PeopleLevel.objects.all()}
        self.conditions = list(Condition.objects.all())


def day(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def moment(days: int, hour: int = 13) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day(days), dt.time(hour, 30)))


@transaction.atomic
def add_work(*, region: Region, people: dict[str, User]) -> bool:
    """Unless a group has a plan already. Whether it was added."""
    if Plan.objects.filter(group__region=region).exists():
        return False
    desk = Desk(people)
    shown = demonstration_group(people)
    groups = list(
        Group.objects.filter(region=region, tier__is_main=True, state="active")
        .select_related("region", "scope", "tier")
        .order_by("pk")
    )
    schools = members_of(groups)
    talks = next(group for group in groups if group != shown)
    for place, group in enumerate(groups):
        members = schools.get(group.pk, [])
        if group == shown:
            add_shown(desk, group, members)
        elif group == talks:
            add_meetings(desk, group, members, TEXTS["talks"]["meetings"], "cy", people["consortium"])
        elif place % SILENT and members:
            text = TEXTS["others"][place % len(TEXTS["others"])]
            add_other(desk, group, members, text, place % MOVED)
    reckon_all()
    # It has stood so since its second meeting.
    GroupHealth.objects.filter(group=talks).update(since=day(-34))
    GroupHealth.objects.filter(line="quiet").update(since=day(-40))
    return True


def add_shown(desk: Desk, group: Group, members: list[School]) -> None:
    convenor = desk.people["convenor"]
    before, now = TEXTS["own"]["before"], TEXTS["own"]["now"]
    # Last year's days count from a year ago.
    begun = -420
    closed = add_plan(desk, group, members, before, convenor, year=review_year() - 1, begun=begun)
    add_activities(desk, closed, members, before["activities"], convenor, moved=begun)
    keep_version(closed, convenor)
    finish(closed, "closed", closed_at=moment(-130), closed_because=before["closed_because"])
    plan = add_plan(desk, group, members, now, convenor, year=review_year(), begun=-60)
    add_activities(desk, plan, members, now["activities"], convenor)
    keep_version(plan, convenor)
    for place, text in enumerate(now["comments"]):
        who = desk.people["head"] if place else convenor
        PlanComment.objects.create(plan=plan, text=text, written_at=moment(-50 + place), written_by=who)
    agree(desk, plan, members)
    finish(plan, "under_way", proposed_at=moment(-55), agreed_at=moment(-49), started_at=moment(-48))
    meetings = add_meetings(desk, group, members, now["meetings"], "en", convenor)
    owners = [desk.people["head"], convenor, None]
    add_actions(group, members, now["actions"], "en", convenor, meetings, owners)


def add_other(desk: Desk, group: Group, members: list[School], text: dict[str, Any], moved: int) -> None:
    by = desk.people["consortium"]
    plan = add_plan(desk, group, members, text, by, year=review_year(), begun=-60 + moved)
    add_activities(desk, plan, members, text["activities"], by, moved=moved)
    keep_version(plan, by)
    agree(desk, plan, members)
    finish(plan, "under_way", proposed_at=moment(-57), agreed_at=moment(-50), started_at=moment(-45))
    meetings = add_meetings(desk, group, members, text["meetings"], text["language"], by)
    add_actions(group, members, text["actions"], text["language"], by, meetings, [None])


def add_plan(
    desk: Desk, group: Group, members: list[School], text: dict[str, Any], by: User, *, year: int, begun: int
) -> Plan:
    plan = Plan.objects.create(
        group=group,
        year=year,
        language=text["language"],
        change=text["change"],
        for_whom=text["for_whom"],
        question=text["question"],
        begun_at=moment(begun),
        begun_by=by,
        changed_at=moment(begun + 8),
        changed_by=by,
    )
    PlanTopic.objects.bulk_create(
        PlanTopic(plan=plan, topic=desk.topics[code]) for code in text["topics"] if code in desk.topics
    )
    PlanMeasure.objects.bulk_create(
        PlanMeasure(
            plan=plan,
            position=place,
            text=said,
            baseline=Decimal(first),
            target=Decimal(target),
            now=None if now is None else Decimal(now),
            now_on=None if now is None else day(min(begun + 50, -1)),
        )
        for place, (said, first, target, now) in enumerate(text["measures"], start=1)
    )
    PlanBudgetLine.objects.bulk_create(
        PlanBudgetLine(plan=plan, position=place, text=said, amount=Decimal(str(amount)))
        for place, (said, amount) in enumerate(text.get("budget", []), start=1)
    )
    PlanEvidence.objects.bulk_create(
        PlanEvidence(plan=plan, text=said, added_at=moment(begun), added_by=by)
        for said in text.get("evidence", [])
    )
    standings = text.get("conditions", {})
    PlanCondition.objects.bulk_create(
        PlanCondition(plan=plan, condition=condition, standing=standing, note=note)
        for condition in desk.conditions
        for standing, note in [standings.get(condition.code, ("begun", ""))]
    )
    return plan


def finish(plan: Plan, state: str, **facts: Any) -> None:
    """History is written as it stands, not walked through."""
    Plan.objects.filter(pk=plan.pk).update(state=state, **facts)


def agree(desk: Desk, plan: Plan, members: list[School]) -> None:
    newest = newest_version(plan)
    by = desk.people["consortium"] if plan.begun_by_id != desk.people["convenor"].pk else desk.people["head"]
    PlanAgreement.objects.bulk_create(
        PlanAgreement(
            plan=plan,
            school=school,
            version=newest.number if newest else 1,
            agreed_at=moment(-53 + place % 4),
            agreed_by=by,
        )
        for place, school in enumerate(members)
    )


def add_activities(
    desk: Desk, plan: Plan, members: list[School], rows: list[Any], by: User, *, moved: int = 0
) -> None:
    for place, (kind, title, first, last, outcome, levels) in enumerate(rows):
        starts, ends = day(first + moved), day(last + moved)
        activity = Activity.objects.create(
            plan=plan,
            kind=desk.kinds[kind],
            title=title,
            state="done" if outcome else "planned",
            starts_on=starts,
            ends_on=ends,
            lead_school=members[place % len(members)],
            led_by="Dirprwy bennaeth" if plan.language == "cy" else "Deputy head",
            done_on=min(ends, clock.today()) if outcome else None,
            outcome=outcome,
            changed_at=moment(-30),
            changed_by=by,
        )
        ActivitySchool.objects.bulk_create(
            ActivitySchool(
                activity=activity, school=school, days=Decimal("0.5"), cover_cost=Decimal(95 if place else 0)
            )
            for school in members[: 3 + place]
        )
        ActivityPeople.objects.bulk_create(
            ActivityPeople(activity=activity, level=desk.levels[code], how_many=3 + number)
            for number, code in enumerate(levels)
        )


def add_meetings(
    desk: Desk, group: Group, members: list[School], rows: list[Any], language: str, by: User
) -> dict[int, Meeting]:
    """By their days."""
    found = {}
    for title, days, agenda, notes in rows:
        is_held = days < 0
        found[days] = Meeting.objects.create(
            group=group,
            state="held" if is_held else "called",
            title=title,
            starts_at=moment(days),
            ends_at=moment(days, 15),
            place=members[days % len(members)].name_en,
            agenda=agenda,
            notes=notes,
            language=language,
            called_at=moment(days - 14 if is_held else -3),
            called_by=by,
            held_at=moment(days, 16) if is_held else None,
            changed_at=moment(days if is_held else -3),
            changed_by=by,
        )
        if is_held:
            who = "Pennaeth" if language == "cy" else "Headteacher"
            MeetingSchool.objects.bulk_create(
                MeetingSchool(meeting=found[days], school=school, people=who) for school in members[:-1]
            )
    return found


def add_actions(
    group: Group,
    members: list[School],
    rows: list[Any],
    language: str,
    by: User,
    meetings: dict[int, Meeting],
    owners: list[User | None],
) -> None:
    """In turn owned by the people named, or by a school where nobody is."""
    for place, (text, agreed, due, state, said) in enumerate(rows):
        owner = owners[place % len(owners)]
        over = state != "open"
        Action.objects.create(
            group=group,
            meeting=meetings.get(agreed),
            text=text,
            language=language,
            state=state,
            owner=owner,
            owner_school=None if owner else members[place % len(members)],
            agreed_on=day(agreed),
            agreed_by=by,
            due_on=day(due),
            over_at=moment(min(due, -1)) if over else None,
            over_by=by if over else None,
            outcome=said if state == "done" else "",
            dropped_because=said if state == "dropped" else "",
        )
