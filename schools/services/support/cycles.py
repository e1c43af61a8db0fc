import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import pgettext

from core import clock
from core.models import User
from core.transitions import advance
from schools.enums import Capacity, CycleState, JudgementState, JudgementStepKind
from schools.models import (
    EvidenceKind,
    JudgementStep,
    MatrixCell,
    Region,
    SupportCycle,
    SupportJudgement,
)
from schools.queries.support.cycles import POSITIONS, Cell, running_cycle, staffing
from schools.queries.support.levels import COUNTING_JUDGEMENTS, live_levels, open_period
from schools.queries.support.people import voices_of_schools
from schools.services.support.framework import copy_framework
from schools.services.support.refusals import (
    AnotherYearRuns,
    AppealsUndecided,
    ChangedMeanwhile,
    DatesOutOfOrder,
    FrameworkMissing,
    LevelNotInUse,
    LevelsAreOff,
    MatrixHasHole,
    MatrixMissing,
    NotAtThisStage,
    YearExists,
)
from schools.services.support.steps import CLOSE, OPEN, PUBLISH, START_MODERATION
from schools.services.support.telling import tell_of_moderation, tell_of_opening, tell_of_publication

DATES = ("opens_on", "drafts_by", "answers_by", "authority_by", "region_by", "appeals_by", "publish_on")


@transaction.atomic
def prepare_cycle(*, region: Region, year: int, dates: Mapping[str, dt.date], by: User) -> SupportCycle:
    """A year being prepared, with the matrix, evidence and prompts of the year before, or the default
    suggestion where there is none."""
    refuse_disorder(dates)
    cycle = SupportCycle(region=region, year=year, **dates)
    try:
        with transaction.atomic():
            cycle.save()
    except IntegrityError as refusal:  # the constraint: one a year
        raise YearExists(cycle.academic_year) from refusal
    copy_framework(cycle)
    return cycle


@transaction.atomic
def change_dates(*, cycle: SupportCycle, dates: Mapping[str, dt.date], seen: int, by: User) -> None:
    """Until the year is closed."""
    refuse_disorder(dates)
    row = held(cycle, seen)
    if row.state == CycleState.CLOSED:
        raise NotAtThisStage(row.academic_year, row.get_state_display())
    SupportCycle.objects.filter(pk=row.pk).update(version=row.version + 1, **dates)


def refuse_disorder(dates: Mapping[str, dt.date]) -> None:
    in_turn = [dates[name] for name in DATES[:5]]
    if in_turn != sorted(in_turn) or min(dates["appeals_by"], dates["publish_on"]) < dates["region_by"]:
        raise DatesOutOfOrder


@transaction.atomic
def write_matrix(*, cycle: SupportCycle, cells: Mapping[Cell, str], seen: int, by: User) -> None:
    """All twenty cells by the slug of their level. Suggestions made already stay as they were made."""
    row = held(cycle, seen)
    if row.state in {CycleState.PUBLISHED, CycleState.CLOSED}:
        raise NotAtThisStage(row.academic_year, row.get_state_display())
    wanted: list[Cell] = [(position, capacity) for position in POSITIONS for capacity in Capacity.values]
    holes = [cell_name(key) for key in wanted if not cells.get(key)]
    if holes:
        raise MatrixHasHole(holes)
    levels = {level.slug: level for level in live_levels(row.region)}
    for key in wanted:
        if cells[key] not in levels:
            raise LevelNotInUse(cells[key])
    known = {(cell.evidence_position, cell.capacity): cell for cell in MatrixCell.objects.filter(cycle=row)}
    for key in wanted:
        cell = known.get(key) or MatrixCell(cycle=row, evidence_position=key[0], capacity=key[1])
        # What the region has chosen itself is no longer an uncertain default.
        if cell.pk is None or cell.level_id != levels[cells[key]].pk:
            cell.level, cell.is_certain = levels[cells[key]], True
            cell.save()
    SupportCycle.objects.filter(pk=row.pk).update(version=row.version + 1)


def cell_name(key: Cell) -> str:
    position, capacity = key
    if position is None:
        return pgettext("matrix", "no position, capacity %(capacity)s") % {"capacity": capacity}
    return pgettext("matrix", "position %(position)s, capacity %(capacity)s") % {
        "position": position,
        "capacity": capacity,
    }


@transaction.atomic
def open_cycle(*, cycle: SupportCycle, by: User) -> int:
    """A judgement for every open school of the region. How many."""
    region = Region.objects.select_for_update(of=("self",)).get(pk=cycle.region_id)
    if open_period(region) is None:
        raise LevelsAreOff
    other = running_cycle(region)
    if other is not None and other.pk != cycle.pk:
        raise AnotherYearRuns(other.academic_year)
    if MatrixCell.objects.filter(cycle=cycle).count() < len(POSITIONS) * len(Capacity.values):
        raise MatrixMissing
    if not EvidenceKind.objects.filter(cycle=cycle).exists():
        raise FrameworkMissing
    now = clock.now()
    advance(cycle, OPEN, opened_at=now, opened_by=by, version=cycle.version + 1)
    staff = staffing(region)
    judgements = SupportJudgement.objects.bulk_create(
        SupportJudgement(cycle=cycle, school=school, adviser=staff.advisers.get(school.pk), state_at=now)
        for school in staff.schools
    )
    JudgementStep.objects.bulk_create(
        JudgementStep(
            judgement=judgement,
            kind=JudgementStepKind.OPENED,
            state_from=JudgementState.GATHERING,
            state_to=JudgementState.GATHERING,
            taken_at=now,
            taken_by=by,
        )
        for judgement in judgements
    )
    tell_of_opening(cycle, staff)
    return len(judgements)


@transaction.atomic
def start_moderation(*, cycle: SupportCycle, by: User) -> None:
    refuse_off(cycle)
    advance(cycle, START_MODERATION, version=cycle.version + 1)
    waiting = SupportJudgement.objects.filter(
        cycle=cycle, state__in=[JudgementState.AGREED, JudgementState.DISPUTED]
    )
    tell_of_moderation(cycle, waiting.select_related("school", "school__scope").order_by("school__authority"))


@transaction.atomic
def publish_cycle(*, cycle: SupportCycle, by: User) -> int:
    """All final levels of the year become current at once. How many. Judgements that are not final yet
    follow one by one; until then their schools keep the level that they have."""
    refuse_off(cycle)
    advance(cycle, PUBLISH, published_at=clock.now(), published_by=by, version=cycle.version + 1)
    final = list(
        SupportJudgement.objects.filter(cycle=cycle, state__in=COUNTING_JUDGEMENTS).select_related("school")
    )
    for judgement in final:
        judgement.cycle = cycle
    tell_of_publication(final, voices_of_schools([judgement.school_id for judgement in final]))
    return len(final)


@transaction.atomic
def close_cycle(*, cycle: SupportCycle, by: User) -> None:
    """The year is over: its levels hold until the next is published, and no step is taken in it any more."""
    refuse_off(cycle)
    # Held against an appeal that comes in now: its step asks for the year first.
    SupportCycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    undecided = SupportJudgement.objects.filter(cycle=cycle, state=JudgementState.APPEALED).count()
    if undecided:
        raise AppealsUndecided(undecided)
    advance(cycle, CLOSE, closed_at=clock.now(), closed_by=by, version=cycle.version + 1)


def held(cycle: SupportCycle, seen: int) -> SupportCycle:
    row = SupportCycle.objects.select_for_update(of=("self",)).select_related("region").get(pk=cycle.pk)
    if row.version != seen:
        raise ChangedMeanwhile
    return row


def refuse_off(cycle: SupportCycle) -> None:
    if open_period(cycle.region) is None:
        raise LevelsAreOff
