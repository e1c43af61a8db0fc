"""Strengths, needs and days out of school in the furnished world: at both first schools, of either side."""

from decimal import Decimal

from core import clock
from core.models import User
from schools.enums import PaidBy, TimeOutPurpose
from schools.models import Need, School, Strength, TimeOut
from schools.queries.days import this_year
from schools.services.strengths import Work, add_evidence, confirm, withdraw
from schools.services.timeout import book_time_out, set_time_out_ceiling
from tests.personas import World
from tests.schools.strengths.saying import a_need, a_strength

# Words that must not be seen by strangers, and those that may.
SECRET = "Plans are written without the pupil"
OFFERED = "Every pupil plays an instrument"


def add_strengths(world: World) -> None:
    people = world.people
    for school, head in ((world.school, people.head), (world.other_school, people.other_head)):
        a_strength(school, head)
        a_need(school, head)
    a_strength(world.school, people.adviser, "attendance")
    a_need(world.school, people.adviser, "science")


def add_time_out(world: World) -> None:
    people = world.people
    set_time_out_ceiling(school=world.school, year=this_year(), ceiling=Decimal(4), seen=None, by=people.head)
    for school in (world.school, world.other_school):
        out(school, people.adviser)
        out(school, people.adviser, "8", ask_head=True)


def out(school: School, by: User, days: str = "1.5", *, ask_head: bool = False) -> TimeOut:
    return book_time_out(
        school=school,
        days=Decimal(days),
        on=clock.today(),
        purpose=TimeOutPurpose.SIG,
        what="A morning with the group",
        cover_cost=Decimal(95),
        paid_by=PaidBy.GROUP,
        by=by,
        ask_head=ask_head,
    )


def add_more_strengths(world: World, schools: list[School]) -> None:
    """More of each, with more evidence, confirmed and withdrawn."""
    # Read anew: the adviser has gained posts at these schools since.
    head, adviser = world.people.head, User.objects.get(pk=world.people.adviser.pk)
    for topic in ("reading", "number", "art"):
        strength = a_strength(world.school, head, topic, offered=True)
        add_evidence(statement=strength, cited=Work("A visit"), by=adviser)
        confirm(statement=strength, by=adviser)
    for topic in ("using-welsh", "design-technology"):
        a_need(world.school, adviser, topic)
    withdraw(statement=a_need(world.school, head, "transition"), because="Over", by=head)
    for school in schools:
        a_strength(school, adviser)
        a_need(school, adviser)
        out(school, adviser)
    for _time in range(3):
        out(world.school, head)


def the_strength(school: School) -> Strength:
    return Strength.objects.filter(school=school).earliest("pk")


def the_need(school: School) -> Need:
    return Need.objects.filter(school=school).earliest("pk")
