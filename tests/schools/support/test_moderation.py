"""Moderation, appeals and what comes after: who decides, when, with which reason, and who is told."""

import datetime as dt
from typing import Any

import pytest

from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice
from schools.enums import JudgementState, JudgementStepKind, Role
from schools.models import (
    Federation,
    FederationMembership,
    SupportCycle,
    SupportJudgement,
    SupportLevel,
)
from schools.queries.support.levels import current_levels
from schools.services.support.appeals import amend_level
from schools.services.support.cycles import close_cycle, publish_cycle, start_moderation
from schools.services.support.drafts import propose_level
from schools.services.support.evidence import add_evidence
from schools.services.support.moderation import moderate_for_authority, moderate_for_region
from schools.services.support.refusals import (
    AppealTooLate,
    DecisionSaysNothing,
    LevelNotInUse,
    LevelsAreOff,
    ModeratedByYou,
    ModeratedOwnProposal,
    NotAtThisStage,
    ReasonMissing,
    TiedToSchool,
)
from schools.services.support.turning import turn_off
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.schools.support import years

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "step"), [("agreed", years.moderate), ("authority_moderated", years.finish)]
)
def test_moderation_changes_with_a_reason_alone(world: World, state: str, step: Any) -> None:
    years.in_state(world, state)
    before = years.stored()
    with pytest.raises(ReasonMissing):
        step(world, "red", " ")
    assert years.stored() == before

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
