"""The problem that is read from the tables."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from core import clock
from schools.enums import Category, Medium, Phase
from schools.models import Federation, FederationMembership, School, Strength
from sigs.enums import StageSource
from sigs.matching import LastYear, Rules, Stage
from sigs.matching.reading import Reading, read
from sigs.matching.reading.journeys import journeys
from sigs.matching.reading.stages import stage_of_quarters
from sigs.models import GroupMember
from sigs.services.groups import release_school
from sigs.services.wishes.answering import Wished, give_wishes
from tests.factories import make_category, make_result, make_school
from tests.personas import World
from tests.schools.strengths.saying import a_need, a_strength
from tests.sigs.factories import make_group
from tests.sigs.wishes.factories import opened_round, wish_of

pytestmark = pytest.mark.django_db

PLAIN = Rules(2, 1, 9)


def reading(*schools: School, rules: Rules = PLAIN, **asked: Any) -> Reading:
    return read(
        schools=schools,
        **{"year": 2027, "source": StageSource.CATEGORY, "rules": rules, **asked},
    )


def test_facts_of_schools_become_rows_in_the_order_of_their_ids(world: World) -> None:
    welsh = make_school("674", phase=Phase.PRIMARY, medium=Medium.WELSH)
    dual = make_school("674", phase=Phase.PRIMARY, medium=Medium.DUAL)
    make_result(welsh, "fsm", 31.5, year=2024)
    make_result(welsh, "fsm", 22.5, year=2025)

    problem = reading(dual, welsh, world.school).problem

    assert problem.ids == (world.school.pk, welsh.pk, dual.pk)
    assert [problem.authorities[place] for place in problem.authority] == [
        world.school.authority_id,
        welsh.authority_id,
        dual.authority_id,
    ]
    assert problem.welsh.tolist() == [False, True, False]
    assert problem.intake[1] == 22.5
    assert np.isnan(problem.intake[0])


def test_stages_are_labelled_with_their_year_and_say_whose_is_older_or_missing(world: World) -> None:
    older, without = make_school(), make_school()
    make_category(world.school, 2019, Category.RED)
    make_category(world.school, 2020, Category.AMBER)
    make_category(older, 2018, Category.GREEN)

    found = reading(world.school, older, without)

    assert found.problem.stage.tolist() == [Stage.AMBER, Stage.GREEN, Stage.NONE]
    assert found.stage_year == 2020
    assert found.stage_earlier == (older.pk,)
    assert found.stage_unknown == (without.pk,)


def test_a_source_that_knows_nothing_says_so(world: World) -> None:
    for source in (StageSource.LEVEL, StageSource.DATA):
        found = reading(world.school, source=source)
        assert found.stage_year is None
        assert found.stage_unknown == (world.school.pk,)


@pytest.mark.parametrize(
    ("quarters", "stage"),
    [
        ([1], Stage.GREEN),
        ([1, 2], Stage.GREEN),
        ([2, 3], Stage.YELLOW),
        ([3], Stage.AMBER),
        # One measure alone makes no school red.
        ([4], Stage.AMBER),
        ([4, 4], Stage.RED),
        ([4, 4, 3], Stage.AMBER),
    ],
)
def test_stages_from_figures(quarters: list[int], stage: Stage) -> None:
    assert stage_of_quarters(quarters) == stage


def test_journeys_are_estimated_from_the_straight_line(world: World) -> None:
    # A tenth of a degree north: 11.1 km, 14.5 by road, at 50 km/h.
    north = make_school(latitude=51.6)
    problem = reading(world.school, north).problem
    assert problem.minutes[0, 1] == pytest.approx(11.1195 * 1.3 / 50 * 60)
    assert problem.minutes[0, 0] == 0
    assert (problem.minutes == problem.minutes.T).all()


def test_a_school_without_coordinates_lies_where_its_authority_lies_and_is_named(world: World) -> None:
    one, two = make_school(latitude=51.5), make_school(latitude=51.7)
    lost, far = make_school(latitude=None, longitude=None), make_school("674", latitude=52.5)
    found = reading(one, two, lost, far)
    minutes, row = found.problem.minutes, found.problem.row

    assert found.not_located == (lost.pk,)
    assert found.problem.located.tolist() == [True, True, False, True]
    expected = (minutes[row[one.pk], row[far.pk]] + minutes[row[two.pk], row[far.pk]]) / 2
    assert minutes[row[lost.pk], row[far.pk]] == pytest.approx(expected)
    assert np.isfinite(minutes).all()
    assert minutes[row[lost.pk], row[lost.pk]] == 0


def test_two_schools_without_coordinates_are_as_far_as_their_authorities(world: World) -> None:
    schools = [
        make_school(latitude=51.5),
        make_school("674", latitude=51.9),
        make_school(latitude=None, longitude=None),
        make_school("674", latitude=None, longitude=None),
    ]
    minutes = journeys(schools, detour=1, km_per_hour=60).minutes
    assert minutes[2, 3] == pytest.approx(minutes[0, 1])
    assert minutes[2, 3] == minutes[3, 2]


def test_nobody_is_located(world: World) -> None:
    schools = [make_school(latitude=None, longitude=None) for _ in range(3)]
    found = reading(*schools)
    assert found.problem.minutes.tolist() == np.zeros((3, 3)).tolist()
    assert len(found.not_located) == 3


def test_strengths_count_by_area_once_they_are_stated(world: World) -> None:
    strong = a_strength(world.school, world.people.head, "music")
    a_need(world.school, world.people.head, "individual-plans")
    problem = reading(world.school, world.other_school).problem

    area = problem.areas.index(Strength.objects.get(pk=strong.pk).topic.parent_id)
    assert problem.strong[0, area]
    assert problem.weak[0].sum() == 1
    assert not problem.strong[1].any()


def test_wishes_and_those_who_cannot_meet_are_those_of_the_year(world: World) -> None:
    third = make_school()
    wish = wish_of(opened_round(world.people.consortium), world.school)
    wished = Wished(schools=[world.other_school.pk], cannot={third.pk: "Our heads are kin"})
    give_wishes(wish=wish, wished=wished, seen=wish.version, by=world.people.head)

    found = reading(world.school, world.other_school, third)
    pair = (world.school.pk, third.pk)
    assert found.problem.wishes == ((world.school.pk, world.other_school.pk),)
    assert found.cannot == (pair,)
    assert found.problem.rules.apart == (pair,)
    assert reading(world.school, third, apart_as_wished=False).problem.rules.apart == ()
    assert reading(world.school, world.other_school, year=2026).problem.wishes == ()


def test_whoever_composes_may_bring_together_whom_a_head_would_keep_apart(world: World) -> None:
    pair = (world.school.pk, world.other_school.pk)
    federation = Federation.objects.create(name_en="Ffederasiwn", shares_head=True)
    for school in pair:
        FederationMembership.objects.create(
            federation=federation, school_id=school, starts_on=dt.date(2020, 9, 1)
        )

    apart = reading(world.school, world.other_school)
    together = reading(world.school, world.other_school, rules=Rules(1, 1, 9, together=(pair,)))

    assert apart.same_head == (pair,)
    assert apart.problem.rules.apart == (pair,)
    assert together.problem.rules.apart == ()


def test_rules_for_schools_that_are_not_there_are_left_out(world: World) -> None:
    gone = world.other_school.pk
    rules = Rules(
        1,
        1,
        9,
        pins={gone: 1, world.school.pk: 1},
        together=((gone, world.school.pk),),
        apart=((gone, world.school.pk),),
    )
    found = reading(world.school, rules=rules).problem.rules
    assert (found.pins, found.together, found.apart) == ({world.school.pk: 1}, (), ())


def test_last_years_groups_are_those_of_the_year_before_with_who_stayed(world: World) -> None:
    by, third = world.people.consortium, make_school()
    make_group(world.school, third, by=by, name="Un", year=2026)
    left = make_group(world.other_school, by=by, name="Dau", year=2026)
    release_school(group=left, school=world.other_school, by=by, because="It closed")
    other_tier = make_group(world.other_school, by=by, name="Tri", tier="siglet", year=2026)

    problem = reading(
        world.school, world.other_school, third, rules=Rules(2, 1, 2, last_year=LastYear.KEEP)
    ).problem

    assert len(problem.last_groups) == 1
    by_school = dict(zip(problem.ids, problem.last.tolist(), strict=True))
    assert by_school == {world.school.pk: 0, third.pk: 0, world.other_school.pk: -1}
    assert other_tier.pk not in problem.last_groups
    assert reading(world.school, year=2026).problem.last_groups == ()


def test_a_group_that_was_closed_counts_with_those_who_were_in_it_to_the_end(world: World) -> None:
    group = make_group(world.school, by=world.people.consortium, year=2026)
    GroupMember.objects.filter(group=group).update(left_on=clock.today(), left_by=world.people.consortium)
    group.state, group.closed_on, group.closed_because = "closed", clock.today(), "The year is over"
    group.save()
    assert reading(world.school).problem.last.tolist() == [0]


def test_clusters_are_numbered(world: World) -> None:
    third = make_school()
    make_group(world.school, third, by=world.people.consortium, name="Clwstwr", tier="cluster")
    cluster = reading(world.school, world.other_school, third).problem.cluster.tolist()
    assert cluster[0] == cluster[2] != -1
    assert cluster[1] == -1


def test_reading_many_schools_asks_no_more_than_reading_one(
    world: World, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    reading(world.school)
    with django_assert_max_num_queries(14) as one:
        reading(world.school)
    many = [make_school() for _ in range(12)]
    with django_assert_num_queries(len(one.captured_queries)):
        reading(*many)
