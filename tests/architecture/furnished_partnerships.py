"""Partnerships in the furnished world: of each of the two first schools one that waits for its heads, one at
work, one that is paused."""

import datetime as dt
from decimal import Decimal

from brokerage.enums import PartnershipState, Progress, Side
from brokerage.models import Partner, Partnership
from brokerage.services import partnerships as services
from brokerage.services.partnerships.agreeing import begin
from core import clock
from schools.models import Indicator, School
from tests.brokerage.making import a_topic
from tests.brokerage.partnerships.making import a_contact, objective_facts
from tests.personas import World


def add_partnerships(world: World, schools: list[School]) -> None:
    for school, other in ((world.school, schools[2]), (world.other_school, schools[-1])):
        open_one(world, school, other)
        fill(world, at_work(world, school, other), school)
        paused = at_work(world, school, other)
        services.pause(partnership=paused, because="The head is away.", by=world.people.consortium)


def add_more_partnerships(world: World, schools: list[School]) -> None:
    for number in range(3):
        fill(world, at_work(world, world.school, schools[-2 - number]), world.school)
    living = Partnership.objects.filter(state=PartnershipState.ACTIVE).order_by("pk")
    for partnership in living:
        for _number in range(2):
            add_rows(world, partnership)


def open_one(world: World, school: School, other: School) -> Partnership:
    today = clock.today()
    return services.open_partnership(
        kind="pair",
        schools=[(school, Side.RECEIVES), (other, Side.PROVIDES)],
        topic=a_topic(),
        title="Reading in Years 4 to 6",
        reason="They have done this.",
        days=Decimal(2),
        starts_on=today,
        ends_on=today + dt.timedelta(days=120),
        by=world.people.consortium,
    )


def at_work(world: World, school: School, other: School) -> Partnership:
    partnership = open_one(world, school, other)
    by = world.people.consortium
    Partner.objects.filter(partnership=partnership).update(agreed_at=clock.now(), agreed_by=by)
    begin(partnership, by)
    return partnership


def fill(world: World, partnership: Partnership, school: School) -> None:
    people = world.people
    evaluator = people.adviser if school == world.school else people.consortium
    services.name_evaluator(partnership=partnership, evaluator=evaluator, by=people.consortium)
    add_rows(world, partnership)
    review = partnership.reviews.first()
    if review:
        services.hold_review(
            review=review,
            held_on=clock.today(),
            progress=Progress.AMBER,
            words="Two classes began.",
            version=1,
            by=people.head,
        )


def add_rows(world: World, partnership: Partnership) -> None:
    by, today = world.people.consortium, clock.today()
    services.add_objective(partnership=partnership, by=by, **objective_facts())
    figure = objective_facts(
        kind="figure",
        school=partnership.partners.all()[0].school,
        indicator=Indicator.objects.get(code="attendance"),
        baseline_year=today.year - 1,
    )
    services.add_objective(partnership=partnership, by=by, **figure)
    partner = partnership.partners.get(side=Side.PROVIDES)
    services.plan_day(
        partnership=partnership, partner=partner, on=today, days=Decimal("0.5"), what="Coaching", by=by
    )
    services.plan_money(
        partnership=partnership, what="Cover", amount=Decimal(100), source="The consortium", by=by
    )
    services.add_task(partnership=partnership, text="Film a lesson", phase="work", by=by)
    a_contact(partnership, by)
