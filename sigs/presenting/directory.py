"""The directory: every group by tier, with what the register says of it and what it works on."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from schools.models import School, Topic
from sigs.models import Group, GroupSeat, GroupTopic, Tier
from sigs.queries.groups import convenors_of, members_of, seen_through
from sigs.queries.structure import seats_of


@dataclass(frozen=True)
class Row:
    group: Group
    schools: list[School]
    authorities: list[str]
    # Those who lead it, with their post.
    leads: list[str]
    topics: list[Topic]
    # Whether this person may open the group's own pages.
    opens: bool


@dataclass(frozen=True)
class Section:
    tier: Tier
    rows: list[Row]


def directory(user: Any, groups: QuerySet[Group]) -> tuple[list[Row], list[Section]]:
    """The person's own groups, and all by tier. Five queries: who sees what is in the groups' scopes."""
    found = list(groups.select_related("scope"))
    opens, own = seen_through(user)
    members, seats, topics = members_of(found), seats_of(found), topics_of(found)
    convenors = convenors_of(found)
    rows = []
    for group in found:
        schools = members.get(group.pk, [])
        rows.append(
            Row(
                group,
                schools,
                sorted({str(school.authority.name) for school in schools}),
                leads_said(seats.get(group.pk, []), convenors.get(group.pk, [])),
                topics.get(group.pk, []),
                not opens.isdisjoint(group.scope.lineage),
            )
        )
    rows.sort(key=in_order)
    sections: dict[Tier, list[Row]] = defaultdict(list)
    for row in rows:
        sections[row.group.tier].append(row)
    mine = [row for row in rows if not own.isdisjoint(row.group.scope.lineage)]
    return mine, [Section(tier, sections[tier]) for tier in sorted(sections, key=lambda tier: tier.position)]


def in_order(row: Row) -> list[tuple[int, str]]:
    """By name, with numbers as numbers: group 2 before group 10."""
    parts = re.split(r"(\d+)", str(row.group.name).casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def leads_said(seats: list[GroupSeat], convenors: list[str]) -> list[str]:
    """“Chair: Name” for each seat that leads; a convenor without a seat by name."""
    said = [f"{seat.kind.name}: {seat.holder}" for seat in seats if seat.kind.leads]
    seated = {seat.holder for seat in seats}
    return said + [name for name in convenors if name not in seated]


def topics_of(groups: list[Group]) -> dict[int, list[Topic]]:
    found: dict[int, list[Topic]] = defaultdict(list)
    for row in GroupTopic.objects.filter(group__in=[group.pk for group in groups]).select_related("topic"):
        found[row.group_id].append(row.topic)
    return found
