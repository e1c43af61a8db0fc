"""What a broker may not choose or send."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from brokerage.enums import HelpKind, InvitationState
from brokerage.models import DeclaredInterest, Invitation, Offer, Promise
from brokerage.services.asking.refusals import TiedToSchool
from brokerage.services.inviting import answer_invitation, send_invitation
from brokerage.services.inviting.refusals import (
    AtItsLimit,
    Barred,
    ExceptionNeedsReason,
    LastDayWrong,
    LeftInPeace,
    MatchedWithItself,
    OfferFaded,
    OfferOfAnotherYear,
    SupplierClosed,
    TiedToSupplier,
)
from brokerage.services.promising import DaysNotLeft, NothingOffered, NotInQuarters
from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import Role
from schools.models import School
from schools.queries.days import this_year
from tests.brokerage.invitations.asking import a_pair, chosen, pause, sent
from tests.brokerage.making import make_ask, make_offer
from tests.factories import give_role, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def of_itself(world: World, offer: Offer) -> Offer:
    return make_offer(world.school, by=world.people.head)


def faded(world: World, offer: Offer) -> Offer:
    Offer.objects.filter(pk=offer.pk).update(confirmed_at=clock.now() - dt.timedelta(days=200))
    return Offer.objects.get(pk=offer.pk)


def of_no_help(world: World, offer: Offer) -> Offer:
    Offer.objects.filter(pk=offer.pk).update(willing="no", days=0)
    return Offer.objects.get(pk=offer.pk)


def of_next_year(world: World, offer: Offer) -> Offer:
    return make_offer(world.other_school, by=world.people.other_head, year=this_year() + 2)


def of_closed(world: World, offer: Offer) -> Offer:
    School.objects.filter(pk=world.other_school.pk).update(closed_on=clock.today())
    return Offer.objects.select_related("school__scope").get(pk=offer.pk)


def at_limit(world: World, offer: Offer) -> Offer:
    Offer.objects.filter(pk=offer.pk).update(at_once=1)
    sent(make_ask(world.school, by=world.people.head, days="1"), offer, world.people.adviser)
    return Offer.objects.get(pk=offer.pk)


def in_peace(world: World, offer: Offer) -> Offer:
    pause(world.other_school, world.people.other_head)
    return offer


def near(world: World, offer: Offer) -> Offer:
    DeclaredInterest.objects.create(
        school=world.school,
        other=world.other_school,
        because="A brother",
        declared_at=clock.now(),
        declared_by=world.people.head,
    )
    return offer


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (of_itself, MatchedWithItself),
        (faded, OfferFaded),
        (of_no_help, NothingOffered),
        (of_next_year, OfferOfAnotherYear),
        (of_closed, SupplierClosed),
        (at_limit, AtItsLimit),
        (in_peace, LeftInPeace),
        (near, Barred),
    ],
)
def test_what_is_refused(world: World, change: Any, refusal: type[DomainError]) -> None:
    ask, offer = a_pair(world)
    offer = change(world, offer)
    before = Invitation.objects.count()

    with pytest.raises(refusal):
        chosen(ask, offer, world.people.adviser)
    assert Invitation.objects.count() == before


@pytest.mark.parametrize(
    ("days", "refusal"), [("10.25", DaysNotLeft), ("0", NotInQuarters), ("1.1", NotInQuarters)]
)
def test_days_that_cannot_be(world: World, days: str, refusal: type[DomainError]) -> None:
    ask, offer = a_pair(world)
    with pytest.raises(refusal):
        chosen(ask, offer, world.people.adviser, days=Decimal(days))


@pytest.mark.parametrize("within", [-1, 0, 43])
def test_the_last_day_is_in_reach(world: World, within: int) -> None:
    ask, offer = a_pair(world)
    with pytest.raises(LastDayWrong):
        sent(ask, offer, world.people.adviser, within=within)
    offer.refresh_from_db()
    assert offer.promised == 0


def test_an_exception_needs_its_reason_and_keeps_it(world: World) -> None:
    ask = make_ask(world.school, by=world.people.head, kind=HelpKind.PATHFINDER)
    neighbour = make_offer(make_school("681", number="6812222"), by=world.people.consortium)

    with pytest.raises(ExceptionNeedsReason):
        chosen(ask, neighbour, world.people.adviser)
    invitation = chosen(
        ask, neighbour, world.people.adviser, override_because="The only Welsh-medium one near"
    )

    assert invitation.override_because
    assert invitation.checks.filter(passed=False).get().check_name == "authority"


def test_a_tie_that_comes_up_after_the_choice_stops_the_sending(world: World) -> None:
    ask, offer = a_pair(world)
    invitation = chosen(ask, offer, world.people.adviser)
    near(world, offer)

    with pytest.raises(Barred):
        from_draft(invitation, world.people.adviser)
    assert not Promise.objects.exists()


def from_draft(invitation: Invitation, by: User) -> None:
    give = clock.today() + dt.timedelta(days=5)
    send_invitation(invitation=invitation, answer_by=give, by=by)


@pytest.mark.parametrize(("at", "refusal"), [("school", TiedToSchool), ("other_school", TiedToSupplier)])
def test_whoever_governs_one_of_them_does_not_choose(
    world: World, at: str, refusal: type[DomainError]
) -> None:
    ask, offer = a_pair(world)
    give_role(world.people.consortium, Role.GOVERNOR, getattr(world, at).scope)

    with pytest.raises(refusal):
        chosen(ask, offer, User.objects.get(pk=world.people.consortium.pk))


def test_a_school_that_closed_in_the_meantime_is_not_helped(world: World) -> None:
    ask, offer = a_pair(world)
    invitation = sent(ask, offer, world.people.adviser)
    School.objects.filter(pk=world.school.pk).update(closed_on=clock.today())
    invitation = Invitation.objects.get(pk=invitation.pk)

    with pytest.raises(DomainError, match="has closed"):
        answer_invitation(invitation=invitation, accept=True, by=world.people.other_head)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT
