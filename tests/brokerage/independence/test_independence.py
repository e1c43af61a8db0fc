"""The independence check finds each tie, and says that it is there without saying who."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings

from brokerage.enums import HelpKind, IndependenceCheck, PartnershipKind, PartnershipState, Side
from brokerage.models import Ask, DeclaredInterest, Partner, Partnership
from brokerage.queries.independence import Checked, checks
from brokerage.wording.independence import sentence, verdict
from core import clock
from core.enums import ScopeKind
from core.models import Scope
from schools.enums import Role
from schools.models import Federation, FederationMembership, School
from tests.brokerage.making import a_topic, make_ask
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(world: World) -> Ask:
    return make_ask(world.school, by=world.people.adviser)


def one(ask: Ask, school: School, name: IndependenceCheck) -> Checked:
    return next(row for row in checks(ask, [school])[school.pk] if row.name == name)


def test_strangers_pass_every_check(world: World, ask: Ask) -> None:
    found = checks(ask, [world.other_school])[world.other_school.pk]

    assert [row.name for row in found] == list(IndependenceCheck)
    assert all(row.passed for row in found)
    assert verdict(found).text == "All 5 checks passed"


@pytest.mark.parametrize(
    ("kind", "allowed"), [(HelpKind.LIGHT_LINK, True), (HelpKind.PATHFINDER, False), (HelpKind.FORMAL, False)]
)
def test_the_same_authority_is_allowed_for_a_lighter_link(
    world: World, kind: HelpKind, allowed: bool
) -> None:
    ask = make_ask(world.school, by=world.people.adviser, kind=kind)
    neighbour = make_school("681", number="6812222")

    found = one(ask, neighbour, IndependenceCheck.AUTHORITY)

    assert (found.passed, found.allowed, found.needs_reason) == (False, allowed, not allowed)
    assert ("allowed" in sentence(found.name, found)) is allowed


def test_the_same_group_needs_a_reason(world: World, ask: Ask) -> None:
    make_group(world.school, world.other_school, by=world.people.consortium)

    found = one(ask, world.other_school, IndependenceCheck.GROUP)

    assert found.needs_reason
    assert found.facts["group"] in sentence(found.name, found)


@pytest.mark.parametrize(
    ("here", "there", "is_bar"),
    [
        (Role.GOVERNOR, Role.GOVERNOR, False),
        (Role.TEACHER, Role.GOVERNOR, False),
        (Role.HEADTEACHER, Role.HEADTEACHER, True),
        # A partner adviser never supplies help for a school of the own caseload.
        (Role.ADVISER, Role.HEADTEACHER, True),
        (Role.ADVISER, Role.GOVERNOR, True),
        (Role.HEADTEACHER, Role.ADVISER, False),
    ],
)
def test_somebody_at_both(world: World, ask: Ask, here: str, there: str, is_bar: bool) -> None:
    person = make_person("Dafydd Dau Le", email="both@demo.example")
    give_role(person, here, world.school.scope)
    give_role(person, there, world.other_school.scope)

    found = one(ask, world.other_school, IndependenceCheck.PEOPLE)

    assert not found.passed
    assert found.is_bar is is_bar
    assert "Dafydd" not in sentence(found.name, found)


def test_an_adviser_of_both_is_no_tie(world: World, ask: Ask) -> None:
    give_role(world.people.adviser, Role.ADVISER, world.other_school.scope)
    assert one(ask, world.other_school, IndependenceCheck.PEOPLE).passed


def test_a_post_that_is_over_is_no_tie(world: World, ask: Ask) -> None:
    person = make_person("Gynt", email="gynt@demo.example")
    give_role(person, Role.GOVERNOR, world.other_school.scope)
    post = give_role(person, Role.GOVERNOR, world.school.scope)
    post.ends_on = clock.today() - dt.timedelta(days=1)
    post.save()

    assert one(ask, world.other_school, IndependenceCheck.PEOPLE).passed


def test_federated_schools_never_help_one_another(world: World, ask: Ask) -> None:
    federation = Federation.objects.create(name_en="Two together")
    for school in (world.school, world.other_school):
        FederationMembership.objects.create(federation=federation, school=school, starts_on=clock.today())

    found = checks(ask, [world.other_school])[world.other_school.pk]

    assert verdict(found).is_barred
    assert verdict(found).kind == "bad"


@pytest.mark.parametrize(
    ("state", "days", "passes"),
    [
        (PartnershipState.ACTIVE, 0, False),
        (PartnershipState.CLOSED, 10, False),
        (PartnershipState.CLOSED, settings.INDEPENDENT_AFTER_DAYS + 10, True),
    ],
)
def test_recent_work(world: World, ask: Ask, state: PartnershipState, days: int, passes: bool) -> None:
    over = clock.now() - dt.timedelta(days=days)
    facts: dict[str, Any] = {}
    if state == PartnershipState.CLOSED:
        facts = {"closed_at": over, "closed_by": world.people.consortium}
    partnership = Partnership.objects.create(
        scope=Scope.create(ScopeKind.PARTNERSHIP, world.region.scope),
        region=world.region,
        kind=PartnershipKind.LIGHT_LINK,
        state=state,
        topic=a_topic(),
        title="Reading",
        reason="They have done this.",
        days=4,
        starts_on=over.date(),
        ends_on=over.date(),
        begun_at=over,
        broker=world.people.consortium,
        **facts,
    )
    Partner.objects.create(partnership=partnership, school=world.school, side=Side.RECEIVES)
    Partner.objects.create(partnership=partnership, school=world.other_school, side=Side.PROVIDES)

    found = one(ask, world.other_school, IndependenceCheck.WORK)

    assert found.passed is passes
    if not passes:
        assert str(over.year) in sentence(found.name, found)


@pytest.mark.parametrize("turned", [False, True])
def test_a_declared_interest_holds_both_ways_until_it_is_taken_back(
    world: World, ask: Ask, turned: bool
) -> None:
    first, second = (world.school, world.other_school)[:: -1 if turned else 1]
    interest = DeclaredInterest.objects.create(
        school=first,
        other=second,
        because="Married to the deputy",
        declared_at=clock.now(),
        declared_by=world.people.head,
    )
    found = one(ask, world.other_school, IndependenceCheck.INTEREST)
    assert found.is_bar
    assert "Married" not in sentence(found.name, found)

    DeclaredInterest.objects.filter(pk=interest.pk).update(
        taken_back_at=clock.now(), taken_back_by=world.people.head
    )
    assert one(ask, world.other_school, IndependenceCheck.INTEREST).passed


def test_as_many_queries_for_one_school_as_for_many(
    world: World, ask: Ask, django_assert_num_queries: Any
) -> None:
    schools = [world.other_school, *(make_school("674", number=f"67411{n:02}") for n in range(5))]
    with django_assert_num_queries(6):
        checks(ask, schools[:1])
    with django_assert_num_queries(6):
        checks(ask, schools)
