"""A year of support levels for tests, brought to where a test needs it by the services themselves."""

import datetime as dt
from typing import Any

from core import clock
from core.models import User
from schools.enums import Role, SchoolSide, SchoolVerdict
from schools.models import (
    EvidenceKind,
    JudgementAnswer,
    JudgementStep,
    School,
    SupportCycle,
    SupportJudgement,
)
from schools.queries.support.levels import open_period
from schools.services.support.answers import answer_draft
from schools.services.support.appeals import appeal_level, decide_appeal
from schools.services.support.cycles import open_cycle, prepare_cycle, publish_cycle, start_moderation
from schools.services.support.drafts import Draft, propose_level
from schools.services.support.evidence import add_evidence
from schools.services.support.moderation import moderate_for_authority, moderate_for_region
from schools.services.support.turning import turn_on
from tests.factories import give_role, make_person
from tests.personas import World

YELLOW = Draft(evidence_position=2, capacity="B", answers={}, level="yellow", reason="")


def dates(**days: int) -> dict[str, dt.date]:
    """Ahead of today, unless said otherwise in days from today."""
    usual = {
        "opens_on": -30,
        "drafts_by": 10,
        "answers_by": 20,
        "authority_by": 30,
        "region_by": 40,
        "appeals_by": 60,
        "publish_on": 70,
    }
    return {name: clock.today() + dt.timedelta(days=day) for name, day in {**usual, **days}.items()}


def prepared(world: World, year: int = 2027, **days: int) -> SupportCycle:
    if open_period(world.region) is None:
        turn_on(region=world.region, by=world.people.consortium)
    return prepare_cycle(region=world.region, year=year, dates=dates(**days), by=world.people.consortium)


def opened(world: World, year: int = 2027, **days: int) -> SupportCycle:
    cycle = prepared(world, year, **days)
    open_cycle(cycle=cycle, by=world.people.consortium)
    return cycle


def in_moderation(world: World, **days: int) -> SupportCycle:
    cycle = opened(world, **days)
    start_moderation(cycle=cycle, by=world.people.consortium)
    return cycle


def published(world: World) -> SupportCycle:
    cycle = in_moderation(world)
    publish_cycle(cycle=cycle, by=world.people.consortium)
    return cycle


def judgement_of(world: World, school: School | None = None) -> SupportJudgement:
    """As it stands in the database now."""
    return (
        SupportJudgement.objects.select_related("school", "school__scope", "cycle", "cycle__region", "level")
        .order_by("-cycle__year")
        .filter(school=school or world.school)[0]
    )


def give_evidence(judgement: SupportJudgement, by: User) -> None:
    for kind in EvidenceKind.objects.filter(cycle=judgement.cycle, is_expected=True):
        add_evidence(judgement=judgement, kind=kind, text="What was seen.", link="", by=by)


def draft(world: World, plan: Draft = YELLOW) -> SupportJudgement:
    judgement = judgement_of(world)
    give_evidence(judgement, world.people.adviser)
    return propose_level(judgement=judgement, draft=plan, seen=judgement.version, by=world.people.adviser)


def answer(world: World, side: SchoolSide, verdict: SchoolVerdict, because: str = "") -> SupportJudgement:
    judgement = judgement_of(world)
    by = world.people.head if side == SchoolSide.HEAD else world.people.governor
    return answer_draft(
        judgement=judgement,
        side=side,
        verdict=verdict,
        because=because,
        seen_round=judgement.round,
        by=by,
    )


def agree(world: World) -> SupportJudgement:
    answer(world, SchoolSide.HEAD, SchoolVerdict.AGREED)
    return answer(world, SchoolSide.GOVERNOR, SchoolVerdict.AGREED)


def moderate(world: World, level: str = "yellow", why: str = "") -> SupportJudgement:
    return moderated(moderate_for_authority, world, level, why, world.people.senior_adviser)


def finish(world: World, level: str = "yellow", why: str = "") -> SupportJudgement:
    return moderated(moderate_for_region, world, level, why, world.people.consortium)


def moderated(service: Any, world: World, level: str, why: str, by: User) -> SupportJudgement:
    judgement = judgement_of(world)
    moved: SupportJudgement = service(
        judgement=judgement, level=level, why=why, seen=judgement.version, by=by
    )
    return moved


def appeal(world: World, why: str = "The figures of this year are left out.") -> SupportJudgement:
    judgement = judgement_of(world)
    return appeal_level(judgement=judgement, why=why, seen=judgement.version, by=world.people.head)


def second_officer(world: World) -> User:
    """Consortium staff who moderated nothing."""
    person = make_person("Mair Lander")
    give_role(person, Role.CONSORTIUM, world.region.scope)
    return person


def decide(
    world: World, by: User, level: str = "green", why: str = "The figures are in."
) -> SupportJudgement:
    judgement = judgement_of(world)
    return decide_appeal(judgement=judgement, level=level, why=why, seen=judgement.version, by=by)


def in_state(world: World, state: str) -> SupportJudgement:
    """The head's school brought to the state, in a year in moderation."""
    in_moderation(world)
    ways = {
        "gathering": [],
        "drafted": [draft],
        "agreed": [draft, agree],
        "disputed": [draft, dispute],
        "authority_moderated": [draft, agree, moderate],
        "final": [draft, agree, moderate, finish],
        "appealed": [draft, agree, moderate, finish, appeal],
    }
    for step in ways[state]:
        step(world)
    return judgement_of(world)


def dispute(world: World) -> SupportJudgement:
    return answer(world, SchoolSide.HEAD, SchoolVerdict.DISPUTED, "The capacity is judged too low.")


def stored() -> tuple[Any, ...]:
    """All that a refused step must leave as it was."""
    return (
        list(SupportJudgement.objects.order_by("pk").values()),
        list(JudgementStep.objects.order_by("pk").values()),
        list(JudgementAnswer.objects.order_by("pk").values()),
    )
