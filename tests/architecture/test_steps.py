"""Every state × step: a step that does not start from a state is refused there, and changes nothing."""

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model

from core import clock, jobs
from core.enums import JobState
from core.errors import IllegalTransition
from core.models import Job
from core.transitions import Transition, advance
from schools.enums import BatchState, CycleState, IndicatorState, NoteState, ReviewState, RunState
from schools.models import ComparisonRun, ImportBatch, Indicator, Note, Review, SupportCycle, SupportJudgement
from schools.services import timeout
from schools.services.days import booking, more
from schools.services.indicators import retire_indicator
from schools.services.review import begin_review
from schools.services.strengths import standing
from schools.services.support import steps as support_steps
from schools.services.support.framework import copy_framework
from sigs.services import actions as group_actions
from sigs.services import joining, keeping, nominating, proposals
from sigs.services.composing import runs as composing_runs
from sigs.services.drafts import publishing, sending, undoing
from sigs.services.evaluating import checking
from sigs.services.evaluating import steps as evaluating_steps
from sigs.services.meetings import steps as meeting_steps
from sigs.services.money import bids, tranches
from sigs.services.pairings import steps as pairing_steps
from sigs.services.spreading import findings
from sigs.services.wishes import rounds
from tests.architecture.furnished_support import judge
from tests.architecture.routes import OUR_APPS
from tests.architecture.sources import python_files, relative
from tests.architecture.states_first import FIRST_BELOW_HELP
from tests.architecture.states_help import FIRST_OF_HELP, ROWS_OF_HELP, SHARED_OF_HELP
from tests.architecture.test_models import our_models
from tests.factories import MOMENT, make_batch, make_person
from tests.personas import World
from tests.schools.days.states import a_day_entry, a_day_request
from tests.schools.strengths.states import a_need_in, a_strength_in
from tests.schools.support.years import dates
from tests.schools.timeout.states import a_time_out
from tests.sigs.composing.states import a_composition_run
from tests.sigs.drafts.states import (
    a_composition,
    a_draft_place,
    a_wish,
    a_wish_round,
    a_workshop,
    a_workshop_place,
)
from tests.sigs.evaluating.states import a_check, a_pilot, an_evaluation
from tests.sigs.joining_states import (
    a_group,
    a_join_request,
    a_nomination,
    a_nominee,
    a_proposal,
    a_proposal_answer,
)
from tests.sigs.money.states import a_bid, a_tranche
from tests.sigs.pairs.states import a_pairing
from tests.sigs.spreading.states import a_finding, a_summary
from tests.sigs.work.states import a_meeting, a_plan, an_action, an_activity

# Where a thing begins; every other state is reached by a step.
FIRST = {**FIRST_BELOW_HELP, **FIRST_OF_HELP}
# Made in this state at once: a file that cannot be stored.
SHARED = {
    **SHARED_OF_HELP,
    support_steps.CLOSE: "schools.SupportCycle",
    joining.DECLINE: "sigs.JoinRequest",
    joining.TAKE_BACK: "sigs.JoinRequest",
    proposals.WITHDRAW: "sigs.GroupProposal",
    proposals.ACCEPT: "sigs.ProposalAnswer",
    proposals.DECLINE: "sigs.ProposalAnswer",
    nominating.WOULD: "sigs.Nominee",
    nominating.STAND_DOWN: "sigs.Nominee",
    jobs.START: "core.Job",
    jobs.FINISH: "core.Job",
    jobs.FAIL: "core.Job",
    composing_runs.BEGIN: "sigs.CompositionRun",
    composing_runs.FINISH: "sigs.CompositionRun",
    composing_runs.FAIL: "sigs.CompositionRun",
    booking.CANCEL: "schools.DayEntry",
    booking.USE: "schools.DayEntry",
    more.REFUSE: "schools.DayRequest",
    standing.MEET: "schools.Need",
    group_actions.REOPEN: "sigs.Action",
    publishing.CLOSE: "sigs.Group",
    sending.SEND: "sigs.Composition",
    undoing.REOPEN: "sigs.Group",
    keeping.CLOSE: "sigs.Group",
    keeping.GO_ON: "sigs.Group",
    keeping.PAUSE: "sigs.Group",
    meeting_steps.CANCEL: "sigs.Meeting",
    meeting_steps.HOLD: "sigs.Meeting",
    standing.WITHDRAW_NEED: "schools.Need",
    support_steps.OPEN: "schools.SupportCycle",
    timeout.DECLINE: "schools.TimeOut",
    group_actions.DROP: "sigs.Action",
    group_actions.FINISH: "sigs.Action",
    checking.FINISH: "sigs.EvaluationCheck",
    evaluating_steps.REOPEN_CHECK: "sigs.EvaluationCheck",
    bids.REFUSE: "sigs.Bid",
    bids.WITHDRAW: "sigs.Bid",
    tranches.HOLD: "sigs.Tranche",
    pairing_steps.DECLINE: "sigs.Pairing",
    findings.PUBLISH: "sigs.Finding",
    findings.WITHDRAW: "sigs.Finding",
    rounds.OPEN: "sigs.WishRound",
    rounds.CLOSE: "sigs.WishRound",
    rounds.REOPEN: "sigs.WishRound",
}
ALSO_FIRST = {("schools.ImportBatch", "refused"), ("schools.DayEntry", "used")}


def models_with_states() -> dict[str, type[Model]]:
    return {
        model._meta.label: model
        for model in our_models()
        if any(field.name == "state" for field in model._meta.concrete_fields)
    }


def states(model: type[Model]) -> list[str]:
    return [str(value) for value, _label in model._meta.get_field("state").choices or []]


def steps() -> dict[str, Transition]:
    """Every Transition that a module of ours names: once, whoever else imports it."""
    for path in python_files():
        if "Transition(" in path.read_text(encoding="utf-8"):
            module = relative(path).removesuffix(".py").removesuffix("/__init__")
            importlib.import_module(module.replace("/", "."))
    named = {
        f"{name}.{word}": value
        for name, module in list(sys.modules.items())
        if name.split(".")[0] in OUR_APPS
        for word, value in vars(module).items()
        if isinstance(value, Transition)
    }
    once = {value: name for name, value in sorted(named.items(), reverse=True)}
    return {name: value for value, name in once.items()}


def model_of(step: Transition) -> str:
    """By its states; where two models have the same ones, SHARED says whose the step is."""
    if step in SHARED:
        return SHARED[step]
    fitting = [
        label
        for label, model in models_with_states().items()
        if {*step.sources, step.target} <= set(states(model))
    ]
    assert len(fitting) == 1, f"{step}: its states fit {fitting or 'no model'}."
    return fitting[0]


def refused_pairs() -> Iterator[Any]:
    for name, step in sorted(steps().items()):
        label = model_of(step)
        for state in states(models_with_states()[label]):
            if state not in step.sources:
                yield pytest.param(label, state, step, id=f"{name} from {state}")


def test_every_state_is_reached() -> None:
    reached = {(model_of(step), step.target) for step in steps().values()} | set(FIRST.items()) | ALSO_FIRST
    known = {(label, state) for label, model in models_with_states().items() for state in states(model)}

    assert reached == known, (
        f"States that no step leads to, or models not in FIRST: {sorted(known ^ reached)}"
    )


def row_in(world: World, label: str, state: str) -> Model:
    return {
        **ROWS_OF_HELP,
        "core.Job": a_job,
        "schools.Note": a_note,
        "schools.Indicator": an_indicator,
        "schools.ImportBatch": a_batch,
        "schools.ComparisonRun": a_run,
        "schools.Review": a_review,
        "schools.SupportCycle": a_cycle,
        "schools.SupportJudgement": a_judgement,
        "schools.DayEntry": a_day_entry,
        "schools.DayRequest": a_day_request,
        "schools.Strength": a_strength_in,
        "schools.Need": a_need_in,
        "schools.TimeOut": a_time_out,
        "sigs.Plan": a_plan,
        "sigs.Activity": an_activity,
        "sigs.Meeting": a_meeting,
        "sigs.Action": an_action,
        "sigs.Group": a_group,
        "sigs.JoinRequest": a_join_request,
        "sigs.GroupProposal": a_proposal,
        "sigs.ProposalAnswer": a_proposal_answer,
        "sigs.Nomination": a_nomination,
        "sigs.Nominee": a_nominee,
        "sigs.Composition": a_composition,
        "sigs.DraftPlace": a_draft_place,
        "sigs.Wish": a_wish,
        "sigs.WishRound": a_wish_round,
        "sigs.Workshop": a_workshop,
        "sigs.WorkshopPlace": a_workshop_place,
        "sigs.CompositionRun": a_composition_run,
        "sigs.Evaluation": an_evaluation,
        "sigs.EvaluationCheck": a_check,
        "sigs.Summary": a_summary,
        "sigs.Finding": a_finding,
        "sigs.Pilot": a_pilot,
        "sigs.Tranche": a_tranche,
        "sigs.Bid": a_bid,
        "sigs.Pairing": a_pairing,
    }[label](world, state)


def a_job(world: World, state: str) -> Job:
    over = state in {JobState.DONE, JobState.FAILED}
    return Job.objects.create(
        kind="tests.nothing", state=state, queued_at=MOMENT, finished_at=MOMENT if over else None
    )


def a_batch(world: World, state: str) -> ImportBatch:
    stored = state in {BatchState.STORED, BatchState.UNDONE}
    return make_batch(
        make_person(),
        state=state,
        stored_at=MOMENT if stored else None,
        undone_at=MOMENT if state == BatchState.UNDONE else None,
    )


def a_run(world: World, state: str) -> ComparisonRun:
    return ComparisonRun.objects.create(
        region=world.region,
        state=state,
        started_at=MOMENT,
        finished_at=None if state == RunState.BUILDING else clock.now(),
    )


def a_review(world: World, state: str) -> Review:
    review = begin_review(school=world.school, by=world.people.head)
    Review.objects.filter(pk=review.pk).update(
        state=state,
        summary_en="We read.",
        summary_cy="Darllenwn.",
        shared_at=None if state == ReviewState.WRITING else MOMENT,
        published_at=MOMENT if state == ReviewState.PUBLISHED else None,
        closed_at=MOMENT if state == ReviewState.CLOSED else None,
    )
    return review


def a_cycle(world: World, state: str) -> SupportCycle:
    by = world.people.consortium
    opened = None if state == CycleState.PREPARING else MOMENT
    published = MOMENT if state in {CycleState.PUBLISHED, CycleState.CLOSED} else None
    closed = MOMENT if state == CycleState.CLOSED else None
    return SupportCycle.objects.create(
        region=world.region,
        year=2027,
        state=state,
        opened_at=opened,
        opened_by=by if opened else None,
        published_at=published,
        published_by=by if published else None,
        closed_at=closed,
        closed_by=by if closed else None,
        **dates(),
    )


def a_judgement(world: World, state: str) -> SupportJudgement:
    cycle = a_cycle(world, CycleState.MODERATING)
    copy_framework(cycle)
    return judge(world, cycle, world.school, state)


def a_note(world: World, state: str) -> Note:
    return Note.objects.create(
        indicator=Indicator.objects.get(code="attendance"),
        school=world.school,
        year=2025,
        text_en="Closed for a week.",
        state=state,
        written_at=MOMENT,
        written_by=world.people.head,
        changed_at=MOMENT,
        withdrawn_at=None if state == NoteState.STANDING else MOMENT,
    )


def an_indicator(world: World, state: str) -> Indicator:
    found = Indicator.objects.get(code="attendance")
    if state == IndicatorState.RETIRED:
        retire_indicator(
            indicator=found,
            because_en="Gone.",
            because_cy="Wedi mynd.",
            replaced_by=None,
            by=world.people.head,
        )
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "state", "step"), list(refused_pairs()))
def test_a_step_is_refused_where_it_does_not_start(
    world: World, label: str, state: str, step: Transition
) -> None:
    row = row_in(world, label, state)
    before = type(row)._default_manager.filter(pk=row.pk).values().get()

    with pytest.raises(IllegalTransition):
        advance(row, step)

    assert type(row)._default_manager.filter(pk=row.pk).values().get() == before
