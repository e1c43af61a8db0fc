"""Days within what was agreed, objectives through two hands, money, contacts, reviews, tasks."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction

from brokerage.enums import Progress, Side, StandardTask, TaskState
from brokerage.models import PartnershipContact, PlannedDay
from brokerage.presenting.partnerships.file import read_file
from brokerage.queries.partnerships import partnership_visible
from brokerage.services import partnerships as services
from brokerage.services.partnerships import refusals
from core import clock
from schools.models import TimeOut
from tests.brokerage.partnerships.making import a_contact, a_partnership, at_work, evaluated, objective_facts
from tests.personas import World

pytestmark = pytest.mark.django_db


def plan(partnership: Any, world: World, days: str, side: Side = Side.PROVIDES, **facts: Any) -> PlannedDay:
    known = {"on": clock.today(), "what": "Coaching", **facts}
    return services.plan_day(
        partnership=partnership,
        partner=partnership.partners.get(side=side),
        days=Decimal(days),
        by=world.people.head,
        **known,
    )


def test_days_stay_within_what_was_agreed(world: World) -> None:
    partnership = at_work(world)
    first = plan(partnership, world, "3")
    with pytest.raises(refusals.BeyondAgreedDays, match="1 of"):
        plan(partnership, world, "1.25")
    with pytest.raises(IntegrityError, match="beyond what is agreed"), transaction.atomic():
        PlannedDay.objects.filter(pk=first.pk).update(days=5)

    services.drop_day(day=first, because="Snow", by=world.people.head)
    plan(partnership, world, "4")


def test_the_helped_school_has_its_days_in_its_own_ledger(world: World) -> None:
    partnership = at_work(world)
    day = plan(partnership, world, "2", Side.RECEIVES)
    out = TimeOut.objects.get(reference=f"brokerage/day/{day.public_id}")
    assert (out.ledger.school, out.days) == (world.school, 2)

    services.drop_day(day=day, because="Snow", by=world.people.head)
    out.refresh_from_db()
    assert out.state == "cancelled"


def test_a_day_outside_of_its_time_or_to_come(world: World) -> None:
    partnership = at_work(world)
    tomorrow = clock.today() + dt.timedelta(days=1)
    with pytest.raises(refusals.OutsideItsTime):
        plan(partnership, world, "1", on=partnership.ends_on + dt.timedelta(days=1))
    day = plan(partnership, world, "1", on=tomorrow)
    with pytest.raises(refusals.DayToCome):
        services.use_day(day=day, days=Decimal(1), by=world.people.head)


def test_of_two_who_change_an_objective_the_second_is_told(world: World) -> None:
    partnership = at_work(world)
    objective = services.add_objective(partnership=partnership, by=world.people.head, **objective_facts())
    facts = objective_facts(text="Each day, in every class")
    services.change_objective(objective=objective, version=1, by=world.people.other_head, **facts)

    with pytest.raises(refusals.ChangedMeanwhile):
        services.change_objective(
            objective=objective, version=1, by=world.people.head, **objective_facts(text="Mine")
        )
    objective.refresh_from_db()
    assert objective.text == "Each day, in every class"


def test_an_objective_begins_somewhere(world: World) -> None:
    partnership = at_work(world)
    for lacking in ({"baseline": None}, {"kind": "words"}, {"kind": "figure", "school": world.school}):
        with pytest.raises(refusals.ObjectiveLacks):
            services.add_objective(
                partnership=partnership, by=world.people.head, **objective_facts(**lacking)
            )


def test_money_is_never_spent_beyond_its_plan(world: World) -> None:
    partnership = at_work(world)
    money = services.plan_money(
        partnership=partnership,
        what="Cover",
        amount=Decimal(450),
        source="The consortium",
        by=world.people.consortium,
    )
    services.spend_money(money=money, spent=Decimal(450), version=1, by=world.people.head)
    with pytest.raises(refusals.MoreSpentThanPlanned):
        services.spend_money(money=money, spent=Decimal("450.01"), version=2, by=world.people.head)
    with pytest.raises(refusals.ChangedMeanwhile):
        services.spend_money(money=money, spent=Decimal(1), version=1, by=world.people.head)


def test_a_contact_stays_and_is_struck_out(world: World) -> None:
    partnership = at_work(world)
    contact = a_contact(partnership, world.people.head)
    services.strike_contact(contact=contact, because="Wrong school", by=world.people.head)
    contact.refresh_from_db()
    assert contact.struck_because == "Wrong school"
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        PartnershipContact.objects.filter(pk=contact.pk).update(text="Something else")


def test_no_contact_before_the_heads_have_agreed_or_of_a_day_to_come(world: World) -> None:
    with pytest.raises(refusals.NotAgreedYet):
        a_contact(a_partnership(world), world.people.head)


def test_a_review_has_words(world: World) -> None:
    partnership = at_work(world)
    review = partnership.reviews.first()
    assert review
    said = {"held_on": clock.today(), "progress": Progress.AMBER, "by": world.people.head}
    services.hold_review(review=review, words="Two classes began.", version=1, **said)
    with pytest.raises(refusals.ChangedMeanwhile):
        services.hold_review(review=review, words="All did.", version=1, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        services.hold_review(review=review, words="", version=2, **said)


def states(world: World, partnership: Any) -> dict[str, str]:
    found = partnership_visible(world.people.head, partnership.public_id)
    assert found
    file = read_file(world.people.head, found)
    return {row.task.code or row.task.text: row.state for phase in file.phases for row in phase.tasks}


def test_tasks_are_honest(world: World) -> None:
    partnership = a_partnership(world)
    begun = states(world, partnership)
    assert begun[StandardTask.AGREEMENT] == "not-started"
    assert begun[StandardTask.OBJECTIVES] == "not-started"
    assert begun[StandardTask.CONTACT] == "cannot-start"

    services.agree(partnership=partnership, by=world.people.head)
    assert states(world, partnership)[StandardTask.AGREEMENT] == "in-progress"
    services.agree(partnership=partnership, by=world.people.other_head)
    partnership.refresh_from_db()
    services.add_objective(partnership=partnership, by=world.people.head, **objective_facts())
    a_contact(partnership, world.people.head)
    at = states(world, partnership)
    assert at[StandardTask.AGREEMENT] == at[StandardTask.OBJECTIVES] == "done"
    assert at[StandardTask.CONTACT] == "in-progress"
    assert at[StandardTask.EVALUATION] == "cannot-start"

    evaluated(partnership, world)
    assert states(world, partnership)[StandardTask.EVALUATION] == "done"
    assert states(world, partnership)[StandardTask.CLOSING] == "not-started"


def test_a_standard_task_is_found_not_ticked(world: World) -> None:
    partnership = at_work(world)
    task = partnership.tasks.get(code=StandardTask.MONEY)
    with pytest.raises(refusals.StandardTaskFound):
        services.move_task(task=task, state=TaskState.DONE, version=1, by=world.people.head)
    services.move_task(
        task=task, state=TaskState.NOT_REQUIRED, because="Nothing costs.", version=1, by=world.people.head
    )
    assert states(world, partnership)[StandardTask.MONEY] == "not-required"
    never = partnership.tasks.get(code=StandardTask.EVALUATION)
    with pytest.raises(refusals.StandardTaskFound):
        services.move_task(
            task=never, state=TaskState.NOT_REQUIRED, because="So", version=1, by=world.people.head
        )


def test_an_own_task_waits_for_another(world: World) -> None:
    partnership = at_work(world)
    add = {"partnership": partnership, "phase": "work", "by": world.people.head}
    first = services.add_task(text="Film a lesson", **add)
    second = services.add_task(text="Watch it together", after=first, **add)
    assert states(world, partnership)["Watch it together"] == "cannot-start"
    with pytest.raises(refusals.TaskWaits):
        services.move_task(task=second, state=TaskState.DONE, version=1, by=world.people.head)

    services.move_task(task=first, state=TaskState.DONE, version=1, by=world.people.head)
    assert states(world, partnership)["Watch it together"] == "not-started"


def test_a_light_link_has_a_lighter_file(world: World) -> None:
    light = at_work(world, kind="light_link")
    codes = set(light.tasks.values_list("code", flat=True))
    assert StandardTask.MONEY not in codes
    assert StandardTask.EVALUATION in codes
    assert not light.reviews.exists()
