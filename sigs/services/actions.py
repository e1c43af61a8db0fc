"""Agreed actions: open → done, or dropped because; either can be opened again."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import School
from schools.queries.pauses import paused_people, paused_schools
from sigs.enums import ActionState, GroupState, MeetingState
from sigs.models import Action, Group, Meeting
from sigs.queries.people import heads_by_school, people_of
from sigs.services.health import reckon_health
from sigs.services.plans.refusals import NotOfTheGroup
from sigs.services.still import refuse_still

FINISH = Transition("finish", sources=[ActionState.OPEN], target=ActionState.DONE)
DROP = Transition("drop", sources=[ActionState.OPEN], target=ActionState.DROPPED)
REOPEN = Transition("reopen", sources=[ActionState.DONE, ActionState.DROPPED], target=ActionState.OPEN)

# Nobody is reminded more often, whatever they own.
REMINDED_EVERY = dt.timedelta(days=7)
# From so many days before its day on.
REMINDED_BEFORE = dt.timedelta(days=3)


@transaction.atomic
def agree_action(
    *,
    group: Group,
    text: str,
    due_on: dt.date,
    owner: User | None = None,
    owner_school: School | None = None,
    meeting: Meeting | None = None,
    language: str,
    by: User,
) -> Action:
    """Somebody or a member school undertakes to do it by the day."""
    refuse_still(group)
    if owner is None and owner_school is None:
        raise DomainError(_("Say who does it: a person, or a school. An action of nobody is not done."))
    if due_on < clock.today():
        raise DomainError(_("The day by which it is to be done has passed already."))
    if owner_school and not group.members.filter(school=owner_school, left_on__isnull=True).exists():
        raise NotOfTheGroup(owner_school)
    if owner and not people_of(group).filter(pk=owner.pk).exists():
        raise DomainError(_("%(who)s does not take part in this group.") % {"who": owner.name})
    if meeting and meeting.state != MeetingState.HELD:
        raise DomainError(_("Record the meeting first: say who came. Then write what was agreed."))
    action = Action.objects.create(
        group=group,
        meeting=meeting,
        text=text,
        language=language,
        owner=owner,
        owner_school=owner_school,
        agreed_on=clock.today(),
        agreed_by=by,
        due_on=due_on,
    )
    reckon_health(group=group)
    return action


@transaction.atomic
def finish_action(*, action: Action, outcome: str = "", by: User) -> None:
    refuse_still(action.group)
    advance(action, FINISH, over_at=clock.now(), over_by=by, outcome=outcome)
    reckon_health(group=action.group)


@transaction.atomic
def drop_action(*, action: Action, because: str, by: User) -> None:
    refuse_still(action.group)
    advance(action, DROP, over_at=clock.now(), over_by=by, dropped_because=because)
    reckon_health(group=action.group)


@transaction.atomic
def reopen_action(*, action: Action, by: User) -> None:
    refuse_still(action.group)
    advance(action, REOPEN, over_at=None, over_by=None, outcome="", dropped_because="")
    reckon_health(group=action.group)


def remind_owners() -> int:
    """Once a day: of what is due soon or overdue, at most one notice a week for each group and person. How
    many were told."""
    now = clock.now()
    waiting = (
        Action.objects.filter(
            state=ActionState.OPEN,
            group__state=GroupState.ACTIVE,
            due_on__lte=clock.today() + REMINDED_BEFORE,
        )
        .filter(Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - REMINDED_EVERY))
        .select_related("group", "owner")
        .order_by("group", "due_on", "pk")
    )
    told = 0
    for group in {action.group_id: action.group for action in waiting}.values():
        told += remind(group, [action for action in waiting if action.group_id == group.pk])
    return told


@transaction.atomic
def remind(group: Group, actions: list[Action]) -> int:
    """Whoever was reminded of another action of the group this week waits, and whoever is left in peace."""
    spared, paused = paused_people(), paused_schools()
    recent = clock.now() - REMINDED_EVERY
    heads = heads_by_school(group)
    by_person: dict[int, tuple[User, list[Action]]] = {}
    for action in actions:
        if action.owner is None and action.owner_school_id in paused:
            continue
        for person in [action.owner] if action.owner else heads.get(action.owner_school_id or 0, []):
            by_person.setdefault(person.pk, (person, []))[1].append(action)
    told = 0
    for person, theirs in by_person.values():
        path = f"/groups/{group.slug}/actions/"
        if person.pk in spared:
            continue
        if person.notices.filter(kind="sigs/action_reminder", path=path, told_at__gt=recent).exists():
            continue
        first = theirs[0]
        facts = {"group": group.name_en, "group_cy": group.name_cy, "count": len(theirs), "text": first.text}
        tell(person, "sigs/action_reminder", path, day=first.due_on.isoformat(), **facts)
        Action.objects.filter(pk__in=[action.pk for action in theirs]).update(reminded_at=clock.now())
        told += 1
    return told
