"""What the consortium changes of a group: its facts, where it stands, and whether it is at work.

active ⇄ paused     it can be read, and nothing in it is changed; with a reason
active, paused → closed     for good; its last schools may still read it
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.enums import ShareEnd
from schools.models import Region, Topic
from sigs.enums import GroupState
from sigs.models import Group, GroupMember, GroupSeat, GroupTopic, Tier
from sigs.services.groups import GroupClosed, form_group
from sigs.services.seats import take_lead
from sigs.services.stopping import end_what_the_members_gave

PAUSE = Transition("pause", sources=[GroupState.ACTIVE], target=GroupState.PAUSED)
GO_ON = Transition("go on", sources=[GroupState.PAUSED], target=GroupState.ACTIVE)
CLOSE = Transition("close", sources=[GroupState.ACTIVE, GroupState.PAUSED], target=GroupState.CLOSED)


class GroupChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this group while you had it open."
                " What you wrote is still below: look at what stands there now, and save again."
            )
        )


class AboveItself(DomainError):
    def __init__(self, parent: Group) -> None:
        super().__init__(
            _("%(group)s stands under this group already, so it cannot stand above it.")
            % {"group": parent.name}
        )


@transaction.atomic
def set_up_group(*, region: Region, tier: Tier, topics: list[Topic], by: User, **facts: Any) -> Group:
    """Without members or posts yet; `facts` are columns of Group."""
    group = form_group(region=region, tier=tier, by=by, **facts)
    set_topics(group, topics)
    return group


@transaction.atomic
def change_group(
    *, group: Group, version: int, topics: list[Topic], parent: Group | None, by: User, **facts: Any
) -> None:
    """`version` is the one that the person had before them; `facts` are columns of Group. Refused:
    GroupChangedMeanwhile, GroupClosed, AboveItself."""
    if group.state == GroupState.CLOSED:
        raise GroupClosed(group)
    refuse_cycle(group, parent)
    saved = Group.objects.filter(pk=group.pk, version=version).update(
        parent=parent, version=F("version") + 1, changed_at=clock.now(), changed_by=by, **facts
    )
    if not saved:
        raise GroupChangedMeanwhile
    set_topics(group, topics)


def refuse_cycle(group: Group, parent: Group | None) -> None:
    """Whoever changes a parent waits for the other who does; the table's trigger refuses what comes past."""
    if parent is None:
        return
    Region.objects.select_for_update(of=("self",), no_key=True).get(pk=group.region_id)
    above = dict(Group.objects.filter(region=group.region_id).values_list("pk", "parent"))
    step: int | None = parent.pk
    while step is not None:
        if step == group.pk:
            raise AboveItself(parent)
        step = above.get(step)


def set_topics(group: Group, topics: list[Topic]) -> None:
    wanted = {topic.pk for topic in topics}
    GroupTopic.objects.filter(group=group).exclude(topic__in=wanted).delete()
    known = set(GroupTopic.objects.filter(group=group).values_list("topic", flat=True))
    GroupTopic.objects.bulk_create(GroupTopic(group=group, topic_id=pk) for pk in sorted(wanted - known))


@transaction.atomic
def pause_group(*, group: Group, because: str, by: User) -> None:
    step(group, PAUSE, by, paused_because=because)
    end_what_the_members_gave(group=group, because=ShareEnd.PAUSED, by=by)


@transaction.atomic
def resume_group(*, group: Group, by: User) -> None:
    step(group, GO_ON, by, paused_because="")


@transaction.atomic
def close_group(*, group: Group, because: str, by: User) -> None:
    """Its posts end with it. Its last schools stay on record as such, may read it, and can join others."""
    step(group, CLOSE, by, paused_because="", closed_on=closing_day(group), closed_because=because)
    end_what_the_members_gave(group=group, because=ShareEnd.CLOSED, by=by)
    GroupMember.objects.filter(group=group, left_on__isnull=True).update(is_main=False)
    for seat in GroupSeat.objects.filter(group=group, ended_on__isnull=True).select_related("person", "kind"):
        GroupSeat.objects.filter(pk=seat.pk).update(
            ended_on=max(clock.today(), seat.starts_on), ended_by=by, ended_because=because
        )
        if seat.person and seat.kind.leads:
            take_lead(seat.person, group, by)


def closing_day(group: Group) -> dt.date:
    return max(clock.today(), group.started_on)


def step(group: Group, transition: Transition, by: User, **facts: Any) -> None:
    advance(group, transition, changed_at=clock.now(), changed_by=by, version=group.version + 1, **facts)
