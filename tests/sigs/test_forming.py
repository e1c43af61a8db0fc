"""Groups that heads form by themselves, and asking to join one."""

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import IllegalTransition
from core.models import Notice
from schools.enums import Role
from schools.models import Topic
from sigs.enums import JoinState, Permission, ProposalState
from sigs.models import Group, GroupMember, JoinRequest, ProposalAnswer, Tier
from sigs.queries.attention import parts
from sigs.services.groups import InAnother
from sigs.services.joining import AskedAlready, NotOpen, answer_join, ask_to_join, take_back_join
from sigs.services.keeping import pause_group
from sigs.services.proposals import (
    NobodyInvited,
    NotFormedBySchools,
    ProposalOver,
    answer_proposal,
    propose_group,
    withdraw_proposal,
)
from sigs.services.still import GroupPaused
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db


def propose(world: World, *invited: object, tier: str = "siglet") -> ProposalAnswer:
    return propose_group(
        school=world.school,
        tier=Tier.objects.get(code=tier),
        name_en="Talk",
        name_cy="",
        topic=Topic.objects.get(code="oracy"),
        why="Pupils who speak",
        language="en",
        is_open=True,
        invited=list(invited),  # type: ignore[arg-type]  # schools
        by=world.people.head,
    )


def answer_of(own: ProposalAnswer, school: object) -> ProposalAnswer:
    return ProposalAnswer.objects.get(proposal=own.proposal, school=school)


def kinds(person: object) -> set[str]:
    first, *others = parts(person)
    return {row[0] for row in first.union(*others, all=True)}


def test_a_group_exists_when_two_schools_have_said_yes(world: World) -> None:
    third = make_school()
    own = propose(world, world.other_school, third)
    assert not Group.objects.exists()
    assert "sigs-proposal" in kinds(world.people.other_head)
    answer_proposal(answer=answer_of(own, third), accept=False, because="No time", by=make_person())
    assert not Group.objects.exists()

    group = answer_proposal(
        answer=answer_of(own, world.other_school), accept=True, by=world.people.other_head
    )

    assert group is not None
    members = GroupMember.objects.filter(group=group)
    assert {member.school for member in members} == {world.school, world.other_school}
    head = type(world.people.head).objects.get(pk=world.people.head.pk)
    assert head.has_perm(Permission.LEAD_GROUP, group), "Whoever proposed it leads it."
    assert [topic.code for topic in group.topics.all()] == ["oracy"]
    # Who said no can still join, and then is in at once.
    assert answer_proposal(answer=answer_of(own, third), accept=True, by=make_person()) == group
    assert GroupMember.objects.filter(group=group).count() == 3


def test_an_answer_can_be_changed_until_the_group_exists(world: World) -> None:
    third = make_school()
    own = propose(world, world.other_school, third)
    answer = answer_of(own, world.other_school)
    answer_proposal(answer=answer, accept=False, because="Not now", by=world.people.other_head)
    answer_proposal(answer=answer, accept=True, by=world.people.other_head)
    assert Group.objects.count() == 1
    with pytest.raises(ProposalOver):
        answer_proposal(answer=answer, accept=False, because="After all", by=world.people.other_head)


def test_a_proposal_taken_back_is_over(world: World) -> None:
    own = propose(world, world.other_school)
    withdraw_proposal(proposal=own.proposal, by=world.people.head)
    assert own.proposal.state == ProposalState.WITHDRAWN
    with pytest.raises(ProposalOver):
        answer_proposal(answer=answer_of(own, world.other_school), accept=True, by=world.people.other_head)
    assert not Group.objects.exists()
    assert Notice.objects.filter(person=world.people.other_head, kind="sigs/proposal_withdrawn").exists()


def test_what_cannot_be_proposed(world: World) -> None:
    with pytest.raises(NobodyInvited):
        propose(world, world.school)
    with pytest.raises(NotFormedBySchools):
        propose(world, world.other_school, tier="sig")


def test_an_invitation_is_seen_by_the_invited_alone(world: World, client: Client) -> None:
    own = propose(world, world.other_school)
    address = reverse("proposal", args=[answer_of(own, world.other_school).public_id])
    for person, status in (
        (world.people.other_head, 200),
        (world.people.head, 404),
        (world.people.teacher, 404),
    ):
        client.force_login(person)
        assert client.get(address).status_code == status, person.name


def test_asking_to_join_and_being_admitted(world: World) -> None:
    people = world.people
    group = make_group(
        world.school, by=people.consortium, tier="siglet", is_open=True, convenor=people.convenor
    )
    facts = {"school": world.other_school, "topic": None, "why": "The same need", "by": people.other_head}
    asked = ask_to_join(group=group, **facts)  # type: ignore[arg-type]  # as named
    with pytest.raises(AskedAlready):
        ask_to_join(group=group, **facts)  # type: ignore[arg-type]  # as named
    assert "sigs-join" in kinds(people.convenor)
    assert Notice.objects.filter(person=people.convenor, kind="sigs/join_asked").exists()
    answer_join(asked=asked, admit=True, answer="Welcome", by=people.convenor)
    member = GroupMember.objects.get(group=group, school=world.other_school)
    assert member.because == "The same need"
    with pytest.raises(IllegalTransition):
        answer_join(asked=asked, admit=False, answer="No", by=people.convenor)
    with pytest.raises(InAnother):
        ask_to_join(group=group, **facts)  # type: ignore[arg-type]  # as named


def test_asking_is_refused_or_taken_back(world: World) -> None:
    people = world.people
    closed_one = make_group(world.school, by=people.consortium, tier="siglet", name="For us")
    facts = {"school": world.other_school, "topic": None, "why": "The same need", "by": people.other_head}
    with pytest.raises(NotOpen):
        ask_to_join(group=closed_one, **facts)  # type: ignore[arg-type]  # as named
    group = make_group(world.school, by=people.consortium, tier="siglet", is_open=True)
    asked = ask_to_join(group=group, **facts)  # type: ignore[arg-type]  # as named
    take_back_join(asked=asked, by=people.other_head)
    assert JoinRequest.objects.get().state == JoinState.WITHDRAWN
    again = ask_to_join(group=group, **facts)  # type: ignore[arg-type]  # as named
    pause_group(group=group, because="Inspection", by=people.consortium)
    with pytest.raises(GroupPaused):
        answer_join(asked=again, admit=True, answer="", by=people.convenor)


def test_a_no_needs_a_reason(world: World, client: Client) -> None:
    people = world.people
    group = make_group(
        world.school, by=people.consortium, tier="siglet", is_open=True, convenor=people.convenor
    )
    asked = ask_to_join(
        group=group, school=world.other_school, topic=None, why="A need", by=people.other_head
    )
    client.force_login(people.convenor)
    address = reverse("join_answer", args=[asked.public_id])
    assert client.post(address, {"admit": "no", "answer": ""}).status_code == 422
    assert client.post(address, {"admit": "no", "answer": "We are full"}).status_code == 302
    assert JoinRequest.objects.get().answer == "We are full"


def test_leaving_through_the_page_ends_sight_at_once(world: World, client: Client) -> None:
    group = make_group(world.school, world.other_school, by=world.people.consortium)
    client.force_login(world.people.other_head)
    page = reverse("group", args=[group.slug])
    assert client.get(page).status_code == 200
    sent = {"school": world.other_school.number, "because": "Another need"}
    assert client.post(reverse("group_leave", args=[group.slug]), sent).status_code == 302
    assert client.get(page).status_code == 404


def test_a_head_of_two_schools_says_for_which(world: World, client: Client) -> None:
    second = make_school()
    give_role(world.people.head, Role.HEADTEACHER, second.scope)
    group = make_group(world.school, second, by=world.people.consortium)
    client.force_login(world.people.head)
    client.post(reverse("group_leave", args=[group.slug]), {"school": second.number, "because": "Far"})
    assert [m.school for m in GroupMember.objects.filter(left_on__isnull=True)] == [world.school]
