"""What the consortium does with groups: parents without cycles, posts that lead, pausing, closing."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from schools.models import Region
from sigs.enums import GroupState, Permission
from sigs.models import Group, GroupMember, GroupSeat, SeatKind
from sigs.queries.history import group_history
from sigs.services.groups import GroupClosed, admit_school
from sigs.services.joining import leave_group
from sigs.services.keeping import (
    AboveItself,
    GroupChangedMeanwhile,
    change_group,
    close_group,
    pause_group,
    resume_group,
)
from sigs.services.seats import SeatEnded, SeatTaken, end_seat, give_seat
from tests.factories import make_person
from tests.personas import World, make_world
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db


def facts(group: Group, **more: object) -> dict[str, object]:
    return {
        "name_en": group.name_en,
        "name_cy": "Enw",
        "purpose_en": "",
        "purpose_cy": "",
        "is_open": False,
        "topics": [],
        **more,
    }


def kind(code: str) -> SeatKind:
    return SeatKind.objects.get(code=code)


def test_no_group_comes_to_stand_above_itself(world: World) -> None:
    by = world.people.consortium
    top = make_group(by=by, name="Top", tier="board")
    middle = make_group(by=by, name="Middle", tier="board", parent=top)
    low = make_group(by=by, name="Low", tier="subgroup", parent=middle)
    for parent in (low, middle, top):
        with pytest.raises(AboveItself):
            change_group(group=top, version=1, parent=parent, by=by, **facts(top))
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=top.pk).update(parent=low)
    change_group(group=low, version=1, parent=top, by=by, **facts(low))
    assert Group.objects.get(pk=low.pk).parent == top


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_no_cycle(region: Region) -> None:
    """Each puts the other's group on top: past the service, so that the table itself decides."""
    world = make_world(region)
    one = make_group(by=world.people.consortium, name="One", tier="board")
    two = make_group(by=world.people.consortium, name="Two", tier="board")
    ready = threading.Barrier(2)
    refused: list[Exception] = []

    def put(group: Group, parent: Group) -> None:
        try:
            with transaction.atomic():
                ready.wait()
                Group.objects.filter(pk=group.pk).update(parent=parent)
        except IntegrityError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Group.objects.filter(parent__isnull=False).count() == 1


def test_the_slower_of_two_editors_keeps_the_words(world: World, client: Client) -> None:
    group = make_group(by=world.people.consortium, name="Before")
    client.force_login(world.people.consortium)
    sent = {"name_en": "Mine", "name_cy": "Fy un i", "version": "1"}
    change_group(group=group, version=1, parent=None, by=world.people.consortium, **facts(group))
    with pytest.raises(GroupChangedMeanwhile):
        change_group(group=group, version=1, parent=None, by=world.people.consortium, **facts(group))
    answer = client.post(reverse("group_edit", args=[group.slug]), sent)
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()


def test_a_seat_that_leads_gives_and_ends_the_role(world: World) -> None:
    by, person = world.people.consortium, make_person("Mared Trefor")
    group = make_group(world.school, by=by)
    chair = give_seat(group=group, kind=kind("chair"), person=person, by=by)
    convenor = give_seat(group=group, kind=kind("convenor"), person=person, by=by)
    assert leads(person, group)
    with pytest.raises(SeatTaken, match="Mared Trefor"):
        give_seat(group=group, kind=kind("chair"), person=person, by=by)
    end_seat(seat=chair, by=by)
    assert leads(person, group), "The other post still leads."
    end_seat(seat=convenor, by=by, because="Thank you")
    assert not leads(person, group)
    with pytest.raises(SeatEnded):
        end_seat(seat=convenor, by=by)


def leads(person: object, group: Group) -> bool:
    from_now = type(person).objects.get(pk=person.pk)  # type: ignore[attr-defined]  # a User
    return bool(from_now.has_perm(Permission.LEAD_GROUP, group))


def test_a_voice_and_a_name_give_no_role(world: World) -> None:
    by, person = world.people.consortium, make_person("Non Garland")
    group = make_group(world.school, by=by)
    give_seat(group=group, kind=kind("voice-governors"), person=person, by=by)
    give_seat(group=group, kind=kind("chair"), name="Rhodri Pask", office="Director", by=by)
    assert not leads(person, group)
    assert [seat.holder for seat in GroupSeat.objects.filter(group=group)] == ["Rhodri Pask", "Non Garland"]


def test_pausing_and_going_on(world: World) -> None:
    by = world.people.consortium
    group = make_group(world.school, by=by)
    pause_group(group=group, because="Inspection", by=by)
    assert Group.objects.get(pk=group.pk).paused_because == "Inspection"
    resume_group(group=group, by=by)
    assert Group.objects.get(pk=group.pk).state == GroupState.ACTIVE
    said = [str(entry.text) for entry in group_history(group)]
    assert "The group was paused." in said
    assert "The group went on." in said


def test_closing_ends_posts_and_frees_the_schools(world: World) -> None:
    by, person = world.people.consortium, make_person("Mared Trefor")
    group = make_group(world.school, by=by, name="Old")
    give_seat(group=group, kind=kind("convenor"), person=person, by=by)
    close_group(group=group, because="The year is over", by=by)
    group.refresh_from_db()
    assert group.closed_on == clock.today()
    assert not leads(person, group)
    assert not GroupSeat.objects.filter(group=group, ended_on__isnull=True).exists()
    new = make_group(world.school, by=by, name="New")
    assert GroupMember.objects.filter(group=new, school=world.school, is_main=True).exists()
    assert world.people.head.has_perm(Permission.VIEW_GROUP, group), "Its last schools may still read it."
    with pytest.raises(GroupClosed):
        admit_school(group=group, school=world.other_school, by=by)


def test_a_school_that_leaves_takes_the_posts_of_its_people_along(world: World) -> None:
    by, head = world.people.consortium, world.people.head
    group = make_group(world.school, world.other_school, by=by)
    give_seat(group=group, kind=kind("convenor"), person=head, by=by)
    other = give_seat(group=group, kind=kind("chair"), person=world.people.other_head, by=by)
    leave_group(group=group, school=world.school, because="Too far", by=head)
    assert not leads(head, group)
    assert not Group.objects.visible_to(type(head).objects.get(pk=head.pk)).exists()
    assert list(GroupSeat.objects.filter(group=group, ended_on__isnull=True)) == [other]


def test_a_convenor_by_invitation_leaves_with_the_school_too(world: World) -> None:
    group = make_group(
        world.school, world.other_school, by=world.people.consortium, convenor=world.people.head
    )
    leave_group(group=group, school=world.other_school, because="Far", by=world.people.other_head)
    assert leads(world.people.head, group), "The school that leaves is not hers."
    leave_group(group=group, school=world.school, because="Far", by=world.people.consortium)
    assert not leads(world.people.head, group)
