"""Support levels in the furnished world: a year for each state, so that every step has a page that is open,
and one being prepared."""

from typing import Any

from core import clock
from core.models import User
from schools.enums import CycleState, JudgementState, JudgementStepKind, SchoolSide, SchoolVerdict
from schools.models import (
    EvidenceKind,
    JudgementAnswer,
    JudgementStep,
    School,
    SupportCycle,
    SupportEvidence,
    SupportJudgement,
    SupportLevel,
    SupportPeriod,
)
from schools.services.support.framework import copy_framework
from tests.factories import MOMENT
from tests.personas import World
from tests.schools.support.years import dates

# Year → the state of both schools' judgements in it.
YEARS = {
    2021: JudgementState.GATHERING,
    2022: JudgementState.DRAFTED,
    2023: JudgementState.AGREED,
    2024: JudgementState.AUTHORITY_MODERATED,
    2025: JudgementState.FINAL,
    2026: JudgementState.APPEALED,
}
PREPARED = 2027
SEEN = "Books of three classes"


def add_support(world: World) -> None:
    officer = world.people.consortium
    SupportPeriod.objects.create(region=world.region, on_at=MOMENT, on_by=officer)
    for year, state in YEARS.items():
        is_published = state == JudgementState.FINAL
        cycle = SupportCycle.objects.create(
            region=world.region,
            year=year,
            state=CycleState.PUBLISHED if is_published else CycleState.MODERATING,
            opened_at=MOMENT,
            opened_by=officer,
            published_at=MOMENT if is_published else None,
            published_by=officer if is_published else None,
            **dates(),
        )
        copy_framework(cycle)
        for school in (world.school, world.other_school):
            judge(world, cycle, school, state)
    copy_framework(SupportCycle.objects.create(region=world.region, year=PREPARED, **dates()))


def judge(world: World, cycle: SupportCycle, school: School, state: str) -> SupportJudgement:
    adviser = world.people.adviser
    level = SupportLevel.objects.get(region=world.region, slug="yellow")
    drafted: dict[str, Any] = {
        "capacity": "B",
        "suggested": level,
        "proposed": level,
        "level": level,
        "round": 1,
        "proposed_at": MOMENT,
        "proposed_by": adviser,
    }
    judgement = SupportJudgement.objects.create(
        cycle=cycle,
        school=school,
        adviser=adviser,
        state=state,
        state_at=MOMENT,
        final_at=MOMENT if state in {JudgementState.FINAL, JudgementState.APPEALED} else None,
        **({} if state == JudgementState.GATHERING else drafted),
    )
    give(judgement, world.people.head)
    if state != JudgementState.GATHERING:
        step(judgement, world.people.adviser)
    if state == JudgementState.AGREED:
        answer(judgement, SchoolSide.HEAD, world.people.head)
        answer(judgement, SchoolSide.GOVERNOR, world.people.governor)
    return judgement


def answer(judgement: SupportJudgement, side: SchoolSide, by: User) -> JudgementAnswer:
    return JudgementAnswer.objects.create(
        judgement=judgement,
        round=1,
        side=side,
        verdict=SchoolVerdict.AGREED,
        answered_at=MOMENT,
        answered_by=by,
    )


def give(judgement: SupportJudgement, by: User) -> SupportEvidence:
    kind = EvidenceKind.objects.filter(cycle=judgement.cycle).first()
    return SupportEvidence.objects.create(
        judgement=judgement, kind=kind, text=SEEN, added_at=clock.now(), added_by=by
    )


def step(judgement: SupportJudgement, by: User) -> None:
    JudgementStep.objects.create(
        judgement=judgement,
        kind=JudgementStepKind.PROPOSED,
        state_from=JudgementState.GATHERING,
        state_to=JudgementState.DRAFTED,
        level_to=judgement.level,
        taken_at=MOMENT,
        taken_by=by,
    )


def add_more_support(world: World, schools: list[School]) -> None:
    """More schools in each year, more evidence and steps for the first one."""
    for cycle in SupportCycle.objects.exclude(year=PREPARED):
        for school in schools:
            judge(world, cycle, school, YEARS[cycle.year])
        first = SupportJudgement.objects.get(cycle=cycle, school=world.school)
        for _again in range(3):
            give(first, world.people.adviser)
            if first.state != JudgementState.GATHERING:
                step(first, world.people.adviser)
