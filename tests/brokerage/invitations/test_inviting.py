"""A school is chosen, asked, and answers; what comes back is free for the next one."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from brokerage.enums import AskState, InvitationState, PartnershipKind, PromiseState, Refusal, Side
from brokerage.models import Invitation, Promise
from brokerage.services.asking import withdraw
from brokerage.services.asking.refusals import InHand
from brokerage.services.inviting import (
    answer_invitation,
    expire_due,
    give_longer,
    remind_invited,
    say_maybe,
    take_back,
)
from brokerage.services.inviting.refusals import (
    AnsweredTooLate,
    NoCode,
    NotLooking,
    NotWaiting,
    SaidNoBefore,
)
from core import clock
from core.models import Notice, RoleAssignment
from core.notices import words
from schools.models import TimeOut
from tests.brokerage.invitations.asking import a_pair, chosen, kinds_told, pause, sent
from tests.brokerage.making import make_offer
from tests.factories import make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def later(settings: Any, days: int) -> None:
    settings.CLOCK_SHIFT_DAYS = settings.CLOCK_SHIFT_DAYS + days


def test_chosen_is_not_sent(world: World) -> None:
    ask, offer = a_pair(world)

    invitation = chosen(ask, offer, world.people.adviser)

    assert invitation.state == InvitationState.DRAFT
    assert not Notice.objects.exists()
    offer.refresh_from_db()
    assert offer.promised == 0
    assert invitation.checks.count() == 5


def test_sent_holds_the_days_and_tells_both_schools(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)

    invitation = sent(ask, offer, people.adviser)

    offer.refresh_from_db()
    ask.refresh_from_db()
    assert (offer.promised, ask.state, invitation.state) == (4, AskState.INVITED, InvitationState.SENT)
    assert kinds_told(people.other_head) == ["brokerage/invited"]
    assert kinds_told(people.head) == ["brokerage/school_asked"]
    assert invitation.promise is not None
    assert invitation.promise.state == PromiseState.PROMISED


def test_yes_books_the_days_and_opens_the_partnership(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser)

    partnership = answer_invitation(invitation=invitation, accept=True, by=people.other_head)

    assert partnership is not None
    assert partnership.kind == PartnershipKind.LIGHT_LINK
    assert {(row.school_id, row.side) for row in partnership.partners.all()} == {
        (world.school.pk, Side.RECEIVES),
        (world.other_school.pk, Side.PROVIDES),
    }
    assert (partnership.broker, partnership.reason) == (people.adviser, invitation.reason)
    ask.refresh_from_db()
    assert ask.state == AskState.MATCHED
    held = Promise.objects.get()
    assert (held.state, held.partnership) == (PromiseState.BOOKED, partnership)
    # The helping school's staff-days out of school.
    out = TimeOut.objects.get()
    assert (out.ledger.school, out.days, out.state) == (world.other_school, 4, "booked")
    assert "brokerage/invitation_accepted" in kinds_told(people.adviser)
    assert "brokerage/school_found" in kinds_told(people.head)


def test_no_comes_back_to_the_broker_with_its_code(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser)

    answer_invitation(invitation=invitation, accept=False, refusal=Refusal.COVER, by=people.other_head)

    invitation.refresh_from_db()
    ask.refresh_from_db()
    offer.refresh_from_db()
    assert (invitation.state, invitation.refusal) == (InvitationState.REFUSED, Refusal.COVER)
    assert (ask.state, offer.promised) == (AskState.OPEN, 0)
    assert kinds_told(people.adviser) == ["brokerage/invitation_refused"]
    # The school that asked is told without the reason.
    told = people.head.notices.latest("pk")
    assert (told.kind, told.facts["words"]) == ("brokerage/school_not_found", "")
    # It is not asked twice for the same need.
    with pytest.raises(SaidNoBefore):
        chosen(ask, offer, people.adviser)


@pytest.mark.parametrize(("refusal", "words"), [("", "No"), ("unheard of", "No"), (Refusal.OTHER, " ")])
def test_no_needs_its_code(world: World, refusal: str, words: str) -> None:
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, world.people.adviser)

    with pytest.raises(NoCode):
        answer_invitation(
            invitation=invitation, accept=False, refusal=refusal, words=words, by=world.people.other_head
        )
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_maybe_keeps_the_days_and_the_broker_gives_longer(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser, within=5)

    say_maybe(invitation=invitation, words="Cover in March?", language="en", by=people.other_head)
    give_longer(invitation=invitation, answer_by=clock.today() + dt.timedelta(days=20), by=people.adviser)

    invitation.refresh_from_db()
    offer.refresh_from_db()
    assert (invitation.maybe_words, offer.promised) == ("Cover in March?", 4)
    assert kinds_told(people.adviser) == ["brokerage/invitation_maybe"]
    assert kinds_told(people.other_head) == ["brokerage/invited", "brokerage/invitation_longer"]


def test_nobody_answers_in_time(world: World, settings: Any) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser, within=5)

    assert (remind_invited(), expire_due()) == (0, 0)
    later(settings, 3)
    assert (remind_invited(), remind_invited()) == (1, 0)
    later(settings, 2)
    assert expire_due() == 0
    later(settings, 1)
    # The clock has not gone round to it yet, and still it is too late.
    with pytest.raises(AnsweredTooLate):
        answer_invitation(invitation=invitation, accept=True, by=people.other_head)
    assert (expire_due(), expire_due()) == (1, 0)
    with pytest.raises(AnsweredTooLate):
        answer_invitation(invitation=invitation, accept=True, by=people.other_head)

    ask.refresh_from_db()
    offer.refresh_from_db()
    assert (ask.state, offer.promised) == (AskState.OPEN, 0)
    assert kinds_told(people.adviser) == ["brokerage/invitation_expired"]
    assert not TimeOut.objects.exists()


def test_a_school_left_in_peace_is_not_reminded_and_its_last_day_stays(world: World, settings: Any) -> None:
    people = world.people
    ask, offer = a_pair(world)
    sent(ask, offer, people.adviser, within=2)
    pause(world.other_school, people.other_head)

    assert remind_invited() == 0
    later(settings, 5)
    assert expire_due() == 1


def test_taken_back_before_the_answer(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.adviser)

    take_back(invitation=invitation, because="A nearer school came free", by=people.adviser)

    ask.refresh_from_db()
    offer.refresh_from_db()
    assert (ask.state, offer.promised) == (AskState.OPEN, 0)
    assert "brokerage/invitation_taken_back" in kinds_told(people.other_head)
    with pytest.raises(NotWaiting):
        answer_invitation(invitation=invitation, accept=True, by=people.other_head)


def test_another_choice_discards_the_one_that_was_not_sent(world: World) -> None:
    ask, offer = a_pair(world)
    third = make_offer(make_school("674", number="6743333"), by=world.people.consortium)
    first = chosen(ask, offer, world.people.adviser)

    second = chosen(ask, third, world.people.adviser)

    first.refresh_from_db()
    assert (first.state, second.state) == (InvitationState.WITHDRAWN, InvitationState.DRAFT)


def test_one_school_is_asked_at_a_time(world: World) -> None:
    people = world.people
    ask, offer = a_pair(world)
    third = make_offer(make_school("674", number="6743333"), by=people.consortium)
    sent(ask, offer, people.adviser)

    with pytest.raises(NotLooking):
        chosen(ask, third, people.adviser)
    with pytest.raises(InHand):
        withdraw(ask=ask, because="Done", by=people.head)


def test_the_next_broker_is_told_once_the_first_has_gone(world: World) -> None:
    """A withdrawn role in mid-process."""
    people = world.people
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, people.consortium)
    RoleAssignment.objects.filter(user=people.consortium).update(ends_on=clock.today() - dt.timedelta(days=1))
    invitation = Invitation.objects.get(pk=invitation.pk)

    answer_invitation(invitation=invitation, accept=False, refusal=Refusal.STAFF, by=people.other_head)

    assert "brokerage/invitation_refused" in kinds_told(people.adviser)
    assert "brokerage/invitation_refused" not in kinds_told(people.consortium)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_everybody_is_told_can_be_read(world: World, settings: Any, language: str) -> None:
    """Every notice of a busy invitation, and of one that nobody answered."""
    people = world.people
    ask, offer = a_pair(world)
    first = sent(ask, offer, people.adviser, within=2)
    remind_invited()
    say_maybe(invitation=first, words="Cover?", language="en", by=people.other_head)
    give_longer(invitation=first, answer_by=clock.today() + dt.timedelta(days=9), by=people.adviser)
    take_back(invitation=first, because="A nearer one", by=people.adviser)
    ask.refresh_from_db()
    sent(ask, offer, people.adviser, within=2)
    later(settings, 5)
    expire_due()
    ask.refresh_from_db()
    third = sent(ask, offer, people.adviser)
    answer_invitation(invitation=third, accept=True, by=people.other_head)

    told = Notice.objects.filter(kind__regex="^brokerage/(invit|school_)").select_related("person")
    with translation.override(language):
        for notice in told:
            subject, text = words(notice)
            assert world.school.name in f"{subject} {text}" or world.other_school.name in f"{subject} {text}"
            assert "None" not in text
    assert len({notice.kind for notice in told}) >= 10
