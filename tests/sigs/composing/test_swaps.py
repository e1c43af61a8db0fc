"""A swap by hand is a run of its own, weighed by what the first had read."""

import pytest

from core.models import User
from schools.models import School
from sigs.matching import swap_partners
from sigs.models import Composition, CompositionRun
from sigs.presenting.composing.comparing import moved_schools, same_groups
from sigs.queries.compositions import placement_of
from sigs.services.composing.compositions import pin_school
from sigs.services.composing.problems import kept_problem
from sigs.services.composing.refusals import BreaksRules
from sigs.services.composing.storing import terms_of
from sigs.services.composing.swaps import NotInGroups, swap_schools

pytestmark = pytest.mark.django_db


def a_pair(run: CompositionRun) -> tuple[School, School]:
    """A school and one with which it can change places."""
    placement = placement_of(run)
    problem = kept_problem(run)
    for pk in sorted(placement):
        partners = swap_partners(problem, placement, pk)
        if partners:
            return School.objects.get(pk=pk), School.objects.get(pk=partners[0])
    raise AssertionError("No two schools can change places.")


def test_two_schools_change_places_in_a_new_run(run: CompositionRun, officer: User) -> None:
    before = placement_of(run)
    one, other = a_pair(run)

    made = swap_schools(run=run, first=one, second=other, by=officer)

    after = placement_of(made)
    assert made.parent == run
    assert made.number == max(run.composition.runs.values_list("number", flat=True))
    assert (after[one.pk], after[other.pk]) == (before[other.pk], before[one.pk])
    assert {pk: number for pk, number in after.items() if pk not in (one.pk, other.pk)} == {
        pk: number for pk, number in before.items() if pk not in (one.pk, other.pk)
    }
    assert placement_of(run) == before, "Undo is going back to the run before."


def test_its_scoreboard_is_weighed_by_the_same_figures(run: CompositionRun, officer: User) -> None:
    one, other = a_pair(run)
    School.objects.filter(pk=one.pk).update(latitude=53.0)

    made = swap_schools(run=run, first=one, second=other, by=officer)
    back = swap_schools(run=made, first=one, second=other, by=officer)

    assert [term.value for term in terms_of(back)] == pytest.approx([term.value for term in terms_of(run)])
    assert [term.possible for term in terms_of(made)] == [term.possible for term in terms_of(run)]


def test_schools_of_one_group_cannot_change_places(run: CompositionRun, officer: User) -> None:
    first, second = run.placements.filter(number=1).select_related("school")[:2]

    with pytest.raises(NotInGroups):
        swap_schools(run=run, first=first.school, second=second.school, by=officer)


def test_a_swap_that_breaks_a_rule_is_refused_by_name(
    run: CompositionRun, officer: User, schools: list[School]
) -> None:
    """The two Welsh-medium schools are together: neither goes alone."""
    placement = placement_of(run)
    welsh = next(school for school in schools if school.medium == "WM")
    elsewhere = next(
        school for school in schools if school.medium == "EM" and placement[school.pk] != placement[welsh.pk]
    )
    runs = run.composition.runs.count()

    with pytest.raises(BreaksRules) as refused:
        swap_schools(run=run, first=welsh, second=elsewhere, by=officer)

    assert refused.value.details
    assert run.composition.runs.count() == runs


def test_a_pin_from_the_result_counts_for_the_next_run(
    run: CompositionRun, composition: Composition, officer: User
) -> None:
    placed = run.placements.all()[0]

    pin_school(composition=composition, school=placed.school_id, number=placed.number, by=officer)
    composition.refresh_from_db()
    assert composition.rules["pins"] == {str(placed.school_id): placed.number}

    pin_school(composition=composition, school=placed.school_id, number=None, by=officer)
    composition.refresh_from_db()
    assert composition.rules["pins"] == {}


def test_groups_are_told_apart_by_whom_they_share() -> None:
    one = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2}
    other = {1: 2, 2: 2, 3: 1, 4: 1, 5: 1}

    assert same_groups(one, other) == {1: 2, 2: 1}


def test_only_those_who_left_their_group_have_moved(schools: list[School]) -> None:
    known = {school.pk: school for school in schools}
    a, b, c, d = (school.pk for school in schools[:4])

    moved = moved_schools({a: 1, b: 1, c: 1, d: 2}, {a: 2, b: 2, c: 1, d: 1}, known)

    assert [row.school.pk for row in moved] == [c]
