"""Groups made of a draft, by one of many who press at once, and taken back."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.errors import DomainError
from core.models import Notice
from schools.models import School
from sigs.enums import CompositionState, DraftState, GroupState, Role
from sigs.models import Composition, Group, GroupMember, Publication
from sigs.services.drafts.answering import answer_draft
from sigs.services.drafts.publishing import publish_groups
from sigs.services.drafts.refusals import ActedAlready, ClosedMeanwhile, StillToAnswer
from sigs.services.drafts.undoing import undo_publication
from sigs.services.groups import release_school
from tests.factories import give_role, make_school
from tests.personas import World, make_world
from tests.sigs.drafts.factories import names, place_of, sent_draft
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db


def with_last_year(world: World) -> tuple[Composition, Group]:
    """Last year's group of both schools, led by the convenor; this year each is in another."""
    by = world.people.consortium
    old = make_group(
        world.school, world.other_school, by=by, name="Last year", convenor=world.people.convenor, year=2026
    )
    third = make_school(name="Ysgol Drydedd")
    return sent_draft([[world.school, third], [world.other_school]], by), old


def publish(composition: Composition, world: World) -> Publication:
    return publish_groups(
        composition=composition,
        names=names(),
        because={world.school.pk: "It is the only school of Cardiff here."},
        by=world.people.consortium,
    )


def group_of(school: School) -> Group:
    return GroupMember.objects.get(school=school, left_on__isnull=True, is_main=True).group


def test_publishing_closes_last_years_groups_and_makes_the_new_ones(world: World) -> None:
    composition, old = with_last_year(world)
    publish(composition, world)
    old.refresh_from_db()
    assert (composition.state, old.state) == (CompositionState.PUBLISHED, GroupState.CLOSED)
    assert old.closed_because
    assert not old.members.filter(left_on__isnull=True).exists()
    new = group_of(world.school)
    assert (new.name_en, new.name_cy, new.year) == ("SIG 1", "GGY 1", 2027)
    member = new.members.get(school=world.school)
    assert member.because == "It is the only school of Cardiff here."
    assert group_of(world.other_school) != new
    told = Notice.objects.filter(kind="sigs/group_made", person=world.people.head).get()
    assert told.path == f"/groups/{new.slug}/letter/"
    assert not world.people.convenor.has_perm("sigs.lead_group", new)


def test_the_letter_is_in_both_languages_welsh_first(world: World) -> None:
    composition, _old = with_last_year(world)
    publish(composition, world)
    client = Client()
    client.force_login(world.people.head)
    path = reverse("group_letter", args=[group_of(world.school).slug])
    page = client.get(path).content.decode()
    assert page.index('lang="cy"><h2>GGY 1') < page.index('lang="en"><h2>SIG 1')
    client.force_login(world.people.stranger)
    assert client.get(path).status_code == 404


def test_what_a_head_said_is_answered_before(world: World) -> None:
    composition, old = with_last_year(world)
    place = place_of(composition, world.school)
    answer_draft(
        place=place, answer=DraftState.COMMENTED, text="Hm", seen=place.version, by=world.people.head
    )
    with pytest.raises(StillToAnswer, match="Ysgol Gyfun Brawf"):
        publish(composition, world)
    old.refresh_from_db()
    assert old.state == GroupState.ACTIVE


def test_a_school_that_closed_meanwhile_is_named_and_nothing_is_stored(world: World) -> None:
    composition, old = with_last_year(world)
    School.objects.filter(pk=world.other_school.pk).update(closed_on="2026-10-01")
    with pytest.raises(ClosedMeanwhile, match="Ysgol Gynradd Arall"):
        publish(composition, world)
    assert list(Group.objects.all()) == [old]
    assert group_of(world.school) == old


def test_undoing_gives_back_last_years_groups(world: World) -> None:
    composition, old = with_last_year(world)
    publish(composition, world)
    new = group_of(world.school)
    undo_publication(composition=composition, because="The wrong run", by=world.people.consortium)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (composition.state, old.state, new.state) == ("sent", "active", "closed")
    assert group_of(world.school) == group_of(world.other_school) == old
    old.scope.refresh_from_db()
    fresh = type(world.people.convenor).objects.get(pk=world.people.convenor.pk)
    assert fresh.has_perm("sigs.lead_group", old)
    publish(composition, world)
    assert group_of(world.school).year == 2027
    assert Publication.objects.count() == 2


@pytest.mark.parametrize("act", ["post", "leaves", "changed"])
def test_undoing_ends_with_the_first_act_of_a_member(world: World, act: str) -> None:
    composition, _old = with_last_year(world)
    publish(composition, world)
    new = group_of(world.school)
    if act == "post":
        give_role(world.people.convenor, Role.CONVENOR, new.scope)
    elif act == "leaves":
        release_school(group=new, school=world.school, by=world.people.head)
    else:
        Group.objects.filter(pk=new.pk).update(version=2)
    with pytest.raises(ActedAlready, match="SIG 1"):
        undo_publication(composition=composition, because="The wrong run", by=world.people.consortium)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_publish_at_once_one_succeeds(region: object) -> None:
    world = make_world(region)  # type: ignore[arg-type]
    composition, _old = with_last_year(world)
    ready = threading.Barrier(4)
    refused: list[DomainError] = []

    def press() -> None:
        ready.wait()
        try:
            publish(Composition.objects.get(pk=composition.pk), world)
        except DomainError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert Publication.objects.count() == 1
    assert Group.objects.filter(year=2027).count() == 2
