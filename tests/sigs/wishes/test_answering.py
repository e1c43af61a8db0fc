"""What heads say in a round, who reads it, and what the composer is told."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from schools.models import Topic
from sigs.enums import WishKind, WishState
from sigs.models import Wish, WishRound, WishSchool
from sigs.queries.wishes import (
    cannot_pairs,
    participation,
    topics_by_school,
    wished_pairs,
    wishes_to_give,
)
from sigs.services.wishes.answering import Wished, give_wishes, have_no_wishes, not_know_yet
from sigs.services.wishes.refusals import (
    BothWays,
    CannotWithoutReason,
    NoSuchSchool,
    RoundOver,
    TooManySchools,
    WishChanged,
    WishesNothing,
)
from sigs.services.wishes.rounds import close_round
from tests.factories import make_school
from tests.personas import World, make_world
from tests.sigs.wishes.factories import opened_round, wish_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(world: World) -> Wish:
    return wish_of(opened_round(world.people.consortium), world.school)


def say(wish: Wish, world: World, **wished: object) -> Wish:
    return give_wishes(wish=wish, wished=Wished(**wished), seen=wish.version, by=world.people.head)  # type: ignore[arg-type]  # fields of Wished


def test_wishes_reach_the_composer(world: World, wish: Wish) -> None:
    third = make_school()
    topic = Topic.objects.filter(parent__isnull=False)[0]
    say(
        wish,
        world,
        topics=[topic.pk],
        schools=[world.other_school.pk],
        cannot={third.pk: "Our heads are kin"},
    )
    everyone = [world.school.pk, world.other_school.pk, third.pk]
    assert wished_pairs(2027, everyone) == ((world.school.pk, world.other_school.pk),)
    assert cannot_pairs(2027, everyone) == ((world.school.pk, third.pk),)
    assert topics_by_school(2027, everyone) == {world.school.pk: {topic.pk}}
    assert wished_pairs(2026, everyone) == ()
    assert cannot_pairs(2027, [world.school.pk]) == ()


def test_what_was_said_can_be_changed_until_the_round_closes(world: World, wish: Wish) -> None:
    row = say(wish, world, schools=[world.other_school.pk])
    row = say(row, world, partners="keep")
    assert not row.school_rows.exists()
    row = have_no_wishes(wish=row, seen=row.version, by=world.people.head)
    assert (row.state, row.partners) == (WishState.NONE, "any")
    close_round(asking=WishRound.objects.get())
    with pytest.raises(RoundOver):
        say(row, world, partners="new")


def test_after_the_last_day_nothing_can_be_said(world: World, wish: Wish) -> None:
    yesterday = clock.today() - dt.timedelta(days=1)
    WishRound.objects.update(opens_on=yesterday, closes_on=yesterday)
    with pytest.raises(RoundOver):
        not_know_yet(wish=wish, seen=wish.version, by=world.people.head)


def test_what_is_wrong_is_said_and_nothing_is_stored(world: World, wish: Wish) -> None:
    others = [make_school().pk for _n in range(3)]
    closed = make_school()
    type(closed).objects.filter(pk=closed.pk).update(closed_on="2026-01-01")
    for refusal, wished in (
        (WishesNothing, {}),
        (TooManySchools, {"schools": others}),
        (TooManySchools, {"cannot": dict.fromkeys(others, "why")}),
        (BothWays, {"schools": others[:1], "cannot": {others[0]: "why"}}),
        (CannotWithoutReason, {"cannot": {others[0]: "  "}}),
        (NoSuchSchool, {"schools": [world.school.pk]}),
        (NoSuchSchool, {"schools": [closed.pk]}),
    ):
        with pytest.raises(refusal):
            say(wish, world, **wished)
    assert Wish.objects.get(pk=wish.pk).state == WishState.WAITING
    assert not WishSchool.objects.exists()


def test_the_database_itself_refuses_a_wish_for_oneself(world: World, wish: Wish) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WishSchool.objects.create(wish=wish, school=world.school, kind=WishKind.WITH)
    WishSchool.objects.create(wish=wish, school=world.other_school, kind=WishKind.WITH)
    with pytest.raises(IntegrityError), transaction.atomic():
        WishSchool.objects.create(wish=wish, school=world.other_school, kind=WishKind.CANNOT, because="x")


def test_of_two_at_once_the_later_is_told(world: World, wish: Wish) -> None:
    say(wish, world, partners="keep")
    with pytest.raises(WishChanged):
        say(wish, world, partners="new")
    assert Wish.objects.get(pk=wish.pk).partners == "keep"


def test_not_knowing_yet_is_counted_and_still_needs_the_head(world: World, wish: Wish) -> None:
    assert len(wishes_to_give(world.people.head)) == 1
    row = not_know_yet(wish=wish, seen=wish.version, by=world.people.head)
    sums = participation(row.round)
    assert (sums.unsure, sums.waiting, sums.answered) == (1, 1, 0)
    assert len(wishes_to_give(world.people.head)) == 1
    have_no_wishes(wish=row, seen=row.version, by=world.people.head)
    assert len(wishes_to_give(world.people.head)) == 0
    assert len(wishes_to_give(world.people.teacher)) == 0


def test_no_other_school_reads_a_wish(world: World, wish: Wish) -> None:
    say(wish, world, cannot={world.other_school.pk: "A private matter"})
    own = reverse("school_wish", args=[world.school.number, wish.round.public_id])
    answers = {name: status(own, person) for name, person in world.people}
    assert {name for name, answer in answers.items() if answer == 200} == {"head"}
    assert set(answers.values()) == {200, 404}
    listed = reverse("wish_answers", args=[wish.round.public_id])
    client = Client()
    client.force_login(world.people.consortium)
    assert "A private matter" in client.get(listed).content.decode()
    client.force_login(world.people.other_head)
    assert client.get(listed).status_code == 404


def status(path: str, person: object) -> int:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]  # a User
    return client.get(path).status_code


def test_searching_keeps_what_was_entered_and_stores_nothing(world: World, wish: Wish) -> None:
    make_school(name="Ysgol Tŷ Gwyn", search="ysgol ty gwyn")
    client = Client()
    client.force_login(world.people.head)
    path = reverse("school_wish", args=[world.school.number, wish.round.public_id])
    topic = Topic.objects.filter(parent__isnull=False)[0]
    sent = {
        "find": "with",
        "q_with": "ty gwyn",
        "partners": "new",
        "language": "any",
        "remark": "Diolch",
        "seen": wish.version,
        "topic": topic.pk,
        "with": world.other_school.number,
    }
    answer = client.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ysgol Tŷ Gwyn" in page
    assert "Diolch" in page
    assert f'value="{world.other_school.number}" id="with_{world.other_school.number}" checked' in page
    assert f'value="{topic.pk}" id="topic_{topic.pk}" checked' in page
    assert Wish.objects.get(pk=wish.pk).state == WishState.WAITING
    saved = client.post(path, {**sent, "save": "1"})
    assert saved.status_code == 302
    assert Wish.objects.get(pk=wish.pk).state == WishState.GIVEN


def test_the_losers_text_stays_on_the_page(world: World, wish: Wish) -> None:
    client = Client()
    client.force_login(world.people.head)
    path = reverse("school_wish", args=[world.school.number, wish.round.public_id])
    sent = {"save": "1", "partners": "keep", "language": "any", "seen": wish.version}
    client.post(path, {**sent, "remark": "The first"})
    second = client.post(path, {**sent, "remark": "The second"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "The first" in page
    assert "The second" in page


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_one_answer(region: object) -> None:
    world = make_world(region)  # type: ignore[arg-type]
    made = opened_round(world.people.consortium)
    wish = wish_of(made, world.school)
    ready = threading.Barrier(6)
    refused: list[Exception] = []

    def speak(number: int) -> None:
        ready.wait()
        try:
            say(wish, world, remark=f"Answer {number}")
        except WishChanged as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=speak, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5
    assert Wish.objects.get(pk=wish.pk).version == 2
