"""Who is in a group, and who therefore sees it."""

import threading

import pytest
from django.db import connection

from schools.models import School
from sigs.enums import Permission
from sigs.models import Group, GroupMember
from sigs.services.groups import InAnother, SchoolClosed, admit_school, release_school
from tests.factories import make_person, make_school
from tests.personas import World, make_world
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db

SEES = {"head", "teacher", "adviser", "senior_adviser", "consortium"}


def test_a_group_is_seen_by_the_people_of_its_schools(world: World) -> None:
    group = make_group(world.school, by=world.people.consortium)
    for name, person in world.people:
        sees = Group.objects.visible_to(person).filter(pk=group.pk).exists()
        assert sees == person.has_perm(Permission.VIEW_GROUP, group) == (name in SEES), name


def test_leaving_ends_sight_at_once(world: World) -> None:
    group = make_group(world.school, world.other_school, by=world.people.consortium)
    assert Group.objects.visible_to(world.people.other_head).exists()
    release_school(group=group, school=world.other_school, by=world.people.other_head)
    assert not Group.objects.visible_to(world.people.other_head).exists()
    group = Group.objects.select_related("scope").get(pk=group.pk)
    assert group.scope.lineage[0] == world.region.scope_id
    assert group.scope.lineage[-1] == group.scope_id
    assert not world.people.other_head.has_perm(Permission.VIEW_GROUP, group)


def test_a_convenor_leads_the_own_group_only(world: World) -> None:
    convenor = make_person("Mared Trefor")
    own = make_group(world.school, by=world.people.consortium, convenor=convenor)
    other = make_group(world.other_school, by=world.people.consortium)
    assert convenor.has_perm(Permission.LEAD_GROUP, own)
    assert not convenor.has_perm(Permission.LEAD_GROUP, other)
    assert not world.people.head.has_perm(Permission.LEAD_GROUP, own)


def test_a_school_has_one_main_group(world: World) -> None:
    first = make_group(world.school, by=world.people.consortium, name="First")
    with pytest.raises(InAnother, match="is in First"):
        make_group(world.school, by=world.people.consortium, name="Second")
    make_group(world.school, by=world.people.consortium, tier="siglet")
    with pytest.raises(InAnother, match="member of this group already"):
        admit_school(group=first, school=world.school, by=world.people.consortium)


def test_a_closed_school_cannot_join(world: World) -> None:
    closed = make_school(closed_on="2024-08-31")
    closed.refresh_from_db()
    with pytest.raises(SchoolClosed):
        make_group(closed, by=world.people.consortium)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_a_school_in_one_group(region: object) -> None:
    world = make_world(region)  # type: ignore[arg-type]
    groups = [make_group(by=world.people.consortium, name=f"Group {n}") for n in range(6)]
    ready = threading.Barrier(len(groups))
    refused: list[InAnother] = []

    def join(group: Group) -> None:
        ready.wait()
        try:
            school = School.objects.get(pk=world.school.pk)
            admit_school(group=group, school=school, by=world.people.consortium)
        except InAnother as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=join, args=[group]) for group in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert GroupMember.objects.filter(left_on__isnull=True).count() == 1
    assert len(refused) == len(groups) - 1
