"""The year as the consortium runs it: the matrix without holes, dates in order, one year at a time."""

import datetime as dt
from typing import Any

import pytest

from core import clock
from core.errors import IllegalTransition
from schools.enums import Capacity, CycleState
from schools.models import (
    EvidenceKind,
    MatrixCell,
    SupportCycle,
    SupportJudgement,
    SupportLevel,
    SupportPeriod,
)
from schools.queries.support.cycles import POSITIONS, matrix_of, staffing, would_change
from schools.services.support.cycles import (
    change_dates,
    close_cycle,
    open_cycle,
    prepare_cycle,
    publish_cycle,
    write_matrix,
)
from schools.services.support.framework import write_evidence_kind
from schools.services.support.levels import retire_level, write_level
from schools.services.support.refusals import (
    AlreadySo,
    AnotherYearRuns,
    AppealsUndecided,
    ChangedMeanwhile,
    DatesOutOfOrder,
    FrameworkMissing,
    LevelInMatrix,
    LevelNotInUse,
    LevelsAreOff,
    MatrixHasHole,
    MatrixMissing,
    NotAtThisStage,
    SlugTaken,
    TooFewLevels,
    YearExists,
)
from schools.services.support.turning import turn_off, turn_on
from tests.personas import World
from tests.schools.support import years

pytestmark = pytest.mark.django_db


def full(slug: str = "green") -> dict[Any, str]:
    return {(position, capacity): slug for position in POSITIONS for capacity in Capacity.values}


def cells(cycle: SupportCycle) -> dict[Any, str]:
    return {key: cell.level.slug for key, cell in matrix_of(cycle).items()}


def test_a_first_year_begins_with_the_default_suggestion(world: World) -> None:
    cycle = years.prepared(world)
    found = cells(cycle)
    assert len(found) == 20
    assert [found[2, capacity] for capacity in "ABCD"] == ["green", "yellow", "amber", "red"]
    unsure = {(cell.evidence_position, cell.capacity) for cell in cycle.cells.filter(is_certain=False)}
    assert unsure == {(1, "B"), (1, "C"), (1, "D"), (2, "D"), (3, "A"), (4, "A"), (4, "B"), (4, "C")}


def test_a_later_year_begins_with_the_matrix_of_the_one_before(world: World) -> None:
    first = years.prepared(world)
    write_matrix(cycle=first, cells={**full(), (4, "D"): "red"}, seen=1, by=world.people.consortium)
    second = years.prepared(world, year=2028)
    assert cells(second) == cells(first)
    assert second.evidence_kinds.count() == first.evidence_kinds.count() > 0


@pytest.mark.parametrize(
    ("hole", "named"),
    [((3, "C"), "position 3, capacity C"), ((None, "A"), "no position, capacity A")],
)
def test_a_matrix_with_a_hole_is_refused_by_its_name(world: World, hole: Any, named: str) -> None:
    cycle = years.prepared(world)
    before = cells(cycle)
    with pytest.raises(MatrixHasHole) as refusal:
        write_matrix(cycle=cycle, cells={**full(), hole: ""}, seen=1, by=world.people.consortium)
    assert named in str(refusal.value)
    assert cells(cycle) == before


def test_a_matrix_with_an_unknown_level_is_refused(world: World) -> None:
    cycle = years.prepared(world)
    with pytest.raises(LevelNotInUse) as refusal:
        write_matrix(cycle=cycle, cells={**full(), (1, "A"): "violet"}, seen=1, by=world.people.consortium)
    assert "violet" in str(refusal.value)


def test_two_editors_of_the_matrix_do_not_overwrite_each_other(world: World) -> None:
    cycle = years.prepared(world)
    write_matrix(cycle=cycle, cells=full(), seen=1, by=world.people.consortium)
    with pytest.raises(ChangedMeanwhile):
        write_matrix(cycle=cycle, cells=full("red"), seen=1, by=world.people.consortium)
    assert set(cells(cycle).values()) == {"green"}


def test_the_effect_counts_the_suggestions_that_would_differ(world: World) -> None:
    cycle = years.opened(world)
    years.draft(world)
    levels = {level.slug: level for level in SupportLevel.objects.all()}
    as_it_is = {key: levels[slug] for key, slug in cells(cycle).items()}
    for cells_tried, changed in (
        (as_it_is, 0),
        ({**as_it_is, (2, "B"): levels["red"]}, 1),
        ({**as_it_is, (1, "D"): levels["green"]}, 0),
    ):
        effect = would_change(cycle, cells_tried)
        assert (effect.changed, effect.suggestions, effect.basis.year) == (changed, 1, 2027)


def test_while_no_school_is_judged_the_effect_is_told_of_the_year_before(world: World) -> None:
    years.opened(world)
    years.draft(world)
    coming = years.prepared(world, year=2028)
    levels = {level.slug: level for level in SupportLevel.objects.all()}
    effect = would_change(coming, {(2, "B"): levels["red"]})
    assert (effect.changed, effect.basis.year) == (1, 2027)


def test_what_was_suggested_stays_when_the_matrix_changes(world: World) -> None:
    cycle = years.opened(world)
    judgement = years.draft(world)
    cycle.refresh_from_db()
    write_matrix(cycle=cycle, cells=full("red"), seen=cycle.version, by=world.people.consortium)
    judgement.refresh_from_db()
    assert judgement.suggested
    assert judgement.suggested.slug == "yellow"


def test_a_year_does_not_open_without_a_matrix_or_evidence_or_levels(world: World) -> None:
    cycle = years.prepared(world)
    MatrixCell.objects.filter(cycle=cycle, capacity="D").delete()
    with pytest.raises(MatrixMissing):
        open_cycle(cycle=cycle, by=world.people.consortium)
    write_matrix(cycle=cycle, cells=full(), seen=1, by=world.people.consortium)
    EvidenceKind.objects.filter(cycle=cycle).delete()
    with pytest.raises(FrameworkMissing):
        open_cycle(cycle=cycle, by=world.people.consortium)
    write_evidence_kind(
        cycle=cycle, kind=None, by=world.people.consortium, name_en="Books", name_cy="Llyfrau"
    )
    turn_off(region=world.region, by=world.people.consortium)
    with pytest.raises(LevelsAreOff):
        open_cycle(cycle=cycle, by=world.people.consortium)
    assert not SupportJudgement.objects.exists()

    turn_on(region=world.region, by=world.people.consortium)
    assert open_cycle(cycle=cycle, by=world.people.consortium) == 2


def test_one_year_at_a_time(world: World) -> None:
    first = years.in_moderation(world)
    second = years.prepared(world, year=2028)
    with pytest.raises(AnotherYearRuns) as refusal:
        open_cycle(cycle=second, by=world.people.consortium)
    assert "2026/27" in str(refusal.value)
    publish_cycle(cycle=first, by=world.people.consortium)
    close_cycle(cycle=first, by=world.people.consortium)
    second.refresh_from_db()
    assert open_cycle(cycle=second, by=world.people.consortium) == 2


def test_a_year_is_prepared_and_opened_once(world: World) -> None:
    cycle = years.opened(world)
    with pytest.raises(YearExists):
        prepare_cycle(region=world.region, year=2027, dates=years.dates(), by=world.people.consortium)
    with pytest.raises(IllegalTransition):
        open_cycle(cycle=cycle, by=world.people.consortium)
    assert SupportJudgement.objects.count() == 2


@pytest.mark.parametrize(
    "late", [{"drafts_by": 25}, {"opens_on": 11}, {"appeals_by": 39}, {"publish_on": 39}]
)
def test_dates_follow_one_another(world: World, late: dict[str, int]) -> None:
    turn_on(region=world.region, by=world.people.consortium)
    with pytest.raises(DatesOutOfOrder):
        prepare_cycle(region=world.region, year=2027, dates=years.dates(**late), by=world.people.consortium)
    assert not SupportCycle.objects.exists()


def test_dates_can_be_moved_until_the_year_is_closed(world: World) -> None:
    cycle = years.published(world)
    change_dates(
        cycle=cycle,
        dates=years.dates(appeals_by=90),
        seen=SupportCycle.objects.get().version,
        by=world.people.consortium,
    )
    assert SupportCycle.objects.get().appeals_by == clock.today() + dt.timedelta(days=90)
    close_cycle(cycle=SupportCycle.objects.get(), by=world.people.consortium)
    with pytest.raises(NotAtThisStage):
        change_dates(
            cycle=cycle,
            dates=years.dates(),
            seen=SupportCycle.objects.get().version,
            by=world.people.consortium,
        )


def test_evidence_is_settled_before_the_year_opens(world: World) -> None:
    cycle = years.opened(world)
    with pytest.raises(NotAtThisStage):
        write_evidence_kind(cycle=cycle, kind=None, by=world.people.consortium, name_en="More", name_cy="Mwy")


def test_the_preview_names_who_is_missing(world: World) -> None:
    staff = staffing(world.region)
    assert staff.schools == [world.school, world.other_school]
    assert staff.without_adviser == [world.other_school]
    assert staff.without_governor == [world.other_school]
    assert staff.without_head == []
    assert staff.advisers == {world.school.pk: world.people.adviser}


def test_turning_on_and_off_leaves_who_and_when(world: World) -> None:
    officer = world.people.consortium
    turn_on(region=world.region, by=officer)
    with pytest.raises(AlreadySo):
        turn_on(region=world.region, by=officer)
    turn_off(region=world.region, by=officer)
    with pytest.raises(AlreadySo):
        turn_off(region=world.region, by=officer)
    period = SupportPeriod.objects.get()
    assert (period.on_by, period.off_by) == (officer, officer)
    assert period.off_at
    assert period.on_at <= period.off_at


LEVEL = {
    "name_en": "Light touch",
    "name_cy": "Cyffyrddiad ysgafn",
    "descriptor_en": "",
    "descriptor_cy": "",
    "entitlement_en": "",
    "entitlement_cy": "",
    "days": 2,
    "position": 1,
    "tone": "plain",
}


def test_levels_are_data(world: World) -> None:
    level = write_level(region=world.region, level=None, by=world.people.consortium, **LEVEL)
    assert level.slug == "light-touch"
    with pytest.raises(SlugTaken):
        write_level(region=world.region, level=None, by=world.people.consortium, **LEVEL)
    changed = write_level(
        region=world.region, level=level, by=world.people.consortium, **{**LEVEL, "days": 3}
    )
    assert (changed.pk, changed.days, changed.slug) == (level.pk, 3, "light-touch")


def test_a_level_in_the_matrix_is_not_taken_away(world: World) -> None:
    cycle = years.prepared(world)
    green = SupportLevel.objects.get(slug="green")
    with pytest.raises(LevelInMatrix) as refusal:
        retire_level(level=green, by=world.people.consortium)
    assert "2026/27" in str(refusal.value)
    write_matrix(cycle=cycle, cells=full("red"), seen=1, by=world.people.consortium)
    for slug in ("green", "yellow"):
        retire_level(level=SupportLevel.objects.get(slug=slug), by=world.people.consortium)
    with pytest.raises(TooFewLevels):
        retire_level(level=SupportLevel.objects.get(slug="amber"), by=world.people.consortium)


def test_a_year_is_not_closed_over_an_appeal(world: World) -> None:
    years.in_state(world, "appealed")
    officer = world.people.consortium
    publish_cycle(cycle=SupportCycle.objects.get(), by=officer)
    with pytest.raises(AppealsUndecided) as refusal:
        close_cycle(cycle=SupportCycle.objects.get(), by=officer)
    assert str(refusal.value).startswith("1 appeal is not decided yet.")
    years.decide(world, years.second_officer(world))
    close_cycle(cycle=SupportCycle.objects.get(), by=officer)
    assert SupportCycle.objects.get().state == CycleState.CLOSED


def test_publishing_counts_what_is_final(world: World) -> None:
    years.in_state(world, "final")
    cycle = SupportCycle.objects.get()
    assert publish_cycle(cycle=cycle, by=world.people.consortium) == 1
    assert SupportCycle.objects.get().state == CycleState.PUBLISHED
