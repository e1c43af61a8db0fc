"""Every step of a judgement: where it starts, by whom, and what is refused with a sentence."""

import datetime as dt
from typing import Any

import pytest

from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.enums import JudgementState, JudgementStepKind, Role, SchoolSide, SchoolVerdict
from schools.models import (
    Federation,
    FederationMembership,
    JudgementAnswer,
    JudgementStep,
    SupportCycle,
    SupportJudgement,
    SupportLevel,
)
from schools.queries.support.levels import current_levels
from schools.services.support.answers import answer_draft
from schools.services.support.appeals import amend_level, appeal_level, decide_appeal
from schools.services.support.cycles import close_cycle, publish_cycle, start_moderation
from schools.services.support.drafts import Draft, propose_level, save_draft
from schools.services.support.evidence import add_evidence
from schools.services.support.moderation import moderate_for_authority, moderate_for_region
from schools.services.support.refusals import (
    AppealTooLate,
    ChangedMeanwhile,
    DecisionSaysNothing,
    DisputeSaysNothing,
    EvidenceMissing,
    LevelNotInUse,
    LevelsAreOff,
    ModeratedByYou,
    ModeratedOwnProposal,
    NotAtThisStage,
    OnePersonForBoth,
    ReasonForAnotherMissing,
    ReasonMissing,
    SideAnswered,
    TiedToSchool,
)
from schools.services.support.turning import turn_off
from tests.factories import give_role, make_person, make_school
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


def everything() -> tuple[Any, ...]:
    return (
        list(SupportJudgement.objects.order_by("pk").values()),
        list(JudgementStep.objects.order_by("pk").values()),
        list(JudgementAnswer.objects.order_by("pk").values()),
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", list(steps_taken()))
def test_a_step_starts_from_its_states_alone(world: World, state: str, name: str) -> None:
    step, sources = steps_taken()[name]
    row = years.in_state(world, state)
    if state == "gathering":
        years.give_evidence(row, world.people.adviser)
    before = everything()

    if state in sources:
        step(world, row)
        assert everything() != before
        return
    with pytest.raises(DomainError) as refusal:
        step(world, row)

    assert str(refusal.value)
    assert everything() == before


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
    before = everything()
    with pytest.raises(DisputeSaysNothing):
        years.answer(world, SchoolSide.HEAD, SchoolVerdict.DISPUTED, "  ")
    assert everything() == before


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


@pytest.mark.parametrize(
    ("state", "step"), [("agreed", years.moderate), ("authority_moderated", years.finish)]
)
def test_moderation_changes_with_a_reason_alone(world: World, state: str, step: Any) -> None:
    years.in_state(world, state)
    before = everything()
    with pytest.raises(ReasonMissing):
        step(world, "red", " ")
    assert everything() == before

    moved = step(world, "red", "Other schools with these figures were judged so.")
    assert moved.level.slug == "red"
    assert moved.proposed.slug == "yellow"


def test_nobody_moderates_before_the_consortium_starts_it(world: World) -> None:
    years.opened(world)
    years.draft(world)
    years.agree(world)
    with pytest.raises(NotAtThisStage) as refusal:
        years.moderate(world)
    assert "2026/27" in str(refusal.value)


def test_an_appeal_has_a_last_day(world: World, settings: Any) -> None:
    years.in_state(world, "final")
    SupportCycle.objects.update(
        appeals_by=clock.today(), publish_on=clock.today(), region_by=clock.today(),
        authority_by=clock.today(), answers_by=clock.today(), drafts_by=clock.today(),
    )  # fmt: skip
    settings.CLOCK_SHIFT_DAYS = 1
    with pytest.raises(AppealTooLate):
        years.appeal(world)

    settings.CLOCK_SHIFT_DAYS = 0
    assert years.appeal(world).state == JudgementState.APPEALED


def test_an_appeal_is_decided_by_others_and_with_a_reason(world: World) -> None:
    years.in_state(world, "appealed")
    with pytest.raises(ModeratedByYou):
        years.decide(world, world.people.consortium)
    second = years.second_officer(world)
    with pytest.raises(DecisionSaysNothing):
        years.decide(world, second, why=" ")
    assert years.decide(world, second).state == JudgementState.FINAL


def test_who_proposed_does_not_moderate(world: World) -> None:
    years.in_state(world, "agreed")
    judgement = years.judgement_of(world)
    with pytest.raises(ModeratedOwnProposal):
        moderate_for_authority(
            judgement=judgement, level="yellow", why="", seen=judgement.version, by=world.people.adviser
        )


def test_levels_become_current_at_once_and_stay_until_the_next(world: World) -> None:
    years.in_state(world, "final")
    assert current_levels([world.school.pk]) == {}

    cycle = SupportCycle.objects.get()
    publish_cycle(cycle=cycle, by=world.people.consortium)
    found = current_levels()
    assert set(found) == {world.school.pk}
    assert found[world.school.pk].level.slug == "yellow"
    assert found[world.school.pk].cycle.published_at is not None

    close_cycle(cycle=cycle, by=world.people.consortium)
    years.opened(world, year=2028)
    assert current_levels()[world.school.pk].cycle.year == 2027


def test_an_amendment_comes_after_publication_with_a_reason(world: World) -> None:
    years.in_state(world, "final")
    judgement = years.judgement_of(world)
    officer = world.people.consortium
    with pytest.raises(NotAtThisStage):
        amend_level(judgement=judgement, level="red", why="Since May.", seen=judgement.version, by=officer)

    publish_cycle(cycle=judgement.cycle, by=officer)
    with pytest.raises(DecisionSaysNothing):
        amend_level(judgement=judgement, level="red", why="", seen=judgement.version, by=officer)
    amend_level(judgement=judgement, level="red", why="Since May.", seen=judgement.version, by=officer)
    assert current_levels()[world.school.pk].level.slug == "red"
    assert years.judgement_of(world).steps.last().kind == JudgementStepKind.AMENDED


def test_nothing_moves_while_the_levels_are_off(world: World) -> None:
    years.in_state(world, "final")
    publish_cycle(cycle=SupportCycle.objects.get(), by=world.people.consortium)
    turn_off(region=world.region, by=world.people.consortium)
    with pytest.raises(LevelsAreOff):
        years.appeal(world)
    assert current_levels() == {}


class TestPartnerAdviser:
    """Alun leads one school and advises others."""

    @pytest.fixture
    def alun(self, world: World) -> Any:
        person = make_person("Alun Garland")
        give_role(person, Role.HEADTEACHER, world.other_school.scope)
        give_role(person, Role.ADVISER, world.other_school.scope)
        give_role(person, Role.ADVISER, world.school.scope)
        give_role(person, Role.CONSORTIUM, world.region.scope)
        return person

    def test_does_not_judge_the_own_school(self, world: World, alun: Any) -> None:
        years.opened(world)
        judgement = years.judgement_of(world, world.other_school)
        years.give_evidence(judgement, alun)
        with pytest.raises(TiedToSchool) as refusal:
            propose_level(judgement=judgement, draft=years.YELLOW, seen=judgement.version, by=alun)
        assert "Ysgol Gynradd Arall" in str(refusal.value)

    def test_judges_another_one(self, world: World, alun: Any) -> None:
        years.opened(world)
        judgement = years.judgement_of(world)
        years.give_evidence(judgement, alun)
        moved = propose_level(judgement=judgement, draft=years.YELLOW, seen=judgement.version, by=alun)
        assert moved.state == JudgementState.DRAFTED

    def test_does_not_judge_or_moderate_a_federated_school(self, world: World, alun: Any) -> None:
        years.in_state(world, "authority_moderated")
        federation = Federation.objects.create(name_en="Two")
        for school in (world.school, world.other_school):
            FederationMembership.objects.create(
                federation=federation, school=school, starts_on=dt.date(2024, 1, 1)
            )
        judgement = years.judgement_of(world)
        with pytest.raises(TiedToSchool):
            moderate_for_region(judgement=judgement, level="yellow", why="", seen=judgement.version, by=alun)
        assert years.judgement_of(world).state == JudgementState.AUTHORITY_MODERATED

    def test_is_not_found_as_the_adviser_of_the_own_school(self, world: World, alun: Any) -> None:
        years.opened(world)
        assert years.judgement_of(world, world.other_school).adviser is None
        assert years.judgement_of(world).adviser == world.people.adviser


def test_whoever_must_act_next_is_told(world: World) -> None:
    years.in_state(world, "appealed")
    officer = years.second_officer(world)
    years.decide(world, officer)

    told = {(row.person.name, row.kind.removeprefix("schools/")) for row in Notice.objects.all()}
    assert told >= {
        ("Adviser", "support_opened"),
        ("Head", "support_draft"),
        ("Governor", "support_draft"),
        ("Senior Adviser", "support_moderate"),
        ("Consortium", "support_moderate"),
        ("Head", "support_final"),
        ("Governor", "support_final"),
    }
    assert not {name for name, _kind in told} & {"Other Head", "Teacher", "Data Officer", "Administrator"}


def test_evidence_says_something(world: World) -> None:
    years.opened(world)
    judgement = years.judgement_of(world)
    with pytest.raises(DomainError):
        add_evidence(
            judgement=judgement,
            kind=judgement.cycle.evidence_kinds.first(),
            text=" ",
            link="",
            by=world.people.head,
        )
    assert not judgement.evidence.exists()


def test_a_retired_level_can_be_confirmed_but_not_chosen(world: World) -> None:
    years.in_state(world, "agreed")
    SupportLevel.objects.filter(slug="yellow").update(retired_on=clock.today())
    assert years.moderate(world).state == JudgementState.AUTHORITY_MODERATED
    with pytest.raises(LevelNotInUse):
        amend_to_retired(world)


def amend_to_retired(world: World) -> None:
    SupportLevel.objects.filter(slug="red").update(retired_on=clock.today())
    years.finish(world, "red", "Chosen although it is offered no more.")


def test_a_school_that_opened_later_is_not_in_the_year(world: World) -> None:
    years.opened(world)
    late = make_school("681", name="Ysgol Newydd")
    assert not SupportJudgement.objects.filter(school=late).exists()


def test_moderation_starts_once(world: World) -> None:
    cycle = years.in_moderation(world)
    with pytest.raises(IllegalTransition):
        start_moderation(cycle=cycle, by=world.people.consortium)
