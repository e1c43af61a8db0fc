"""Three structures of the kinds that regions told of in 2019: a board with sub-groups that heads co-chair;
clusters in local alliances in one alliance; consortia with lead heads under phase boards under a board."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import transaction

from core.models import User
from schools.enums import Phase
from schools.models import Region, School, Topic
from schools.queries.review import review_year
from sigs.demonstration.groups import add_topics, make, seat_head_of, started_on
from sigs.models import Group, GroupSeat, SeatKind

STRUCTURES = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
FEEDERS = 4


@dataclass
class Pool:
    """The schools of one authority, handed out one after the other; from the start again when used up."""

    primary: list[School]
    secondary: list[School]
    primary_place: int = 0
    secondary_place: int = 0

    def some_primary(self, count: int) -> list[School]:
        self.primary_place, found = around(self.primary, self.primary_place, count)
        return found

    def some_secondary(self, count: int) -> list[School]:
        self.secondary_place, found = around(self.secondary, self.secondary_place, count)
        return found


def around(schools: list[School], place: int, count: int) -> tuple[int, list[School]]:
    count = min(count, len(schools))
    return place + count, [schools[(place + step) % len(schools)] for step in range(count)]


@transaction.atomic
def add_structures(*, region: Region, people: dict[str, User]) -> bool:
    """Unless there are groups of several tiers already. Whether they were added."""
    if Group.objects.filter(region=region, parent__isnull=False).exists():
        return False
    for planned in STRUCTURES:
        pool = pool_of(planned["authority"])
        if pool.primary and pool.secondary:
            enter(region, planned, None, pool, people)
    return True


def pool_of(authority: str) -> Pool:
    open_ones = School.objects.of_region().open().filter(authority__code=authority).select_related("scope")
    # From east to west, so that those handed out together lie near one another.
    schools = sorted(open_ones, key=lambda school: (school.longitude or 0, school.number))
    return Pool(
        [school for school in schools if school.phase == Phase.PRIMARY],
        [school for school in schools if school.phase in {Phase.SECONDARY, Phase.ALL_AGE}],
    )


def enter(
    region: Region, planned: dict[str, Any], parent: Group | None, pool: Pool, people: dict[str, User]
) -> Group:
    some = pool.some_secondary if planned.get("phase") == Phase.SECONDARY else pool.some_primary
    members = some(planned["schools"]) + pool.some_primary(planned.get("feeders", 0))
    group = make(
        region,
        planned["tier"],
        planned["name_en"],
        members,
        people,
        parent=parent,
        started_on=started_on(review_year() - 1),
        **{name: planned.get(name, "") for name in ("name_cy", "purpose_en", "purpose_cy")},
    )
    add_topics(group, list(Topic.objects.filter(code=planned.get("topic", ""))))
    for kind, count in planned.get("heads", {}).items():
        for school in members[:count]:
            seat_head_of(group, school, kind, people)
    for kind, name, office in planned.get("names", []):
        GroupSeat.objects.create(
            group=group,
            kind=SeatKind.objects.get(code=kind),
            name=name,
            office=office,
            starts_on=group.started_on,
            given_by=people["consortium"],
        )
    # One after the other, since each takes its schools out of the pool.
    for child in chain(planned.get("children", []), clusters(planned.get("clusters", 0), pool)):
        enter(region, child, group, pool, people)
    return group


def clusters(count: int, pool: Pool) -> Iterator[dict[str, Any]]:
    """Each a secondary school, after which it is called, and primary schools near it."""
    for _place in range(count):
        school = pool.secondary[pool.secondary_place % len(pool.secondary)]
        yield {
            "tier": "cluster",
            "name_en": f"Cluster: {school.name_en}",
            "name_cy": f"Clwstwr: {school.name_cy or school.name_en}",
            "schools": 1,
            "phase": Phase.SECONDARY,
            "feeders": FEEDERS,
            "heads": {"lead-head": 1},
        }
