"""A school's offer: said for a year, true for half a term, never below what is promised."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as portal
from django.core import signing
from django.test import Client

from brokerage.models import Offer
from brokerage.queries.offers import offers_standing, standing_of
from brokerage.services.offering import (
    OfferChangedMeanwhile,
    ask_whether_still_true,
    confirm_by_link,
    confirm_offer,
    save_offer,
    token_for,
)
from brokerage.services.offering.refusals import (
    DaysAndAnswerDiffer,
    FewerThanPromised,
    LinkIsOver,
    MayNotSpeak,
    OfferOfClosedSchool,
    SaidAlready,
)
from brokerage.services.promising import (
    DaysNotLeft,
    MoreThanBooked,
    NoReasonToRelease,
    book,
    promise,
    release,
    use,
)
from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import RoleAssignment
from schools.models import School, TimeOut
from schools.queries.days import this_year
from tests.brokerage.making import a_topic, make_offer
from tests.personas import World

pytestmark = pytest.mark.django_db
AGAIN, FADES = portal.OFFER_ASKED_AGAIN_AFTER_DAYS, portal.OFFER_FADES_AFTER_DAYS


def save(world: World, **facts: Any) -> Offer:
    known = {
        "year": this_year(),
        "willing": "yes",
        "days": Decimal(10),
        "topics": [a_topic()],
        "languages": "any",
        "most_minutes": None,
        "at_once": 2,
        "limits": "",
        "language": "en",
        "version": 0,
    }
    return save_offer(school=world.school, by=world.people.head, **{**known, **facts})


def said_ago(offer: Offer, days: int) -> Offer:
    """At noon: hours that clocks are put back by change no day."""
    noon = dt.datetime.combine(clock.today() - dt.timedelta(days=days), dt.time(12), dt.UTC)
    Offer.objects.filter(pk=offer.pk).update(confirmed_at=noon)
    return Offer.objects.select_related("school__scope").get(pk=offer.pk)


def test_said_and_changed(world: World) -> None:
    offer = save(world)
    changed = save(world, days=Decimal("6.5"), topics=[a_topic(1), a_topic(2)], version=offer.version)

    assert (changed.pk, changed.days, changed.version) == (offer.pk, Decimal("6.5"), 2)
    assert [row.topic for row in changed.offer_topics.all()] == [a_topic(1), a_topic(2)]


@pytest.mark.parametrize("version", [0, 7])
def test_of_two_who_change_it_the_second_is_told(world: World, version: int) -> None:
    save(world)
    with pytest.raises(OfferChangedMeanwhile):
        save(world, days=Decimal(3), version=version)
    assert Offer.objects.get().days == 10


@pytest.mark.parametrize(("willing", "days"), [("no", 3), ("yes", 0), ("maybe", 0)])
def test_days_go_with_the_answer(world: World, willing: str, days: int) -> None:
    with pytest.raises(DaysAndAnswerDiffer):
        save(world, willing=willing, days=Decimal(days))


def test_a_closed_school_offers_nothing(world: World) -> None:
    School.objects.filter(pk=world.school.pk).update(closed_on=clock.today())
    world.school.refresh_from_db()
    with pytest.raises(OfferOfClosedSchool):
        save(world)


def test_what_is_promised_stays_promised(world: World) -> None:
    offer = save(world)
    promise(offer=offer, days=Decimal(4), what="Reading", by=world.people.consortium)

    with pytest.raises(FewerThanPromised):
        save(world, willing="no", days=Decimal(0), version=1)
    lowered = save(world, days=Decimal(2), version=1)
    with pytest.raises(DaysNotLeft, match="0 of its days"):
        promise(offer=lowered, days=Decimal("0.25"), what="More", by=world.people.consortium)


@pytest.mark.parametrize(
    ("days", "asked", "stands"),
    [
        (0, False, True),
        (AGAIN - 1, False, True),
        (AGAIN, True, True),
        (FADES, True, True),
        (FADES + 1, True, False),
    ],
)
def test_it_fades_without_a_word(world: World, days: int, asked: bool, stands: bool) -> None:
    offer = said_ago(save(world), days)

    assert standing_of(offer).is_asked is asked
    assert standing_of(offer).is_faded is not stands
    assert offers_standing().exists() is stands


def test_each_half_term_the_head_is_asked_once(world: World) -> None:
    offer = said_ago(save(world), AGAIN + 1)

    assert (ask_whether_still_true(), ask_whether_still_true()) == (1, 0)
    notice = world.people.head.notices.get()
    assert notice.kind == "brokerage/offer_still"

    confirm_by_link(token=notice.path.split("/")[-2])
    offer.refresh_from_db()
    assert not standing_of(offer).is_asked
    said_ago(offer, AGAIN + 1)
    assert ask_whether_still_true() == 1


def test_the_link_does_one_thing_once_and_needs_no_signing_in(world: World, client: Client) -> None:
    offer = said_ago(save(world), AGAIN)
    address = f"/en/offers/still/{token_for(offer, world.people.head)}/"

    page = client.get(address).content.decode()
    assert world.school.name_en in page
    assert standing_of(Offer.objects.get()).is_asked  # looking says nothing
    assert "Thank you" in client.post(address).content.decode()
    offer.refresh_from_db()
    assert (offer.confirmed_by, standing_of(offer).is_asked) == (world.people.head, False)

    again = client.post(address)
    assert again.status_code == 409
    assert "said already" in again.content.decode()
    # It opens no other door.
    assert client.get(f"/en/schools/{world.school.number}/offer/").status_code == 302


def test_links_that_do_nothing(world: World, settings: Any) -> None:
    offer = said_ago(save(world), AGAIN)
    good = token_for(offer, world.people.head)

    def refused(token: str) -> type[DomainError]:
        with pytest.raises(DomainError) as caught:
            confirm_by_link(token=token)
        return caught.type

    assert refused(good[:-2]) is LinkIsOver
    assert refused(signing.dumps([str(offer.public_id), world.people.head.pk, 1, 0])) is LinkIsOver
    # A person who leads another school alone, and a head who has left since.
    assert refused(token_for(offer, world.people.other_head)) is MayNotSpeak
    save(world, days=Decimal(5), version=1)
    assert refused(good) is SaidAlready
    RoleAssignment.objects.filter(user=world.people.head).update(ends_on=clock.today() - dt.timedelta(days=1))
    assert refused(token_for(Offer.objects.get(), world.people.head)) is MayNotSpeak


def test_still_true_of_what_was_read(world: World) -> None:
    offer = save(world)
    save(world, days=Decimal(5), version=1)
    with pytest.raises(OfferChangedMeanwhile):
        confirm_offer(offer=offer, version=1, by=world.people.head)


def test_booked_used_and_released(world: World) -> None:
    offer = make_offer(world.school, by=world.people.head, days="6")
    by = world.people.consortium
    held = promise(offer=offer, days=Decimal(4), what="Reading", by=by)
    with pytest.raises(IllegalTransition):
        use(promise=held, by=by)

    book(promise=held, on=clock.today(), by=by)
    assert TimeOut.objects.get().days == 4
    with pytest.raises(MoreThanBooked):
        use(promise=held, days=Decimal(5), by=by)
    use(promise=held, days=Decimal("2.5"), by=by)

    offer.refresh_from_db()
    assert offer.promised == Decimal("2.5")
    with pytest.raises(IllegalTransition):
        release(promise=held, because="Too late", by=by)


def test_a_release_frees_the_days_out_of_school_too(world: World) -> None:
    offer = make_offer(world.school, by=world.people.head)
    by = world.people.consortium
    held = promise(offer=offer, days=Decimal(4), what="Reading", by=by)
    book(promise=held, on=clock.today(), by=by)

    with pytest.raises(NoReasonToRelease):
        release(promise=held, because=" ", by=by)
    release(promise=held, because="The partnership was stopped.", by=by)

    offer.refresh_from_db()
    assert (offer.promised, TimeOut.objects.get().state) == (0, "cancelled")
