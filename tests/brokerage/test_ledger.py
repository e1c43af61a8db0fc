"""Days that schools promise one another: a sum that no path takes beyond the offer."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from brokerage.enums import PromiseState, Willing
from brokerage.models import Offer, Partner, Partnership, Promise
from core import clock
from core.enums import ScopeKind
from core.models import Scope
from tests.brokerage.making import a_topic, make_offer
from tests.personas import World

pytestmark = pytest.mark.django_db


def promise(offer: Offer, days: str, world: World) -> Promise:
    now = clock.now()
    return Promise.objects.create(
        offer=offer,
        days=Decimal(days),
        what="A lighter link",
        promised_at=now,
        promised_by=world.people.consortium,
        moved_at=now,
    )


def test_the_sum_follows_its_rows(world: World) -> None:
    offer = make_offer(world.school, by=world.people.head, days="5")
    first = promise(offer, "3", world)
    promise(offer, "2", world)
    offer.refresh_from_db()
    assert offer.promised == 5

    Promise.objects.filter(pk=first.pk).update(state=PromiseState.RELEASED, released_because="Declined")
    offer.refresh_from_db()
    assert offer.promised == 2


@pytest.mark.parametrize("willing", [Willing.YES, Willing.NO])
def test_nothing_goes_beyond_the_offer(world: World, willing: Willing) -> None:
    days = "0" if willing == Willing.NO else "2"
    offer = make_offer(world.school, by=world.people.head, days=days, willing=willing)

    with pytest.raises(IntegrityError, match="beyond what is left"), transaction.atomic():
        promise(offer, "2.25", world)
    assert not offer.promises.exists()


def test_a_partnership_lies_under_both_schools(world: World) -> None:
    today = clock.today()
    scope = Scope.create(ScopeKind.PARTNERSHIP, world.region.scope)
    partnership = Partnership.objects.create(
        scope=scope,
        region=world.region,
        kind="light_link",
        topic=a_topic(),
        title="Reading",
        reason="They have done this.",
        days=Decimal(4),
        starts_on=today,
        ends_on=today,
        begun_at=clock.now(),
        broker=world.people.consortium,
    )
    Partner.objects.create(partnership=partnership, school=world.school, side="receives")
    Partner.objects.create(partnership=partnership, school=world.other_school, side="provides")

    seen = {name for name, person in world.people if Partnership.objects.visible_to(person).exists()}
    assert seen == {
        "head",
        "other_head",
        "teacher",
        "adviser",
        "senior_adviser",
        "authority_officer",
        "consortium",
    }
