"""What happened to a group, newest first, from the rows that the database's triggers left."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from core.models import User
from sigs.enums import GroupState
from sigs.models import Group, GroupMember, GroupSeat

SHOWN = 100
STEPS = {
    GroupState.ACTIVE: _("The group went on."),
    GroupState.PAUSED: _("The group was paused."),
    GroupState.CLOSED: _("The group was closed."),
}


@dataclass(frozen=True)
class Entry:
    on: dt.date
    who: str
    text: Any
    because: str = ""


Raw = tuple[dt.date, int | None, Any, str]


def group_history(group: Group) -> list[Entry]:
    """Four queries."""
    rows = [*facts(group), *memberships(group), *posts(group)]
    rows.sort(key=lambda row: row[0], reverse=True)
    names = dict(User.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "name"))
    return [Entry(on, names.get(who or 0, ""), text, because) for on, who, text, because in rows[:SHOWN]]


def facts(group: Group) -> list[Raw]:
    found: list[Raw] = []
    before: dict[str, Any] | None = None
    events = apps.get_model("sigs", "GroupEvent")._default_manager.filter(pgh_obj=group.pk)
    for row in events.order_by("pgh_id").values(
        "changed_at", "changed_by", "state", "version", "paused_because", "closed_because"
    ):
        text: Any = ""
        if before is None:
            text = _("The group was set up.")
        elif row["state"] != before["state"]:
            text = STEPS[GroupState(row["state"])]
        elif row["version"] != before["version"]:
            text = _("What the group says of itself was changed.")
        if text:
            because = row["closed_because"] or row["paused_because"]
            found.append((row["changed_at"].date(), row["changed_by"], text, because))
        before = row
    return found


def memberships(group: Group) -> list[Raw]:
    found: list[Raw] = []
    for member in GroupMember.objects.filter(group=group).select_related("school"):
        school = {"school": member.school.name}
        found.append(
            (member.joined_on, member.joined_by_id, _("%(school)s joined.") % school, member.because)
        )
        if member.left_on:
            found.append(
                (member.left_on, member.left_by_id, _("%(school)s left.") % school, member.left_because)
            )
    return found


def posts(group: Group) -> list[Raw]:
    found: list[Raw] = []
    for seat in GroupSeat.objects.filter(group=group).select_related("kind", "person"):
        facts = {"post": seat.kind.name, "holder": seat.holder}
        found.append((seat.starts_on, seat.given_by_id, _("%(post)s: %(holder)s began.") % facts, ""))
        if seat.ended_on:
            said = _("%(post)s: %(holder)s ended.") % facts
            found.append((seat.ended_on, seat.ended_by_id, said, seat.ended_because))
    return found
