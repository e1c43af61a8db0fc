"""Every step of a judgement: where it starts, by whom, and what is refused with a sentence."""

from typing import Any

import pytest

from core.errors import DomainError, IllegalTransition
from schools.enums import JudgementState, SchoolSide, SchoolVerdict
from schools.models import (
    JudgementAnswer,
    SupportJudgement,
)
from schools.services.support.answers import answer_draft
from schools.services.support.appeals import appeal_level, decide_appeal
from schools.services.support.drafts import Draft, propose_level, save_draft
from schools.services.support.moderation import moderate_for_authority, moderate_for_region
from schools.services.support.refusals import (
    ChangedMeanwhile,
    DisputeSaysNothing,
    EvidenceMissing,
    LevelNotInUse,
    OnePersonForBoth,
    ReasonForAnotherMissing,
    SideAnswered,
)
from tests.factories import make_person
from tests.personas import World
from tests.schools.support import years

pytestmark = pytest.mark.django_db

STATES = list(JudgementState.values)


def steps_taken() -> dict[str, Any]:
    """Each step as its person would take it, on whatever state the judgement has."""

    def propose(world: World, row: SupportJudgement) -> None:
        propose_level(judgement=row, draft=years.YELLOW, seen=row.version, by=world.people.adviser)

    def save(world: World, row: SupportJudgement) -> None:
        save_draft(judgement=row, draft=years.YELLOW, seen=row.version, by=world.people.adviser)

    def answer(world: World, row: SupportJudgement) -> None:
        answer_draft(
            judgement=row,
            side=SchoolSide.GOVERNOR,
            verdict=SchoolVerdict.AGREED,
            because="",
            seen_round=row.round,
            by=world.people.governor,
        )

    def change(service: Any, by: str) -> Any:
        def act(world: World, row: SupportJudgement) -> None:
            person = years.second_officer(world) if by == "second" else getattr(world.people, by)
            service(judgement=row, level="amber", why="Seen again.", seen=row.version, by=person)

        return act

    def appeal(world: World, row: SupportJudgement) -> None:
        appeal_level(judgement=row, why="Look again.", seen=row.version, by=world.people.head)

    return {
        "save": (save, {"gathering"}),
        "propose": (propose, {"gathering", "drafted", "disputed"}),
        "answer": (answer, {"drafted", "disputed"}),
        "authority": (change(moderate_for_authority, "senior_adviser"), {"agreed", "disputed"}),
        "region": (change(moderate_for_region, "consortium"), {"authority_moderated"}),
        "appeal": (appeal, {"final"}),
        "decide": (change(decide_appeal, "second"), {"appealed"}),
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", list(steps_taken()))
def test_a_step_starts_from_its_states_alone(world: World, state: str, name: str) -> None:
    step, sources = steps_taken()[name]
    row = years.in_state(world, state)
    if state == "gathering":
        years.give_evidence(row, world.people.adviser)
    before = years.stored()

    if state in sources:
        step(world, row)
        assert years.stored() != before
        return
    with pytest.raises(DomainError) as refusal:
        step(world, row)

    assert str(refusal.value)
    assert years.stored() == before


def test_the_whole_way_leaves_a_line_for_each_step(world: World) -> None:
    years.in_state(world, "appealed")
    judgement = years.decide(world, years.second_officer(world), level="green")

    steps = [(row.kind, row.state_to, row.level_to and row.level_to.slug) for row in judgement.steps.all()]
    assert steps == [
        ("opened", "gathering", None),
        ("proposed", "drafted", "yellow"),
        ("head_agreed", "drafted", "yellow"),
        ("governor_agreed", "agreed", "yellow"),
        ("authority_confirmed", "authority_moderated", "yellow"),
        ("region_confirmed", "final", "yellow"),
        ("appealed", "appealed", "yellow"),
        ("appeal_allowed", "final", "green"),
    ]
    assert all(row.taken_by_id and row.taken_at for row in judgement.steps.all())


def test_one_side_alone_does_not_pass(world: World) -> None:
    years.in_moderation(world)
    years.draft(world)
    judgement = years.answer(world, SchoolSide.GOVERNOR, SchoolVerdict.AGREED)

    assert judgement.state == JudgementState.DRAFTED
    with pytest.raises(IllegalTransition):
        years.moderate(world)


def test_one_dispute_is_enough_and_the_other_side_can_still_answer(world: World) -> None:
    years.in_moderation(world)
    years.draft(world)
    years.answer(world, SchoolSide.HEAD, SchoolVerdict.AGREED)
    judgement = years.answer(world, SchoolSide.GOVERNOR, SchoolVerdict.DISPUTED, "Too high.")
    assert judgement.state == JudgementState.DISPUTED

    other = make_person("Other")
    with pytest.raises(SideAnswered):
        answer_draft(
            judgement=judgement,
            side=SchoolSide.HEAD,
            verdict=SchoolVerdict.DISPUTED,
            because="No.",
            seen_round=1,
            by=other,
        )


def test_a_dispute_says_why(world: World) -> None:
    years.in_moderation(world)
    years.draft(world)
    before = years.stored()
    with pytest.raises(DisputeSaysNothing):
        years.answer(world, SchoolSide.HEAD, SchoolVerdict.DISPUTED, "  ")
    assert years.stored() == before


def test_one_person_does_not_answer_for_both(world: World) -> None:
    years.in_moderation(world)
    judgement = years.draft(world)
    years.answer(world, SchoolSide.HEAD, SchoolVerdict.AGREED)
    with pytest.raises(OnePersonForBoth):
        answer_draft(
            judgement=judgement,
            side=SchoolSide.GOVERNOR,
            verdict=SchoolVerdict.AGREED,
            because="",
            seen_round=1,
            by=world.people.head,
        )


def test_a_new_draft_asks_both_sides_anew(world: World) -> None:
    years.in_state(world, "disputed")
    judgement = years.judgement_of(world)
    green = Draft(evidence_position=2, capacity="A", answers={}, level="green", reason="")
    propose_level(judgement=judgement, draft=green, seen=judgement.version, by=world.people.adviser)

    judgement = years.judgement_of(world)
    assert (judgement.state, judgement.round, judgement.level and judgement.level.slug) == (
        "drafted",
        2,
        "green",
    )
    with pytest.raises(ChangedMeanwhile):
        answer_draft(
            judgement=judgement,
            side=SchoolSide.HEAD,
            verdict=SchoolVerdict.AGREED,
            because="",
            seen_round=1,
            by=world.people.head,
        )
    assert years.agree(world).state == JudgementState.AGREED
    assert JudgementAnswer.objects.filter(judgement=judgement, round=1).count() == 1


def test_another_level_than_suggested_needs_a_reason(world: World) -> None:
    years.opened(world)
    judgement = years.judgement_of(world)
    years.give_evidence(judgement, world.people.adviser)
    plan = Draft(evidence_position=2, capacity="B", answers={}, level="amber", reason=" ")
    with pytest.raises(ReasonForAnotherMissing):
        propose_level(judgement=judgement, draft=plan, seen=judgement.version, by=world.people.adviser)

    reasoned = Draft(**{**plan.__dict__, "reason": "Leadership is changing."})
    moved = propose_level(
        judgement=judgement, draft=reasoned, seen=judgement.version, by=world.people.adviser
    )
    assert (moved.suggested and moved.suggested.slug, moved.level and moved.level.slug) == ("yellow", "amber")


def test_evidence_comes_before_the_draft(world: World) -> None:
    years.opened(world)
    judgement = years.judgement_of(world)
    with pytest.raises(EvidenceMissing) as refusal:
        propose_level(
            judgement=judgement, draft=years.YELLOW, seen=judgement.version, by=world.people.adviser
        )
    assert "Self-evaluation" in str(refusal.value)


def test_a_level_that_is_not_in_use_is_refused(world: World) -> None:
    years.opened(world)
    judgement = years.judgement_of(world)
    years.give_evidence(judgement, world.people.adviser)
    plan = Draft(evidence_position=2, capacity="B", answers={}, level="purple", reason="No.")
    with pytest.raises(LevelNotInUse) as refusal:
        propose_level(judgement=judgement, draft=plan, seen=judgement.version, by=world.people.adviser)
    assert "purple" in str(refusal.value)
