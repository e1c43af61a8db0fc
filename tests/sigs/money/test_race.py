"""Many at once never release more than a grant holds, nor spend more than was released, and use all of it. A
control that looks first and writes afterwards goes beyond, once the database is told to look away."""

from collections.abc import Callable
from decimal import Decimal
from threading import Barrier

import pgtrigger
import pytest
from django.db.models import Sum

from core import clock
from core.models import User
from schools.models import Region
from sigs.enums import BidState, SpendKind, TrancheState
from sigs.models import Bid, Grant, Group, SpendLine, Tranche
from sigs.services.money import decide_bid, place_bid, release_tranche, save_call, take_back_line
from sigs.services.money.spending import write_line
from tests.personas import World, make_world
from tests.races import at_once
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant, plan, released, spend

AT_ONCE = 12
ROOM = 10

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(region: Region) -> World:
    return make_world(region)


def a_group(world: World) -> Group:
    return make_group(world.school, by=world.people.consortium, convenor=world.people.convenor)


def a_line(tranche: Tranche, by: User) -> Callable[[], object]:
    return lambda: spend(Tranche.objects.select_related("grant", "group").get(pk=tranche.pk), "10", by)


def test_many_lines_at_once_never_spend_more_than_was_released(crowd: World) -> None:
    tranche = released(make_grant(crowd.people.consortium), a_group(crowd), "100", crowd.people.consortium)

    told = at_once([a_line(tranche, crowd.people.convenor)] * AT_ONCE)

    assert told == ["OverReleased"] * (AT_ONCE - ROOM) + ["done"] * ROOM
    tranche.refresh_from_db()
    assert tranche.spent == SpendLine.objects.aggregate(total=Sum("amount"))["total"] == 100


def test_many_tranches_at_once_never_take_more_than_the_grant(crowd: World) -> None:
    by = crowd.people.consortium
    grant = make_grant(by, "1000")
    tranches = [plan(grant, make_group(by=by, name=f"G{n}"), "100", by) for n in range(AT_ONCE)]

    def release(pk: int) -> Callable[[], object]:
        return lambda: release_tranche(
            tranche=Tranche.objects.select_related("group", "grant").get(pk=pk), by=User.objects.get(pk=by.pk)
        )

    told = at_once([release(row.pk) for row in tranches])

    assert told == ["OverGrant"] * (AT_ONCE - ROOM) + ["done"] * ROOM
    grant.refresh_from_db()
    held = Tranche.objects.filter(state=TrancheState.RELEASED).aggregate(total=Sum("amount"))["total"]
    assert grant.released == held == 1000


def test_a_line_is_taken_back_once_however_many_try(crowd: World) -> None:
    tranche = released(make_grant(crowd.people.consortium), a_group(crowd), "100", crowd.people.consortium)
    line = spend(tranche, "60", crowd.people.convenor)

    def back() -> object:
        found = SpendLine.objects.select_related("tranche__group", "tranche__grant").get(pk=line.pk)
        return take_back_line(line=found, because="Twice", by=crowd.people.convenor)

    assert at_once([back] * 8) == ["TakenBack"] * 7 + ["done"]
    tranche.refresh_from_db()
    assert tranche.spent == 0


def test_of_two_tranches_of_a_group_at_once_the_later_waits_for_the_evaluation(crowd: World) -> None:
    by, group = crowd.people.consortium, a_group(crowd)
    grant = make_grant(by)
    rows = [plan(grant, group, "10", by, days) for days in (0, 30)]

    def release(pk: int) -> Callable[[], object]:
        return lambda: release_tranche(
            tranche=Tranche.objects.select_related("group", "grant").get(pk=pk), by=User.objects.get(pk=by.pk)
        )

    told = at_once([release(row.pk) for row in rows])

    assert told in (["GateClosed", "done"], ["EarlierFirst", "done"])
    assert Tranche.objects.filter(state=TrancheState.RELEASED).count() == 1


def test_a_bid_is_granted_once(crowd: World) -> None:
    by, group = crowd.people.consortium, a_group(crowd)
    today = clock.today()
    call = save_call(
        grant=make_grant(by),
        by=by,
        name_en="Try",
        name_cy="Rhowch gynnig",
        about_en="Try.",
        about_cy="Rhowch gynnig.",
        opens_on=today,
        closes_on=today,
        most=Decimal(100),
    )
    bid = place_bid(
        call=call, group=group, what="A", why="B", amount=Decimal(60), until=today, by=crowd.people.convenor
    )

    def grant() -> object:
        found = Bid.objects.select_related("group", "call__grant", "asked_by").get(pk=bid.pk)
        return decide_bid(bid=found, grant=True, because="Good", by=User.objects.get(pk=by.pk))

    assert at_once([grant] * 6) == ["IllegalTransition"] * 5 + ["done"]
    bid.refresh_from_db()
    assert (bid.state, Grant.objects.get().released, Tranche.objects.count()) == (BidState.GRANTED, 60, 1)


def test_a_control_that_looks_first_goes_beyond(crowd: World) -> None:
    """So that the trials above are known to be able to fail."""
    tranche = released(make_grant(crowd.people.consortium), a_group(crowd), "100", crowd.people.consortium)
    looked = Barrier(AT_ONCE)

    def careless() -> None:
        left = 100 - (SpendLine.objects.aggregate(total=Sum("amount"))["total"] or 0)
        looked.wait()
        if left >= 10:
            with pgtrigger.ignore("sigs.SpendLine:keep_spent"):
                write_line(
                    tranche=Tranche.objects.select_related("grant", "group").get(pk=tranche.pk),
                    kind=SpendKind.OTHER,
                    what="Careless",
                    amount=Decimal(10),
                    by=crowd.people.convenor,
                )

    at_once([careless] * AT_ONCE)
    assert SpendLine.objects.aggregate(total=Sum("amount"))["total"] > 100
