"""From an invitation to a post and its end."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from core import clock
from core.models import Invitation, RoleAssignment, User
from core.services import people as accounts
from schools.enums import Permission, Role
from sigs.services.keeping import close_group
from tests.architecture.furnished import make_invitation
from tests.factories import give_role, make_person
from tests.personas import World
from tests.sigs.factories import make_group

PASSWORD = "tair-draig-goch-42"


def sent_form(**facts: str) -> dict[str, str]:
    return {
        "name": "Gwen Newydd",
        "email": "gwen.newydd@demo.example",
        "language": "cy",
        "role": Role.TEACHER,
        "authority": "",
        "school": "6819901",
        **facts,
    }


@pytest.mark.django_db
def test_invited_mailed_accepted_signed_in(
    world: World, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client.force_login(world.people.administrator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/en/people/invite/", sent_form())
    assert answer.status_code == 302

    letter = mail.outbox[0]
    assert letter.to == ["gwen.newydd@demo.example"]
    address = next(line for line in letter.body.splitlines() if "/invitation/" in line).strip()
    path = address[address.index("/cy/") :]
    assert "Administrator" in letter.body

    invited = Client()
    assert invited.get(path).status_code == 200
    accepted = invited.post(path, {"password": PASSWORD})
    assert accepted.status_code == 302
    assert invited.get("/cy/home/").status_code == 200

    person = User.objects.get(email="gwen.newydd@demo.example")
    assert person.has_perm(Permission.VIEW_DETAIL, world.school)
    assert not person.has_perm(Permission.VIEW_DETAIL, world.other_school)
    assert (person.preferred_language, person.check_password(PASSWORD)) == ("cy", True)
    assert invited.get(path).status_code == 410

    returning = Client()
    signed_in = returning.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
    assert signed_in.status_code == 302
    assert returning.get("/en/home/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "languages"), [("", ["/cy/", "/en/"]), ("en", ["/en/"]), ("cy", ["/cy/"])]
)
def test_the_letter_speaks_the_chosen_language_or_both_welsh_first(
    world: World, language: str, languages: list[str]
) -> None:
    invitation = make_invitation(world)
    invitation.preferred_language = language

    accounts.mail_invitation(invitation)

    lines = [line for line in mail.outbox[0].body.splitlines() if "/invitation/" in line]
    assert [line[line.index("/invitation/") - 3 :][:4] for line in lines] == languages


@pytest.mark.django_db
def test_somebody_with_an_account_is_given_the_role_at_once(world: World, client: Client) -> None:
    client.force_login(world.people.administrator)

    client.post("/en/people/invite/", sent_form(email=world.people.head.email.upper(), role=Role.GOVERNOR))

    assert RoleAssignment.objects.filter(user=world.people.head, role=Role.GOVERNOR).exists()
    assert not Invitation.objects.exists()
    assert not mail.outbox


@pytest.mark.django_db
def test_a_role_is_offered_once(world: World, client: Client) -> None:
    client.force_login(world.people.administrator)
    client.post("/en/people/invite/", sent_form())

    again = client.post("/en/people/invite/", sent_form(email="GWEN.newydd@demo.example"))

    assert again.status_code == 422
    assert "already holds, or is already invited to" in again.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "gwen"}, "email"),
        ({"role": ""}, "role"),
        ({"role": "emperor"}, "role"),
        ({"school": ""}, "school"),
        ({"school": "9999999"}, "school"),
        ({"role": Role.SENIOR_ADVISER, "authority": ""}, "authority"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    world: World, client: Client, facts: dict[str, str], field: str
) -> None:
    client.force_login(world.people.administrator)

    answer = client.post("/en/people/invite/", sent_form(**facts))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Invitation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "facts", "kind"),
    [
        (Role.SENIOR_ADVISER, {"authority": "674", "school": ""}, "authority"),
        (Role.CONSORTIUM, {"school": ""}, "region"),
        (Role.HEADTEACHER, {}, "school"),
    ],
)
def test_a_role_is_held_where_it_belongs(
    world: World, client: Client, role: str, facts: dict[str, str], kind: str
) -> None:
    client.force_login(world.people.administrator)

    client.post("/en/people/invite/", sent_form(role=role, **facts))

    assert Invitation.objects.get().scope.kind == kind


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "password1234", "gwen.newydd@demo"])
def test_a_weak_password_is_refused_and_nothing_is_made(world: World, client: Client, password: str) -> None:
    invitation = make_invitation(world, email="gwen.newydd@demo.example")

    answer = client.post(f"/en/invitation/{invitation.pk}/", {"password": password})

    assert answer.status_code == 422
    assert not User.objects.filter(email=invitation.email).exists()
    assert client.get(f"/en/invitation/{invitation.pk}/").status_code == 200


@pytest.mark.django_db
def test_a_withdrawn_invitation_opens_nothing(world: World, client: Client) -> None:
    invitation = make_invitation(world)
    client.force_login(world.people.administrator)

    client.post(f"/en/people/invitations/{invitation.pk}/withdraw/")

    assert Client().get(f"/en/invitation/{invitation.pk}/").status_code == 410
    with pytest.raises(accounts.InvitationOver):
        accounts.accept_invitation(invitation=invitation, password=PASSWORD)


@pytest.mark.django_db
def test_an_invitation_holds_for_two_weeks(world: World) -> None:
    invitation = make_invitation(world)
    address = f"/en/invitation/{invitation.pk}/"
    Invitation.objects.update(expires_on=clock.today())
    assert Client().get(address).status_code == 200

    Invitation.objects.update(expires_on=clock.today() - dt.timedelta(days=1))

    assert Client().get(address).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_has_the_account(world: World) -> None:
    invitation = make_invitation(world)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def accept() -> None:
        start.wait()
        try:
            accounts.accept_invitation(invitation=invitation, password=PASSWORD)
            outcomes.append("accepted")
        except accounts.InvitationOver:
            outcomes.append("over")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["accepted", "over"]
    person = User.objects.get(email=invitation.email)
    assert RoleAssignment.objects.filter(user=person).count() == 1


@pytest.mark.django_db
def test_an_invitation_to_an_address_that_has_an_account_by_now_is_over(world: World) -> None:
    invitation = make_invitation(world)
    make_person(email=invitation.email)

    answer = Client().post(f"/en/invitation/{invitation.pk}/", {"password": PASSWORD})

    assert answer.status_code == 410


@pytest.mark.django_db
def test_an_ended_role_counts_no_more_but_stays_on_record(world: World, client: Client) -> None:
    assignment = RoleAssignment.objects.get(user=world.people.head)
    client.force_login(world.people.administrator)

    client.post(f"/en/people/roles/{assignment.pk}/end/")

    assignment.refresh_from_db()
    assert assignment.ends_on == clock.today() - dt.timedelta(days=1)
    assert not User.objects.get(pk=world.people.head.pk).has_perm(Permission.VIEW_DETAIL, world.school)


@pytest.mark.django_db
def test_a_role_of_today_is_taken_back_and_can_be_given_again(world: World) -> None:
    person = make_person()
    by = world.people.administrator
    given = accounts.give_role(person=person, role=Role.TEACHER, scope=world.school.scope, by=by)

    accounts.end_role(assignment=given, by=by)

    assert not RoleAssignment.objects.filter(user=person).exists()
    accounts.give_role(person=person, role=Role.TEACHER, scope=world.school.scope, by=by)


@pytest.mark.django_db
def test_nobody_ends_their_own_role_or_closes_their_own_account(world: World, client: Client) -> None:
    administrator = world.people.administrator
    own = RoleAssignment.objects.get(user=administrator)
    client.force_login(administrator)

    refused = [
        client.post(f"/en/people/roles/{own.pk}/end/"),
        client.post(f"/en/people/{administrator.pk}/close/"),
    ]

    assert [answer.status_code for answer in refused] == [422, 422]
    assert "Ask another administrator" in refused[0].content.decode()
    own.refresh_from_db()
    administrator.refresh_from_db()
    assert own.ends_on is None
    assert administrator.is_active


@pytest.mark.django_db
def test_a_closed_account_is_out_at_the_next_page_and_can_be_opened_again(world: World) -> None:
    head, administrator = Client(), Client()
    head.force_login(world.people.head, backend="core.backends.SignIn")
    administrator.force_login(world.people.administrator)
    assert head.get("/en/home/").status_code == 200

    administrator.post(f"/en/people/{world.people.head.pk}/close/")
    assert head.get("/en/home/").status_code == 302

    administrator.post(f"/en/people/{world.people.head.pk}/reopen/")
    world.people.head.refresh_from_db()
    assert world.people.head.is_active


@pytest.mark.django_db
def test_people_are_found_by_parts_of_name_and_address(world: World, client: Client) -> None:
    client.force_login(world.people.administrator)

    page = client.get("/en/people/", {"q": "other HEAD@"})

    assert [row["person"] for row in page.context["rows"]] == [world.people.other_head]


@pytest.mark.django_db
def test_an_ended_role_can_be_given_again(world: World) -> None:
    past = give_role(
        world.people.stranger, Role.TEACHER, world.school.scope, ends_on=clock.today() - dt.timedelta(days=9)
    )

    accounts.give_role(
        person=past.user, role=Role.TEACHER, scope=world.school.scope, by=world.people.administrator
    )

    assert RoleAssignment.objects.filter(user=past.user).count() == 2


@pytest.mark.django_db
def test_the_service_itself_refuses_a_weak_password(world: World) -> None:
    with pytest.raises(ValidationError):
        accounts.accept_invitation(invitation=make_invitation(world), password="password1234")


@pytest.mark.django_db
def test_a_convenor_is_invited_to_one_group(world: World, client: Client) -> None:
    group = make_group(world.school, by=world.people.consortium)
    client.force_login(world.people.administrator)

    without = client.post("/en/people/invite/", sent_form(role="convenor", school=""))
    assert without.status_code == 422
    assert "group" in without.context["form"].errors

    client.post("/en/people/invite/", sent_form(role="convenor", school="", group=group.slug))
    offered = Invitation.objects.get()
    assert offered.scope == group.scope
    assert group.name_en in client.get("/en/people/").content.decode()
    person = accounts.accept_invitation(invitation=offered, password="tair-gwennol-dros-y-bryn")
    assert person.has_perm("sigs.lead_group", group)
    assert group.name_en in client.get(f"/en/people/{person.pk}/").content.decode()


@pytest.mark.django_db
def test_nobody_is_invited_to_a_closed_group(world: World, client: Client) -> None:
    group = make_group(world.school, by=world.people.consortium)
    close_group(group=group, because="The year is over", by=world.people.consortium)
    client.force_login(world.people.administrator)

    answer = client.post("/en/people/invite/", sent_form(role="convenor", school="", group=group.slug))

    assert answer.status_code == 422
    assert not Invitation.objects.exists()
