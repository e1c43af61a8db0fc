"""The board of unmet needs: as many as possible are met by programmes, never more than there are places."""

import datetime as dt
from itertools import product

import pytest
from numpy.random import default_rng

from brokerage.enums import AskState, HelpLanguage
from brokerage.matching.netting import given_to
from brokerage.models import Ask, NationalProvision
from brokerage.presenting.unmet import AUTHORITY, LANGUAGE, PHASE, board
from brokerage.queries.unmet import provisions_now, unmet_asks
from brokerage.services.asking import put_on_board
from brokerage.services.asking.refusals import DatesBackwards
from brokerage.services.provisions import ProvisionChangedMeanwhile, add_provision, change_provision
from core import clock
from schools.models import Authority, School, Topic
from tests.brokerage.asks.asking import decided, entered
from tests.personas import World

DAY = dt.timedelta(days=1)


def most(needs: list[int], fits: dict[int, list[int]], places: dict[int, int | None]) -> int:
    """By trying everything."""
    best = 0
    for choice in product(*([None, *fits[need]] for need in needs)):
        taken = [one for one in choice if one is not None]
        if all(room is None or taken.count(programme) <= room for programme, room in places.items()):
            best = max(best, len(taken))
    return best


@pytest.mark.parametrize("seed", range(40))
def test_as_many_as_possible_find_a_place(seed: int) -> None:
    chance = default_rng(seed)
    needs, programmes = list(range(int(chance.integers(1, 6)))), [10, 11, 12]
    places = {one: [None, 0, 1, 1, 2][int(chance.integers(5))] for one in programmes}
    fits = {need: [one for one in programmes if chance.random() < 0.5] for need in needs}

    found = given_to(needs, fits, places)

    assert len(found) == most(needs, fits, places)
    assert all(programme in fits[need] for need, programme in found.items())
    taken = list(found.values())
    assert all(room is None or taken.count(one) <= room for one, room in places.items())


def unmet(school: School, world: World, **facts: object) -> Ask:
    ask = entered(school, world.people.consortium, **facts)
    decided(ask, world.people.consortium)
    put_on_board(ask=ask, because="Everybody is too far away", by=world.people.consortium)
    return ask


def programme(world: World, **facts: object) -> NationalProvision:
    today = clock.today()
    said = {
        "topic": Topic.objects.get(code="languages"),
        "authority": None,
        "phase": "",
        "help_language": HelpLanguage.EITHER,
        "name_en": "A programme",
        "name_cy": "Rhaglen",
        "source": "A letter",
        "places": 1,
        "starts_on": today,
        "ends_on": today + 60 * DAY,
    }
    return add_provision(region=world.region, by=world.people.consortium, **{**said, **facts})


def the_board(world: World, by: str = AUTHORITY):
    authorities = list(Authority.objects.filter(region__isnull=False).order_by("name_en"))
    who = world.people.consortium
    return board(unmet_asks(who), provisions_now(who), authorities, by)


@pytest.mark.django_db
def test_the_board_is_net_of_programmes(world: World) -> None:
    unmet(world.school, world)
    unmet(world.other_school, world, help_language=HelpLanguage.WELSH)
    found = the_board(world)
    assert (len(found.needs), found.met, found.net) == (2, 0, 2)

    # Of the whole area, one place.
    programme(world)
    found = the_board(world)
    assert (found.met, found.net) == (1, 1)
    area, topic = found.rows
    assert (area.topic.code, area.is_area, area.needs, area.met, area.net) == ("languages", True, 2, 1, 1)
    assert (topic.topic.code, topic.net) == ("reading", 1)
    assert sum(n for _column, n in topic.cells) == 1

    # In Welsh, only where it is asked for in Welsh or in either language.
    programme(world, help_language=HelpLanguage.WELSH, phase="primary", places=None)
    assert the_board(world).net == 0


@pytest.mark.django_db
@pytest.mark.parametrize("by", [LANGUAGE, PHASE])
def test_the_columns_add_up_to_what_remains(world: World, by: str) -> None:
    unmet(world.school, world)
    unmet(world.other_school, world, help_language=HelpLanguage.WELSH)
    for row in the_board(world, by).rows:
        assert sum(n for _column, n in row.cells) == row.net == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"phase": "nursery"},
        {"help_language": HelpLanguage.WELSH},
        {"starts_on": clock.today() - 9 * DAY, "ends_on": clock.today() - DAY},
        {"starts_on": clock.today() + 300 * DAY, "ends_on": clock.today() + 400 * DAY},
    ],
    ids=["another phase", "another language", "over", "too late"],
)
def test_a_programme_that_does_not_fit_meets_nothing(world: World, facts: dict[str, object]) -> None:
    unmet(world.school, world, help_language=HelpLanguage.ENGLISH)
    programme(world, **facts)
    assert the_board(world).met == 0


@pytest.mark.django_db
def test_who_sees_whose_needs(world: World) -> None:
    unmet(world.school, world)
    unmet(world.other_school, world)
    seen = {name: len(unmet_asks(person)) for name, person in world.people}
    # The senior adviser leads in the first school's authority, the officer serves the other's.
    assert {name: n for name, n in seen.items() if n} == {
        "consortium": 2,
        "senior_adviser": 1,
        "authority_officer": 1,
    }


@pytest.mark.django_db
def test_a_programme_is_changed_by_one_at_a_time(world: World) -> None:
    made = programme(world)
    facts = {name: getattr(made, name) for name in ("topic", "name_en", "name_cy", "source", "starts_on")}
    facts |= {"authority": None, "phase": "", "help_language": "any", "ends_on": made.ends_on, "places": 3}
    by = world.people.consortium

    change_provision(provision=made, version=1, by=by, **facts)
    with pytest.raises(ProvisionChangedMeanwhile):
        change_provision(provision=made, version=1, by=by, **{**facts, "places": 4})
    with pytest.raises(DatesBackwards):
        change_provision(provision=made, version=2, by=by, **{**facts, "ends_on": made.starts_on - DAY})
    made.refresh_from_db()
    assert (made.places, made.version) == (3, 2)
    assert Ask.objects.filter(state=AskState.UNMET).count() == 0
