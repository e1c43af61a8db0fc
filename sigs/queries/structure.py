"""Groups under groups: what stands under what, with who leads each."""

from collections import defaultdict
from dataclasses import dataclass, field

from schools.models import School
from sigs.enums import GroupState
from sigs.models import Group, GroupSeat
from sigs.queries.groups import all_groups, members_of


@dataclass
class Knot:
    group: Group
    seats: list[GroupSeat]
    schools: list[School]
    children: list["Knot"] = field(default_factory=list)

    @property
    def below(self) -> int:
        """How many groups stand under it, at any depth."""
        return sum(1 + child.below for child in self.children)


def seats_of(groups: list[Group]) -> dict[int, list[GroupSeat]]:
    """Those held now, by the group's id; one query."""
    found: dict[int, list[GroupSeat]] = defaultdict(list)
    rows = GroupSeat.objects.filter(group__in=[group.pk for group in groups], ended_on__isnull=True)
    for seat in rows.select_related("kind", "person").order_by("kind__position", "starts_on", "pk"):
        found[seat.group_id].append(seat)
    return found


def structures(top: Group | None = None) -> list[Knot]:
    """Each group that has others under it and none above it; or the one tree in which `top` stands highest.
    Three queries."""
    groups = list(all_groups().order_by("tier__position", "name_en", "pk"))
    under: dict[int | None, list[Group]] = defaultdict(list)
    for group in groups:
        under[group.parent_id].append(group)
    if top is None:
        known = {group.pk for group in groups}
        # What stands under a closed group stands at the top now.
        tops = [group for group in groups if group.parent_id not in known and under.get(group.pk)]
    else:
        tops = [group for group in groups if group.pk == top.pk]
    drawn = [group for one in tops for group in with_all_below(one, under)]
    seats, members = seats_of(drawn), members_of(drawn)

    def knot(group: Group) -> Knot:
        return Knot(
            group,
            seats.get(group.pk, []),
            members.get(group.pk, []),
            [knot(child) for child in under.get(group.pk, [])],
        )

    return [knot(one) for one in tops]


def with_all_below(group: Group, under: dict[int | None, list[Group]]) -> list[Group]:
    found = [group]
    for child in under.get(group.pk, []):
        found += with_all_below(child, under)
    return found


def group_in_directory(user: object, slug: str) -> Group | None:
    """For whoever may read the register: that there is such a group is no secret."""
    return (
        Group.objects.exclude(state=GroupState.CLOSED)
        .select_related("scope", "tier", "parent")
        .filter(slug=slug)
        .first()
    )
