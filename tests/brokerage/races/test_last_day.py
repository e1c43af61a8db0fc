"""Twelve brokers want a school's last day at once: one gets it, and it is not left unsold. A control that
looks first and writes afterwards goes over the ceiling, once the database is told to look away."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pgtrigger
import pytest
from django.db import transaction
from django.db.models import Sum

from brokerage.enums import InvitationState, PartnershipState, PromiseState
from brokerage.models import Ask, Invitation, Offer, Partnership, Promise
from brokerage.services.inviting import answer_invitation, expire_due, send_invitation
from brokerage.services.promising import promise, release
from core import clock
from core.models import Notice, User
from schools.models import Region
from tests.brokerage.invitations.asking import a_pair, chosen, sent
from tests.brokerage.making import make_ask, make_offer
from tests.factories import make_school
from tests.personas import World, make_world
from tests.races import at_once

BROKERS = 12
# Of so many days one is left when they come.
DAYS = Decimal(3)
IN_CI, AS_DRILL = 50, 1000

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(region: Region) -> World:
    return make_world(region)


@pytest.fixture
def last_day(crowd: World) -> Offer:
    offer = make_offer(crowd.other_school, by=crowd.people.other_head, days=str(DAYS), at_once=20)
    promise(offer=offer, days=DAYS - 1, what="Promised before", by=crowd.people.consortium)
    return offer


def forget(offer: Offer) -> None:
    """What was promised of the last day, so that it can be wanted again."""
    with transaction.atomic(), pgtrigger.ignore("brokerage.Promise:promises_stay_on_record"):
        Promise.objects.exclude(what="Promised before").delete()
        Offer.objects.filter(pk=offer.pk).update(promised=DAYS - 1)


def promised_of(offer: Offer) -> Decimal:
    rows = Promise.objects.filter(offer=offer).exclude(state=PromiseState.RELEASED)
    found: Decimal = rows.aggregate(total=Sum("days"))["total"]
    return found


def trials(offer: Offer, by: User, number: int) -> tuple[int, int, int]:
    """How often the offer went over its days, how often the last one was left, and other answers than one
    yes among twelve."""
    over = unsold = odd = 0
    for _trial in range(number):
        told = at_once([lambda: promise(offer=offer, days=Decimal(1), what="One day", by=by)] * BROKERS)
        total = promised_of(offer)
        over += total > DAYS
        unsold += total < DAYS
        odd += told != ["DaysNotLeft"] * (BROKERS - 1) + ["done"]
        assert Offer.objects.get(pk=offer.pk).promised == total
        forget(offer)
    return over, unsold, odd


def test_the_last_day_is_promised_once(last_day: Offer, crowd: World) -> None:
    assert trials(last_day, crowd.people.consortium, IN_CI) == (0, 0, 0)


@pytest.mark.drills
def test_a_thousand_last_days(last_day: Offer, crowd: World) -> None:
    assert trials(last_day, crowd.people.consortium, AS_DRILL) == (0, 0, 0)


def naive(offer: Offer, by: User) -> None:
    """Look whether there is room, then write."""
    if promised_of(offer) + 1 > DAYS:
        return
    now = clock.now()
    Promise.objects.create(
        offer=offer, days=1, what="Naive", promised_at=now, promised_by=by, moved_at=now, moved_by=by
    )


def test_the_control_goes_over_where_the_database_looks_away(last_day: Offer, crowd: World) -> None:
    by = crowd.people.consortium

    def act() -> None:
        with transaction.atomic(), pgtrigger.ignore("brokerage.Promise:keep_promised"):
            naive(last_day, by)

    over = 0
    for _trial in range(IN_CI):
        at_once([act] * BROKERS)
        over += promised_of(last_day) > DAYS
        forget(last_day)
        if over:
            break
    assert over > 0


def test_the_database_holds_the_ceiling_against_the_control(last_day: Offer, crowd: World) -> None:
    by = crowd.people.consortium

    for _trial in range(3):
        told = at_once([lambda: naive(last_day, by)] * BROKERS)
        assert set(told) <= {"done", "IntegrityError"}
        assert promised_of(last_day) == Offer.objects.get(pk=last_day.pk).promised == DAYS
        forget(last_day)


def test_whole_invitations_for_the_last_day(last_day: Offer, crowd: World) -> None:
    """Each broker has chosen the school for an ask of another school before any of them sends."""
    by = crowd.people.consortium
    askers = [make_school("681", number=f"68144{n:02}") for n in range(BROKERS)]
    drafts = [chosen(make_ask(school, by=by, days="1"), last_day, by, days=Decimal(1)) for school in askers]

    def send(pk: int) -> Callable[[], object]:
        return lambda: send_invitation(
            invitation=Invitation.objects.select_related("ask__school__scope", "offer__school__scope").get(
                pk=pk
            ),
            answer_by=clock.today() + dt.timedelta(days=9),
            by=User.objects.get(pk=by.pk),
        )

    told = at_once([send(draft.pk) for draft in drafts])

    assert told == ["DaysNotLeft"] * (BROKERS - 1) + ["done"]
    # Nothing is half stored for those who came too late.
    assert Ask.objects.filter(state="invited").count() == 1
    assert Invitation.objects.filter(state=InvitationState.SENT).count() == 1
    assert Notice.objects.filter(kind="brokerage/invited").count() == 1


def test_of_yes_no_and_the_clock_one_wins(crowd: World) -> None:
    """The head of the school says yes twice and no once, while the clock expires and it is released."""
    people = crowd.people
    ask, offer = a_pair(crowd)
    invitation = sent(ask, offer, people.adviser)

    def answer(accept: bool) -> Callable[[], object]:
        return lambda: answer_invitation(
            invitation=Invitation.objects.get(pk=invitation.pk),
            accept=accept,
            refusal="" if accept else "no_room",
            by=User.objects.get(pk=people.other_head.pk),
        )

    told = at_once([answer(True), answer(True), answer(False), expire_due])

    assert told.count("done") == 2  # one answer, and the clock that found nothing due
    invitation.refresh_from_db()
    ask.refresh_from_db()
    offer.refresh_from_db()
    if invitation.state == InvitationState.ACCEPTED:
        assert (ask.state, offer.promised) == ("matched", 4)
        assert Partnership.objects.get().state == PartnershipState.AGREEING
    else:
        assert (invitation.state, ask.state, offer.promised) == ("refused", "open", 0)
        assert not Partnership.objects.exists()


def test_released_once(crowd: World, last_day: Offer) -> None:
    held = promise(offer=last_day, days=Decimal(1), what="One day", by=crowd.people.consortium)
    by = crowd.people.consortium

    told = at_once([lambda: release(promise=Promise.objects.get(pk=held.pk), because="Declined", by=by)] * 4)

    assert told == ["IllegalTransition"] * 3 + ["done"]
    assert Offer.objects.get(pk=last_day.pk).promised == DAYS - 1
