"""A draft before the heads: who sees what, what they say, what the consortium answers."""

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import IllegalTransition
from core.models import Notice
from core.transitions import advance
from schools.models import School
from sigs.enums import DraftOutcome, DraftState
from sigs.models import Composition, CompositionRun, DraftPlace
from sigs.queries.drafts import fellows
from sigs.services.drafts.answering import accept_swap, answer_draft, reply_to_head
from sigs.services.drafts.publishing import PUBLISH
from sigs.services.drafts.refusals import (
    LeftOutAlready,
    NobodyToSwapWith,
    NothingToAnswer,
    NotSendable,
    PlaceChanged,
    SaysNothing,
    TooSoon,
)
from sigs.services.drafts.sending import SEND, send_draft
from sigs.services.drafts.undoing import UNPUBLISH
from tests.factories import make_school
from tests.personas import World
from tests.sigs.drafts.factories import in_days, make_composition, make_run, place_of, sent_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(world: World) -> list[School]:
    return [make_school(name=f"Ysgol {name}") for name in ("Alwen", "Banw", "Clwyd", "Dulas")]


@pytest.fixture
def composition(world: World, others: list[School]) -> Composition:
    """Two groups: the head's with Alwen and Banw, the other head's with Clwyd and Dulas."""
    groups = [[world.school, *others[:2]], [world.other_school, *others[2:]]]
    return sent_draft(groups, world.people.consortium)


def say(place: DraftPlace, world: World, answer: DraftState, text: str = "", **facts: object) -> DraftPlace:
    return answer_draft(
        place=place,
        answer=answer,
        text=text,
        seen=place.version,
        by=world.people.head,
        **facts,  # type: ignore[arg-type]  # swap_with and joins
    )


@pytest.mark.parametrize("state", ["draft", "sent", "published", "dropped"])
@pytest.mark.parametrize("step", [SEND, PUBLISH, UNPUBLISH], ids=lambda step: step.name)
def test_a_composition_takes_only_these_steps(composition: Composition, state: str, step: object) -> None:
    people = composition.sent_by
    facts = {
        "draft": {"sent_run": None, "sent_at": None, "sent_by": None},
        "sent": {},
        "published": {"published_at": composition.sent_at, "published_by": people},
        "dropped": {"dropped_at": composition.sent_at, "dropped_by": people},
    }
    Composition.objects.filter(pk=composition.pk).update(state=state, **facts[state])
    goes = {("draft", "sent"), ("sent", "published"), ("published", "unpublished")}
    target = {
        "sent": {"sent_run": CompositionRun.objects.get(), "sent_at": composition.sent_at, "sent_by": people},
        "published": facts["published"],
        "unpublished": {"published_at": None, "published_by": None},
    }[step.name]  # type: ignore[attr-defined]  # a Transition
    if (state, step.name) in goes:  # type: ignore[attr-defined]  # a Transition
        advance(composition, step, **target)  # type: ignore[arg-type]  # a Transition
    else:
        with pytest.raises(IllegalTransition):
            advance(composition, step, **target)  # type: ignore[arg-type]  # a Transition


def test_each_head_sees_the_own_group_alone(world: World, composition: Composition) -> None:
    own = reverse("proposed_group", args=[world.school.number, composition.public_id])
    page = client(world.people.head).get(own).content.decode()
    assert "Ysgol Alwen" in page
    assert "Ysgol Clwyd" not in page
    other = reverse("proposed_group", args=[world.other_school.number, composition.public_id])
    assert client(world.people.head).get(other).status_code == 404
    assert client(world.people.teacher).get(own).status_code == 404
    assert client(world.people.head).get(reverse("draft", args=[composition.public_id])).status_code == 404


def test_no_wish_of_another_is_told(world: World, others: list[School]) -> None:
    """The engine knows who wished whom; the head's page does not say it."""
    from_wish = make_composition(world.people.consortium)
    run = make_run(from_wish, [[world.school, world.other_school, *others]], world.people.consortium)
    content = dict(run.data.content)
    content["wishes"] = [[others[0].pk, world.school.pk]]
    made = type(run.data).objects.create(composition=from_wish, read_at=run.data.read_at, content=content)
    CompositionRun.objects.filter(pk=run.pk).update(data=made)
    run.refresh_from_db()
    send_draft(composition=from_wish, run=run, answer_by=in_days(9), by=world.people.consortium)
    path = reverse("proposed_group", args=[world.school.number, from_wish.public_id])
    page = client(world.people.head).get(path).content.decode()
    assert "wished" not in page


def client(person: object) -> Client:
    made = Client()
    made.force_login(person)  # type: ignore[arg-type]  # a User
    return made


def test_only_a_finished_run_goes_out_and_answers_need_time(world: World, others: list[School]) -> None:
    by = world.people.consortium
    composition = make_composition(by)
    run = make_run(composition, [[world.school, *others]], by)
    with pytest.raises(TooSoon):
        send_draft(composition=composition, run=run, answer_by=in_days(0), by=by)
    CompositionRun.objects.filter(pk=run.pk).update(state="failed", failed_because="x")
    run.refresh_from_db()
    with pytest.raises(NotSendable):
        send_draft(composition=composition, run=run, answer_by=in_days(9), by=by)
    assert not DraftPlace.objects.exists()


@pytest.mark.parametrize("answer", [DraftState.COMMENTED, DraftState.DECLINED])
def test_a_comment_or_refusal_says_why(world: World, composition: Composition, answer: DraftState) -> None:
    place = place_of(composition, world.school)
    with pytest.raises(SaysNothing):
        say(place, world, answer, "  ")
    assert say(place, world, answer, "Too far").text == "Too far"


def test_a_head_can_answer_differently_until_publishing(world: World, composition: Composition) -> None:
    place = say(place_of(composition, world.school), world, DraftState.DECLINED, "Too far")
    place = say(place, world, DraftState.AGREED)
    assert (place.state, place.text) == (DraftState.AGREED, "")
    assert [step.kind for step in place.steps.all()] == ["sent", "declined", "agreed"]
    with pytest.raises(PlaceChanged):
        answer_draft(
            place=place, answer=DraftState.AGREED, text="", seen=place.version - 1, by=world.people.head
        )


def test_a_swap_is_asked_with_a_school_of_another_group(
    world: World, composition: Composition, others: list[School]
) -> None:
    place = place_of(composition, world.school)
    for wrong in (None, others[0], world.school, make_school()):
        with pytest.raises(NobodyToSwapWith):
            say(place, world, DraftState.SWAP_ASKED, "Please", swap_with=wrong)
    asked = say(place, world, DraftState.SWAP_ASKED, "Please", swap_with=others[2])
    assert asked.swap_with == others[2]
    joins = say(asked, world, DraftState.SWAP_ASKED, "Please", swap_with=others[2], joins=True)
    assert (joins.swap_with, joins.swap_into) == (None, 2)


def test_an_accepted_swap_asks_both_groups_again_and_nobody_else(world: World, others: list[School]) -> None:
    by = world.people.consortium
    far = [make_school(name="Ysgol Elwy"), make_school(name="Ysgol Ffraw")]
    composition = sent_draft([[world.school, *others[:2]], [world.other_school, *others[2:]], far], by)
    third = place_of(composition, far[0])
    answer_draft(place=third, answer=DraftState.AGREED, text="", seen=third.version, by=by)
    place = say(
        place_of(composition, world.school), world, DraftState.SWAP_ASKED, "Nearer", swap_with=others[2]
    )
    Notice.objects.all().delete()
    run = accept_swap(place=place, partner=others[2], text="Gladly", seen=place.version, by=by)
    composition.refresh_from_db()
    assert composition.sent_run == run
    assert {school.pk for school in fellows(place_of(composition, world.school))} == {
        world.school.pk,
        world.other_school.pk,
        others[3].pk,
    }
    states = {place.school_id: place.state for place in DraftPlace.objects.all()}
    assert states.pop(far[0].pk) == DraftState.AGREED
    assert set(states.values()) == {DraftState.WAITING}
    assert place_of(composition, far[0]).round == 1
    assert place_of(composition, others[3]).round == 2
    told = set(Notice.objects.filter(kind="sigs/draft_again").values_list("person", flat=True))
    assert told == {world.people.head.pk, world.people.other_head.pk}
    assert place_of(composition, world.school).steps.filter(kind="accepted", text="Gladly").exists()


def test_a_swap_is_accepted_with_the_school_that_was_named(
    world: World, composition: Composition, others: list[School]
) -> None:
    place = say(
        place_of(composition, world.school), world, DraftState.SWAP_ASKED, "Nearer", swap_with=others[2]
    )
    with pytest.raises(NobodyToSwapWith):
        accept_swap(place=place, partner=others[3], text="", seen=place.version, by=world.people.consortium)
    with pytest.raises(NothingToAnswer):
        reply_to_head(
            place=place,
            outcome=DraftOutcome.ANSWERED,
            text="x",
            seen=place.version,
            by=world.people.consortium,
        )


def test_who_declines_can_be_let_go_and_the_others_see_it(
    world: World, composition: Composition, others: list[School]
) -> None:
    place = say(place_of(composition, world.school), world, DraftState.DECLINED, "Not this year")
    by = world.people.consortium
    with pytest.raises(SaysNothing):
        reply_to_head(place=place, outcome=DraftOutcome.KEPT, text="", seen=place.version, by=by)
    gone = reply_to_head(place=place, outcome=DraftOutcome.ACCEPTED, text="", seen=place.version, by=by)
    assert place_of(composition, others[0]).round == 2
    assert place_of(composition, others[2]).round == 1
    assert world.school not in fellows(place_of(composition, others[0]))
    with pytest.raises(LeftOutAlready):
        say(gone, world, DraftState.AGREED)


def test_the_page_of_a_swap_says_what_it_changes(
    world: World, composition: Composition, others: list[School]
) -> None:
    place = say(
        place_of(composition, world.school), world, DraftState.SWAP_ASKED, "Nearer", swap_with=others[2]
    )
    path = reverse("draft_reply", args=[composition.public_id, place.public_id])
    answer = client(world.people.consortium).get(path)
    assert answer.status_code == 200
    assert "What the swap would change" in answer.content.decode()
    done = client(world.people.consortium).post(
        path, {"outcome": "accepted", "text": "Gladly", "seen": place.version}
    )
    assert done.status_code == 302, done.content.decode()
    assert place_of(composition, world.school).round == 2
