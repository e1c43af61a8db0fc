"""Eighteen primary schools of three authorities, two of them Welsh-medium, composed into three groups."""

from collections.abc import Callable

import pytest

from core.jobs import work
from core.models import User
from schools.models import School
from sigs.models import Composition, CompositionRun
from sigs.services.composing.asked import Asked
from sigs.services.composing.carrying import carry_out
from sigs.services.composing.compositions import begin_composition, change_rules
from sigs.services.composing.runs import start_run
from tests.factories import make_category, make_school
from tests.personas import World

COLOURS = ["green", "yellow", "amber"]

Change = Callable[..., Asked]


@pytest.fixture
def officer(world: World) -> User:
    return world.people.consortium


@pytest.fixture
def schools(world: World) -> list[School]:
    """With the world's own primary school, which is Welsh-medium, in Rhondda Cynon Taf."""
    made = [world.other_school]
    for number in range(17):
        authority = ["681", "674", "672"][number % 3]
        school = make_school(
            authority,
            name=f"Ysgol {number:02}",
            phase="primary",
            medium="WM" if number == 4 else "EM",
            longitude=-3.2 - number / 50,
        )
        make_category(school, 2020, COLOURS[number // 3 % 3])
        made.append(school)
    return made


@pytest.fixture
def composition(world: World, schools: list[School], officer: User) -> Composition:
    made = begin_composition(
        region=world.region,
        by=officer,
        year=2027,
        name_en="Primary groups",
        name_cy="Grwpiau cynradd",
        schools="primary",
        with_special=False,
        with_prus=False,
        stage_source="category",
    )
    asked = Asked.read(made.rules).but(groups=3, smallest=6, largest=6, authorities=3, most_reds=None)
    change_rules(composition=made, asked=asked, seen=made.version, by=officer)
    return made


@pytest.fixture
def change(composition: Composition, officer: User) -> Change:
    def to(**rules: object) -> Asked:
        composition.refresh_from_db()
        asked = Asked.read(composition.rules).but(**rules)
        change_rules(composition=composition, asked=asked, seen=composition.version, by=officer)
        return asked

    return to


@pytest.fixture
def run(composition: Composition, officer: User) -> CompositionRun:
    return composed(composition, officer)


def composed(composition: Composition, by: User, seed: int = 1, iterations: int = 60) -> CompositionRun:
    asked_for = start_run(composition=composition, by=by, seed=seed, iterations=iterations)
    assert asked_for.job is not None
    work(asked_for.job.pk, carry_out)
    asked_for.refresh_from_db()
    return asked_for
