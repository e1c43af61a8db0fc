"""Evaluations, their checks, and pilots in a given state, as their constraints want them."""

import datetime as dt
from typing import Any

from core import clock
from sigs.enums import CheckState, EvaluationState, PilotDecision, PilotState, Rung
from sigs.models import Evaluation, EvaluationCheck, Pilot
from tests.personas import World
from tests.sigs.factories import make_group


def an_evaluation(world: World, state: str) -> Evaluation:
    people, now = world.people, clock.now()
    facts: dict[str, Any] = {}
    if state != EvaluationState.DRAFT:
        facts = {"submitted_at": now, "submitted_by": people.convenor, "rung": Rung.PRACTICE}
    if state == EvaluationState.ACCEPTED:
        facts |= {"accepted_at": now, "accepted_by": people.consortium}
    return Evaluation.objects.create(
        group=make_group(world.school, by=people.consortium),
        year=2027,
        number=1,
        state=state,
        begun_at=now,
        begun_by=people.convenor,
        **facts,
    )


def a_check(world: World, state: str) -> EvaluationCheck:
    by, now = world.people.consortium, clock.now()
    evaluation = an_evaluation(world, EvaluationState.SUBMITTED)
    done: dict[str, Any] = {"done_at": now, "done_by": by} if state == CheckState.DONE else {}
    return EvaluationCheck.objects.create(
        evaluation=evaluation,
        checked=evaluation.group,
        year=evaluation.year,
        checker=make_group(world.other_school, by=by, name="Peer"),
        state=state,
        assigned_at=now,
        passed_on_because="We work with them." if state == CheckState.PASSED_ON else "",
        **done,
    )


def a_pilot(world: World, state: str) -> Pilot:
    by, now = world.people.consortium, clock.now()
    decided: dict[str, Any] = {
        "evaluation": "Every review was read.",
        "decision": PilotDecision.values[0],
        "because": "It works.",
        "decided_at": now,
        "decided_by": by,
    }
    return Pilot.objects.create(
        group=make_group(world.school, by=by),
        state=state,
        title="Reading each other’s reviews",
        functions="Reads each other’s own review",
        starts_on=clock.today(),
        ends_on=clock.today() + dt.timedelta(days=200),
        risks="Heads spare one another.",
        baseline="The adviser reads each review alone.",
        begun_at=now,
        begun_by=by,
        **(decided if state == PilotState.DECIDED else {}),
    )
