"""What two people at once, a stale page or a partnership that came to nothing leave behind."""

import datetime as dt
from typing import Any

import pytest

from brokerage.enums import AskState, InvitationState, PromiseState
from brokerage.models import Ask, Invitation, Promise
from brokerage.services.asking import look_again, put_on_board
from brokerage.services.asking.refusals import TiedToSchool
from brokerage.services.inviting import answer_invitation, expire_due, send_invitation, take_back
from brokerage.services.partnerships import decline
from brokerage.tasks import keep_moving
from core import clock
from core.errors import IllegalTransition
from schools.enums import Role
from tests.brokerage.invitations.asking import a_pair, chosen, sent
from tests.brokerage.making import make_ask, make_offer
from tests.factories import give_role, make_person, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def test_another_school_is_asked_after_a_partnership_that_came_to_nothing(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.consortium)
    partnership = answer_invitation(invitation=invitation, accept=True, language="en", by=people.other_head)
    assert partnership is not None
    decline(partnership=partnership, because="Our staff have changed.", by=people.head)
    ask.refresh_from_db()
    assert ask.state == AskState.OPEN
    third = make_school("672", name="Ysgol Arall", number="6729905", phase="primary")
    other = make_offer(third, by=make_person("Third", email="third@demo.example"))

    again = sent(ask, other, people.consortium)

    assert again.state == InvitationState.SENT
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.ACCEPTED, "What was said stays on record."


def test_a_stale_page_does_not_reopen_what_a_school_is_asked(world: World) -> None:
    ask, offer = a_pair(world)
    sent(ask, offer, world.people.adviser)

    with pytest.raises(IllegalTransition):
        look_again(ask=ask, by=world.people.adviser)
    ask.refresh_from_db()
    assert ask.state == AskState.INVITED


def test_nobody_who_is_tied_takes_an_ask_off_the_board(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head)
    put_on_board(ask=ask, because="Nobody is near.", by=world.people.adviser)
    give_role(world.people.adviser, Role.GOVERNOR, world.school.scope)
    del world.people.adviser._posts

    with pytest.raises(TiedToSchool):
        look_again(ask=ask, by=world.people.adviser)


def test_taking_back_what_a_colleague_has_just_sent_frees_its_days(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    seen_as_draft = chosen(ask, offer, people.adviser)
    send_invitation(
        invitation=Invitation.objects.get(),
        answer_by=clock.today() + dt.timedelta(days=10),
        by=people.consortium,
    )

    take_back(invitation=seen_as_draft, because="Too far.", by=people.adviser)

    assert Promise.objects.get().state == PromiseState.RELEASED
    ask.refresh_from_db()
    assert ask.state == AskState.OPEN
    assert people.other_head.notices.filter(kind="brokerage/invitation_taken_back").exists()


def test_one_that_cannot_be_ended_keeps_no_other_waiting(world: World, settings: Any) -> None:
    first, offer = a_pair(world)
    stuck = sent(first, offer, world.people.adviser)
    second = make_ask(world.school, by=world.people.head)
    fine = sent(second, offer, world.people.adviser)
    Ask.objects.filter(pk=first.pk).update(state=AskState.OPEN)
    settings.CLOCK_SHIFT_DAYS = 15

    assert expire_due() == 1

    fine.refresh_from_db()
    stuck.refresh_from_db()
    assert (stuck.state, fine.state) == (InvitationState.SENT, InvitationState.EXPIRED)


def test_every_turn_is_taken_though_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def fails() -> None:
        taken.append("first")
        raise ZeroDivisionError

    monkeypatch.setattr("brokerage.tasks.TURNS", (fails, lambda: taken.append("second")))

    with pytest.raises(ZeroDivisionError):
        keep_moving()
    assert taken == ["first", "second"]
