import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.authorise import allows, authorise, held, posts
from core.models import RoleAssignment
from schools.enums import Permission, Role
from schools.models import Authority, School
from tests.factories import give_role, make_person, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def test_a_role_counts_in_its_scope_and_below(world: World) -> None:
    officer = world.people.authority_officer

    assert allows(officer, Permission.VIEW_DETAIL, world.other_school)
    assert not allows(officer, Permission.VIEW_DETAIL, world.school)


def test_a_regionwide_permission_counts_everywhere(world: World) -> None:
    head = world.people.head

    assert allows(head, Permission.VIEW_REGISTER, world.other_school)
    assert not allows(head, Permission.VIEW_DETAIL, world.other_school)


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [(-1, None, True), (0, 0, True), (1, None, False), (-9, -1, False), (-9, 9, True)],
)
def test_a_post_counts_from_its_first_to_its_last_day(
    world: World, starts: int, ends: int | None, counts: bool
) -> None:
    person = make_person()
    today = clock.today()
    days = [None if shift is None else today + dt.timedelta(days=shift) for shift in (starts, ends)]
    give_role(person, Role.TEACHER, world.school.scope, starts_on=days[0], ends_on=days[1])

    assert allows(person, Permission.VIEW_DETAIL, world.school) is counts


def test_a_role_that_no_version_knows_allows_nothing(world: World) -> None:
    person = make_person()
    give_role(person, "chief_of_everything", world.region.scope)

    assert held(person, Permission.VIEW_REGISTER) == []


def test_a_closed_account_holds_nothing(world: World) -> None:
    world.people.head.is_active = False

    assert held(world.people.head, Permission.VIEW_DETAIL) == []
    assert not world.people.head.has_perm(Permission.VIEW_DETAIL, world.school)


def test_posts_are_read_once_for_the_lazy_user_of_a_request(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = SimpleLazyObject(lambda: world.people.head)
    str(user)

    with django_assert_num_queries(1):
        held(user, Permission.VIEW_DETAIL)
        posts(user)  # type: ignore[arg-type]  # as in a request
        user.has_perm(Permission.VIEW_DETAIL, world.school)


def test_the_backdrop_of_wales_is_seen_by_nobody(world: World) -> None:
    outside = make_school(Authority.objects.filter(region__isnull=True)[0].code)

    for _name, person in world.people:
        assert outside not in School.objects.visible_to(person)
        assert not person.has_perm(Permission.VIEW_REGISTER, outside)


class Door:
    """A view behind the door, and what it was given."""

    def __init__(self, permission: str, visible: bool) -> None:
        self.given: School | None = None
        self.visible = visible
        self.view = authorise(permission, find=self.find)(self.answer)

    def find(self, user: object, number: str) -> School | None:
        return School.objects.get(number=number) if self.visible else None

    def answer(self, request: object, school: School) -> HttpResponse:
        self.given = school
        return HttpResponse()

    def open(self, person: object, school: School) -> HttpResponse:
        request = RequestFactory().get("/")
        request.user = person
        return self.view(request, number=school.number)


def test_the_door_gives_the_view_its_object(world: World) -> None:
    door = Door(Permission.EDIT_CONTACTS, visible=True)

    assert door.open(world.people.head, world.school).status_code == 200
    assert door.given == world.school


def test_the_door_hides_what_is_not_visible_and_refuses_what_is_not_allowed(world: World) -> None:
    with pytest.raises(Http404):
        Door(Permission.EDIT_CONTACTS, visible=False).open(world.people.head, world.other_school)
    with pytest.raises(PermissionDenied):
        Door(Permission.EDIT_CONTACTS, visible=True).open(world.people.head, world.other_school)


def test_the_door_leaves_its_mark() -> None:
    assert Door(Permission.EDIT_CONTACTS, visible=True).view.access == (
        "permission",
        "schools.edit_contacts",
    )


def test_an_ended_role_is_gone_at_the_next_request(world: World, client: Client) -> None:
    client.force_login(world.people.head)
    address = f"/en/schools/{world.school.number}/contacts/head/"
    assert client.get(address).status_code == 200

    RoleAssignment.objects.filter(user=world.people.head).update(ends_on=clock.today() - dt.timedelta(days=1))

    assert client.get(address).status_code == 404
