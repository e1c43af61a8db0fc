"""Pilots of adviser functions, and a cluster's transition plan."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.enums import Language
from core.errors import IllegalTransition
from sigs.enums import PilotDecision, PilotState
from sigs.models import Group, Pilot, TransitionTheme
from sigs.queries.pilots import pilot_visible, pilots_kept_by, theme_visible, themes_of
from sigs.services.money.refusals import ChangedMeanwhile, OwnGroup
from sigs.services.pilots import PilotDecided, PilotUnevaluated, begin_pilot, decide_pilot, evaluate_pilot
from sigs.services.transition import NoCluster, end_theme, save_theme
from tests.factories import give_role
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db

THEME = {
    "theme_en": "Reading",
    "theme_cy": "Darllen",
    "again_en": "The same books.",
    "again_cy": "Yr un llyfrau.",
    "who_en": "Literacy lead",
    "who_cy": "Arweinydd llythrennedd",
    "by_when": dt.date(2027, 7, 1),
}


@pytest.fixture
def group(world: World) -> Group:
    return make_group(
        world.school, by=world.people.consortium, convenor=world.people.convenor, tier="cluster"
    )


def a_pilot(group: Group, by: Any, days: int = 100) -> Pilot:
    return begin_pilot(
        group=group,
        title="Visits",
        functions="Visits in autumn\n\nReads the own review",
        starts_on=clock.today(),
        ends_on=clock.today() + dt.timedelta(days=days),
        risks="Heads spare one another.",
        baseline="The adviser visits.",
        language=Language.ENGLISH,
        by=by,
    )


def test_a_pilot_is_decided_on_its_evaluation(world: World, group: Group) -> None:
    by = world.people.consortium
    pilot = a_pilot(group, by)
    assert pilot.function_lines == ["Visits in autumn", "Reads the own review"]
    with pytest.raises(PilotUnevaluated):
        decide_pilot(pilot=pilot, decision=PilotDecision.CONTINUE, because="Good", by=by)
    evaluate_pilot(pilot=pilot, evaluation="Five of six.", by=world.people.convenor)
    decide_pilot(pilot=pilot, decision=PilotDecision.END, because="One is missing", by=by)
    with pytest.raises(IllegalTransition):
        decide_pilot(pilot=pilot, decision=PilotDecision.CONTINUE, because="After all", by=by)
    with pytest.raises(PilotDecided):
        evaluate_pilot(pilot=pilot, evaluation="Six of six.", by=world.people.convenor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pilot.objects.filter(pk=pilot.pk).update(state=PilotState.RUNNING)


def test_nobody_of_the_group_decides_on_its_pilot(world: World, group: Group) -> None:
    give_role(world.people.head, "consortium", world.region.scope)
    with pytest.raises(OwnGroup):
        a_pilot(group, world.people.head)
    pilot = a_pilot(group, world.people.consortium)
    evaluate_pilot(pilot=pilot, evaluation="Very good.", by=world.people.convenor)
    with pytest.raises(OwnGroup):
        decide_pilot(pilot=pilot, decision=PilotDecision.CONTINUE, because="Mine", by=world.people.head)


def test_a_pilot_has_an_end(world: World, group: Group) -> None:
    with pytest.raises(IntegrityError):
        a_pilot(group, world.people.consortium, days=0)


def test_who_sees_a_pilot(world: World, group: Group) -> None:
    pilot = a_pilot(group, world.people.consortium)
    sees = {name for name, person in world.people if pilot_visible(person, pilot.public_id)}
    assert sees == {"head", "teacher", "adviser", "senior_adviser", "consortium", "convenor"}
    assert {name for name, person in world.people if pilots_kept_by(person).exists()} == {"consortium"}


def test_a_theme_is_done_or_dropped_once(world: World, group: Group) -> None:
    by = world.people.convenor
    theme = save_theme(group=group, by=by, **THEME)
    save_theme(group=group, theme=theme, version=1, by=by, **{**THEME, "theme_en": "Books"})
    with pytest.raises(ChangedMeanwhile):
        save_theme(group=group, theme=theme, version=1, by=by, **THEME)
    end_theme(theme=theme, done=True, by=by)
    with pytest.raises(ChangedMeanwhile):
        end_theme(theme=theme, done=False, by=by)
    dropped = save_theme(group=group, by=by, **THEME)
    end_theme(theme=dropped, done=False, by=by)
    assert list(themes_of(group)) == [theme]
    assert theme_visible(by, dropped.public_id) is None
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        TransitionTheme.objects.all().delete()


def test_only_a_cluster_has_a_transition_plan(world: World) -> None:
    siglet = make_group(by=world.people.consortium, tier="siglet")
    with pytest.raises(NoCluster):
        save_theme(group=siglet, by=world.people.convenor, **THEME)
