import pytest

from schools.models import Authority
from schools.queries.comparisons import Chosen, categories, figures, line, placed, points
from schools.queries.runs import current_run
from schools.services.recompute import recompute_now
from tests.factories import make_category, make_result, make_school


@pytest.fixture
def run(region):
    ours = [make_school("681", name=f"Ysgol {number}") for number in range(6)]
    others = [make_school("660", name=f"Elsewhere {number}") for number in range(6)]
    for number, school in enumerate([*ours, *others]):
        make_result(school, "fsm", 10.0 + number)
        make_result(school, "pupils", 100.0 * (number + 1))
        make_result(school, "attendance", 95.0 - number, cohort=100)
    make_result(ours[0], "attendance", 70.0, year=2024)
    for school, category in zip(ours, ["green", "green", "yellow"], strict=False):
        make_category(school, 2019, category)
        make_category(school, 2020, "green")
    return recompute_now(region=region, by=None)


def test_a_dashboard_asks_five_times(run, region, world, django_assert_num_queries):
    person = world.people.consortium
    with django_assert_num_queries(6):
        shown = current_run(region)
        categories(shown, Chosen())
        figures(shown, ["attendance", "fsm"], Chosen())
        drawn = line(shown, "attendance", "secondary")
        # The person's posts are read once for the request: the sixth.
        points(shown, drawn, person)


def test_names_stand_only_where_the_school_may_be_seen(run, world):
    drawn = line(run, "attendance", "secondary")
    seen = points(run, drawn, world.people.consortium)
    assert sum(bool(point.number) for point in seen) == sum(point.in_region for point in seen) == 6
    assert not [point for point in points(run, drawn, world.people.head) if point.number]
    assert not [point.name_en for point in seen if "Elsewhere" in point.name_en]


def test_the_region_is_drawn_last(run, world):
    seen = points(run, line(run, "attendance", "secondary"), world.people.head)
    assert [point.in_region for point in seen] == [False] * 6 + [True] * 6


def test_figures_are_of_the_newest_year_up_to_the_chosen(run):
    newest = figures(run, ["attendance"], Chosen())["attendance"]
    assert (newest.year, newest.of().schools) == (2025, 6)
    earlier = figures(run, ["attendance"], Chosen(year=2024))["attendance"]
    assert (earlier.year, earlier.of().schools, earlier.of().values) == (2024, 1, [70.0])


def test_the_mean_is_weighted_by_pupils(run):
    fsm = figures(run, ["fsm"], Chosen())["fsm"]
    cardiff = Authority.objects.get(code="681").pk
    weights = [100 * (number + 1) for number in range(6)]
    mean = sum(weight * (10 + number) for number, weight in enumerate(weights)) / sum(weights)
    assert fsm.of(cardiff, "secondary").mean == pytest.approx(mean)


def test_a_medium_that_nobody_has_gives_nothing(run):
    chosen = Chosen(medium="WM")
    assert figures(run, ["attendance"], chosen)["attendance"].of() is None
    picture = categories(run, chosen)
    assert (picture.years, picture.arrived, picture.of(2020)["green"]) == ([], 0, 0)


def test_movement_is_of_those_chosen(run):
    cardiff = Authority.objects.get(code="681").pk
    whole, chosen = categories(run, Chosen()), categories(run, Chosen(authority=cardiff))
    assert whole.movement == chosen.movement
    assert whole.movement[0][0] == 2
    assert whole.movement[1][0] == 1
    bridgend = categories(run, Chosen(authority=Authority.objects.get(code="672").pk))
    assert sum(map(sum, bridgend.movement)) == 0


def test_many_schools_are_placed_in_one_query(run, django_assert_num_queries):
    schools = list(run.comparisons.values_list("school", flat=True).distinct())
    with django_assert_num_queries(1):
        found = placed(run, schools, "attendance")
    assert len(found) == 12
    newest = [places[0] for places in found.values()]
    assert {place.year for place in newest} == {2025}
    assert sorted(place.quarter for place in newest if place.group_size and place.group_size >= 5)
