"""What may be released and spent, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import IllegalTransition
from core.models import Notice
from sigs.enums import SpendKind, TrancheState
from sigs.models import Grant, Group, SpendLine, Tranche
from sigs.queries.money import accounts_of, lines_of, spendable, statement, sums_of
from sigs.services.groups import release_school
from sigs.services.money import (
    hold_tranche,
    plan_tranches,
    release_tranche,
    save_grant,
    take_back_line,
)
from sigs.services.money.refusals import (
    ChangedMeanwhile,
    GrantKnown,
    NotAMember,
    NotReleased,
    NotYetSpent,
    OverGrant,
    OverReleased,
    OwnGroup,
    ReceiptMissing,
    TakenBack,
    TotalTooSmall,
)
from sigs.services.still import GroupPaused
from sigs.wording.pounds import pounds
from tests.factories import give_role
from tests.personas import World
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant, plan, released, spend

pytestmark = pytest.mark.django_db


def test_released_money_is_spent_and_added_up(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "1000", world.people.consortium)
    spend(tranche, "250.50", world.people.convenor)
    spend(tranche, "99.99", world.people.convenor, receipt="")
    found = sums_of(accounts_of(group, grant.year))
    assert (found.released, found.spent, found.left) == (Decimal(1000), Decimal("350.49"), Decimal("649.51"))
    grant.refresh_from_db()
    assert grant.released == 1000
    assert [row.pk for row in spendable(group)] == [tranche.pk]
    assert Notice.objects.filter(person=world.people.convenor, kind="sigs/tranche_released").exists()


def test_never_more_than_was_released(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    spend(tranche, "200", world.people.convenor)
    with pytest.raises(OverReleased, match="£100"):
        spend(tranche, "100.01", world.people.convenor)
    spend(tranche, "100", world.people.convenor)
    assert spendable(group) == []


def test_nothing_is_spent_before_it_is_released(world: World, group: Group, grant: Grant) -> None:
    with pytest.raises(NotReleased):
        spend(plan(grant, group, "300", world.people.consortium), "1", world.people.convenor)


def test_never_more_than_the_grant_holds(world: World, group: Group) -> None:
    grant = make_grant(world.people.consortium, "1000")
    released(grant, group, "600", world.people.consortium)
    other = make_group(world.other_school, by=world.people.consortium)
    tranche = plan(grant, other, "400.01", world.people.consortium)
    with pytest.raises(OverGrant, match="£400"):
        release_tranche(tranche=tranche, by=world.people.consortium)
    tranche.refresh_from_db()
    assert tranche.state == TrancheState.PLANNED


def test_the_total_is_never_less_than_what_is_released(world: World, group: Group, grant: Grant) -> None:
    released(grant, group, "600", world.people.consortium)
    grant.refresh_from_db()
    with pytest.raises(TotalTooSmall, match="£600"):
        save_grant(
            region=grant.region, grant=grant, version=1, total=Decimal("599.99"), by=world.people.consortium
        )
    save_grant(region=grant.region, grant=grant, version=1, total=Decimal(600), by=world.people.consortium)
    with pytest.raises(ChangedMeanwhile):
        save_grant(
            region=grant.region, grant=grant, version=1, total=Decimal(700), by=world.people.consortium
        )
    with pytest.raises(GrantKnown):
        make_grant(world.people.consortium)


def test_a_wrong_line_is_taken_back_once_by_a_counter_line(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    line = spend(tranche, "250", world.people.convenor)
    counter = take_back_line(line=line, because="Paid twice", by=world.people.convenor)
    tranche.refresh_from_db()
    assert tranche.spent == 0
    assert (counter.amount, counter.corrects) == (Decimal(-250), line)
    for again in (line, counter):
        with pytest.raises(TakenBack):
            take_back_line(line=again, because="Again", by=world.people.convenor)
    assert [row.amount for row in lines_of(group, grant.year)] == [250, -250]


def test_lines_are_never_changed_or_deleted(world: World, group: Group, grant: Grant) -> None:
    line = spend(released(grant, group, "300", world.people.consortium), "10", world.people.convenor)
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        SpendLine.objects.filter(pk=line.pk).update(what="Something else")
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        line.delete()


@pytest.mark.parametrize("amount", [Decimal(-100), Decimal(-249), Decimal(-251)])
def test_the_database_takes_no_part_of_a_line_back(
    world: World, group: Group, grant: Grant, amount: Decimal
) -> None:
    line = spend(released(grant, group, "300", world.people.consortium), "250", world.people.convenor)
    with pytest.raises(IntegrityError):
        SpendLine.objects.create(
            tranche=line.tranche,
            kind=line.kind,
            what="A part",
            amount=amount,
            spent_on=clock.today(),
            corrects=line,
            written_at=clock.now(),
            written_by=world.people.convenor,
        )


def test_released_money_stays_with_the_group(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    with pytest.raises(IllegalTransition):
        hold_tranche(tranche=tranche, because="Too late", by=world.people.consortium)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tranche.objects.filter(pk=tranche.pk).update(amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tranche.objects.filter(pk=tranche.pk).update(
            state=TrancheState.PLANNED, decided_at=None, decided_by=None
        )


def test_a_held_tranche_says_why_and_can_be_released(world: World, group: Group, grant: Grant) -> None:
    tranche = plan(grant, group, "300", world.people.consortium)
    hold_tranche(tranche=tranche, because="The plan is missing", by=world.people.consortium)
    assert Notice.objects.get(kind="sigs/tranche_held").facts["because"] == "The plan is missing"
    release_tranche(tranche=tranche, by=world.people.consortium)
    tranche.refresh_from_db()
    assert (tranche.state, tranche.held_because) == (TrancheState.RELEASED, "")


def test_nobody_decides_about_their_own_group(world: World, group: Group, grant: Grant) -> None:
    """A partner adviser at the consortium who leads one of the schools."""
    give_role(world.people.head, "consortium", world.region.scope)
    tranche = plan(grant, group, "300", world.people.consortium)
    for act in (
        lambda: release_tranche(tranche=tranche, by=world.people.head),
        lambda: hold_tranche(tranche=tranche, because="Why", by=world.people.head),
    ):
        with pytest.raises(OwnGroup):
            act()
    release_tranche(tranche=tranche, by=world.people.consortium)


def test_small_sums_need_two_facts_and_larger_ones_a_receipt(
    world: World, group: Group, grant: Grant
) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    with pytest.raises(ReceiptMissing, match="£100"):
        spend(tranche, "100", world.people.convenor, receipt="")
    line = spend(tranche, "99.99", world.people.convenor, receipt="")
    assert line.spent_on == clock.today()


def test_what_a_line_cannot_say(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    tomorrow = clock.today() + dt.timedelta(days=1)
    with pytest.raises(NotYetSpent):
        spend(tranche, "10", world.people.convenor, spent_on=tomorrow)
    with pytest.raises(NotAMember):
        spend(tranche, "10", world.people.convenor, kind=SpendKind.COVER, school=world.other_school)
    with pytest.raises(IntegrityError), transaction.atomic():
        spend(tranche, "-10", world.people.convenor)


def test_cover_of_a_school_that_left_is_still_paid(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    release_school(group=group, school=world.school, by=world.people.consortium, because="Moved")
    spend(tranche, "10", world.people.convenor, kind=SpendKind.COVER, school=world.school)


def test_a_group_that_rests_spends_nothing(world: World, group: Group, grant: Grant) -> None:
    tranche = released(grant, group, "300", world.people.consortium)
    Group.objects.filter(pk=group.pk).update(state="paused", paused_because="No convenor")
    with pytest.raises(GroupPaused):
        spend(tranche, "10", world.people.convenor)


def test_tranches_of_many_groups_are_numbered_each_for_itself(
    world: World, group: Group, grant: Grant
) -> None:
    other = make_group(world.other_school, by=world.people.consortium)
    plan(grant, group, "10", world.people.consortium)
    planned = plan_tranches(
        grant=grant,
        groups=[group, other],
        amount=Decimal(5),
        due_on=clock.today(),
        by=world.people.consortium,
    )
    assert [(row.group_id, row.number) for row in planned] == [(group.pk, 2), (other.pk, 1)]
    rows = statement(world.people.consortium, grant.year)
    assert {row.group.pk: row.sums.to_come for row in rows} == {group.pk: 15, other.pk: 5}
    assert statement(world.people.head, grant.year) == []


@pytest.mark.parametrize(
    ("amount", "written"),
    [("1250", "£1,250"), ("1250.5", "£1,250.50"), ("0.01", "£0.01"), ("-99.9", "−£99.90"), ("0", "£0")],
)
def test_pounds(amount: str, written: str) -> None:
    assert pounds(Decimal(amount)) == written
