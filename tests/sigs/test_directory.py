"""The directory for everybody signed in, and the structures drawn from what was entered through the forms."""

import pytest
from django.test import Client
from django.urls import reverse

from schools.enums import Role
from schools.models import Topic
from sigs.models import Group, GroupTopic, Tier
from sigs.presenting.directory import directory
from sigs.queries.groups import all_groups, groups_of_school
from sigs.queries.structure import Knot, structures
from sigs.services.keeping import close_group
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db


def names(client: Client, query: str) -> list[str]:
    answer = client.get(reverse("groups") + query)
    assert answer.status_code == 200
    return [row.group.name_en for section in answer.context["sections"] for row in section.rows]


def test_register_facts_for_everybody_and_the_space_for_its_people(world: World, client: Client) -> None:
    group = make_group(
        world.school, by=world.people.consortium, name="Closed circle", convenor=world.people.convenor
    )
    client.force_login(world.people.data_officer)
    page = client.get(reverse("groups")).content.decode()
    assert "Closed circle" in page
    assert world.school.name_en in page
    assert world.people.convenor.name in page
    assert reverse("group", args=[group.slug]) not in page
    assert client.get(reverse("group", args=[group.slug])).status_code == 404
    client.force_login(world.people.head)
    assert f'href="{reverse("group", args=[group.slug])}"' in client.get(reverse("groups")).content.decode()


def test_filters(world: World, client: Client) -> None:
    by = world.people.consortium
    sig = make_group(world.school, by=by, name="Cardiff secondaries")
    make_group(world.other_school, by=by, name="Open talk", tier="siglet", is_open=True)
    GroupTopic.objects.create(group=sig, topic=Topic.objects.get(code="reading"))
    client.force_login(world.people.head)
    both = ["Cardiff secondaries", "Open talk"]
    assert names(client, "") == both
    assert names(client, "?tier=siglet") == ["Open talk"]
    assert names(client, f"?authority={world.school.authority.slug}") == ["Cardiff secondaries"]
    assert names(client, "?phase=primary") == ["Open talk"]
    assert names(client, "?topic=languages") == ["Cardiff secondaries"], "By the area of the topic."
    assert names(client, "?open=on") == ["Open talk"]
    assert names(client, "?q=arall") == ["Open talk"], "By the name of a member."
    assert names(client, "?tier=nonsense") == both


def test_numbers_in_names_stand_in_order_and_closed_groups_do_not(world: World) -> None:
    by = world.people.consortium
    for number in (10, 2, 1):
        make_group(by=by, name=f"Group {number}")
    close_group(group=make_group(by=by, name="Group 3"), because="Over", by=by)
    _mine, sections = directory(world.people.consortium, all_groups())
    assert [row.group.name_en for row in sections[0].rows] == ["Group 1", "Group 2", "Group 10"]


def test_own_groups_are_those_of_own_schools(world: World) -> None:
    make_group(world.school, by=world.people.consortium, name="Mine")
    make_group(world.other_school, by=world.people.consortium, name="Theirs")
    for person, own in ((world.people.head, ["Mine"]), (world.people.consortium, [])):
        mine, _sections = directory(person, all_groups())
        assert [row.group.name_en for row in mine] == own
    assert [group.name_en for group in groups_of_school(world.school)] == ["Mine"]


# Tier, name, the post that leads it, how many hold it, and what stands under it.
Planned = tuple[str, str, str, int, list]

BEXLEY: Planned = (
    "board",
    "Strategic board",
    "chair",
    1,
    [
        ("subgroup", "Leadership", "co-chair", 2, []),
        ("subgroup", "Teaching", "co-chair", 2, []),
        ("subgroup", "Inclusion", "co-chair", 2, []),
    ],
)
CUMBRIA: Planned = (
    "alliance",
    "County alliance",
    "chair",
    1,
    [
        ("alliance", "East", "lead-head", 1, [("cluster", "Cluster A", "lead-head", 1, [])]),
        (
            "alliance",
            "West",
            "lead-head",
            1,
            [("cluster", "Cluster B", "lead-head", 1, []), ("cluster", "Cluster C", "lead-head", 1, [])],
        ),
    ],
)
WIGAN: Planned = (
    "board",
    "Strategic board",
    "chair",
    1,
    [
        ("board", "Primary board", "chair", 1, [("consortium", "North", "lead-head", 1, [])]),
        ("board", "Secondary board", "chair", 1, [("consortium", "South", "lead-head", 1, [])]),
    ],
)


def enter(client: Client, planned: Planned, parent: str, heads: list) -> None:
    """As the consortium does it, through the forms: the group, a school, its posts."""
    tier, name, post, holders, under = planned
    sent = {"tier": tier, "name_en": name, "name_cy": f"{name} (cy)", "parent": parent}
    answer = client.post(reverse("group_new"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    group = Group.objects.latest("pk")
    for school, person in heads[:holders]:
        joined = client.post(reverse("member_add", args=[group.slug]), {"school": school.number})
        assert joined.status_code == 302
        given = client.post(reverse("seat_new", args=[group.slug]), {"kind": post, "person": person.pk})
        assert given.status_code == 302
    for child in under:
        enter(client, child, group.slug, heads)


def drawn(knot: Knot) -> Planned:
    leading = [seat for seat in knot.seats if seat.kind.leads]
    return (
        knot.group.tier.code,
        knot.group.name_en,
        leading[0].kind.code,
        len(leading),
        [drawn(child) for child in knot.children],
    )


def in_order(planned: Planned) -> Planned:
    *facts, under = planned
    return (*facts, sorted((in_order(child) for child in under), key=lambda child: child[1]))  # type: ignore[return-value]  # the same five


@pytest.mark.parametrize("planned", [BEXLEY, CUMBRIA, WIGAN], ids=["bexley", "cumbria", "wigan"])
def test_a_structure_is_entered_and_drawn(planned: Planned, world: World, client: Client) -> None:
    heads = []
    for number in range(2):
        school, person = make_school(), make_person(f"Head {number}")
        give_role(person, Role.HEADTEACHER, school.scope)
        heads.append((school, person))
    client.force_login(world.people.consortium)
    enter(client, planned, "", heads)
    assert Tier.objects.filter(code="consortium").exists()

    (top,) = structures()

    assert in_order(drawn(top)) == in_order(planned)
    page = client.get(reverse("groups_structure")).content.decode()
    for group in Group.objects.all():
        assert group.name_en in page
    assert page.count("portal-tree__knot") == Group.objects.count()
    assert "Head 0" in page
    lower = Group.objects.exclude(parent=None).order_by("pk")[0]
    (part,) = structures(lower)
    assert part.group == lower
