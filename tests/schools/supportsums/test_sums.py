"""Levels added up by a job, and what the dashboard shows of them to whom."""

from typing import Any

import pytest
from django.test import Client

from core.enums import JobState
from core.models import Job, User
from schools.enums import CycleState, JudgementState, JudgementStepKind, Phase
from schools.models import (
    DayBudget,
    JudgementStep,
    SchoolLink,
    SupportCount,
    SupportCycle,
    SupportPeriod,
    SupportSummary,
)
from schools.services.recompute import recompute_now
from schools.services.supportsums import add_up, ask_for_outdated_sums, ask_for_sums
from schools.tasks import summarise_support
from tests.factories import make_category, make_school
from tests.levels import judge, make_cycle, make_levels, turn_on
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def years(world: World) -> tuple[SupportCycle, SupportCycle]:
    """Two published years: 12 primary schools in Cardiff, 8 in Rhondda Cynon Taf, and 3 secondary ones there.
    A third of them moved; one is new, one carries on from another."""
    officer = world.people.consortium
    turn_on(world.region, officer)
    before = make_cycle(world.region, 2026, officer, CycleState.CLOSED)
    now = make_cycle(world.region, 2027, officer)
    levels = list(make_levels(world.region).values())
    schools = [make_school("681", phase=Phase.PRIMARY) for _n in range(12)]
    schools += [make_school("674", phase=Phase.PRIMARY) for _n in range(8)]
    schools += [make_school("674", phase=Phase.SECONDARY) for _n in range(3)]
    for place, school in enumerate(schools):
        judge(school, before, levels[place % 4], by=officer)
        judge(school, now, levels[(place % 4 + (place % 3 == 0)) % 4], by=officer)
    add_up(cycle=before)
    add_up(cycle=now)
    return before, now


def dashboard(person: User, query: str = "") -> Any:
    client = Client()
    client.force_login(person)
    return client.get(f"/en/region/{query}")


def shown(world: World, persona: str, query: str = "") -> str:
    recompute_now(region=world.region, by=None)
    return dashboard(getattr(world.people, persona), query).content.decode()


def total(count: SupportCount, **where: Any) -> int:
    facts = {"authority": None, "phase": "", "medium": "", **where}
    return sum(count.summaries.filter(**facts).values_list("schools", flat=True))


def test_every_part_is_added_up(world: World, years: tuple[SupportCycle, SupportCycle]) -> None:
    count = SupportCount.objects.get(cycle=years[1])
    cardiff = world.school.authority
    assert (count.schools, total(count)) == (23, 23)
    assert total(count, phase="primary") == 20
    assert (
        total(count, authority=cardiff) == total(count, authority=cardiff, phase="primary", medium="EM") == 12
    )
    moved = count.summaries.filter(authority=None, phase="", medium="", previous__isnull=False)
    assert sum(row.schools for row in moved if row.level_id != row.previous_id) == 8


def test_twice_is_as_once(years: tuple[SupportCycle, SupportCycle]) -> None:
    columns = ("authority", "phase", "medium", "level", "previous", "schools")
    first = sorted(SupportSummary.objects.values_list(*columns), key=str)
    for cycle in years:
        job = ask_for_sums(cycle=cycle, by=None)
        summarise_support(job.pk)
        assert Job.objects.get(pk=job.pk).state == JobState.DONE
        summarise_support(job.pk)
    assert sorted(SupportSummary.objects.values_list(*columns), key=str) == first
    assert SupportCount.objects.count() == 2


def test_a_new_number_carries_its_level_on(world: World, years: tuple[SupportCycle, SupportCycle]) -> None:
    before, now = years
    levels = make_levels(world.region)
    old, new = make_school("681"), make_school("681")
    SchoolLink.objects.create(predecessor=old, successor=new, evidence="same address")
    judge(old, before, levels["most"], by=world.people.consortium)
    judge(new, now, levels["light"], by=world.people.consortium)
    add_up(cycle=now)
    rows = SupportSummary.objects.filter(
        count__cycle=now, authority=None, phase="secondary", medium="", level=levels["light"]
    )
    assert list(rows.filter(previous=levels["most"]).values_list("schools", flat=True)) == [1]


def test_the_sums_follow_the_steps(world: World, years: tuple[SupportCycle, SupportCycle]) -> None:
    assert ask_for_outdated_sums() == 0
    judgement = years[1].judgements.first()
    DayBudget.objects.create(school=judgement.school, year=2027)
    JudgementStep.objects.create(
        judgement=judgement,
        kind=JudgementStepKind.AMENDED,
        state_from=JudgementState.FINAL,
        state_to=JudgementState.FINAL,
        taken_at=SupportCount.objects.get(cycle=years[1]).counted_at,
        taken_by=world.people.consortium,
    )
    assert ask_for_outdated_sums() == 1
    job = Job.objects.get(kind="schools.summarise_support")
    assert job.arguments == {"cycle": years[1].pk}
    summarise_support(job.pk)
    assert ask_for_outdated_sums() == 0


def test_it_is_started_by_hand_too(
    client: Client, world: World, years: tuple[SupportCycle, SupportCycle]
) -> None:
    client.force_login(world.people.consortium)
    assert client.post("/en/support/2027/add-up/").status_code == 302
    assert Job.objects.get(kind="schools.summarise_support").asked_by == world.people.consortium
    client.force_login(world.people.senior_adviser)
    assert client.post("/en/support/2027/add-up/").status_code == 404


def test_the_consortium_sees_everything_with_its_lists(
    world: World, years: tuple[SupportCycle, SupportCycle]
) -> None:
    page = shown(world, "consortium")
    assert "23 schools have a level of 2026/27." in page
    assert "published on 1 November 2026" in page
    assert "Not shown to you" not in page
    assert "15 schools stayed at their level" in page
    assert "/en/support/2027/levels/?level=test-light&amp;authority=cardiff" in page
    client = Client()
    client.force_login(world.people.consortium)
    listed = client.get("/en/support/2027/levels/?level=test-light&authority=cardiff")
    names = [row.school.name for row in listed.context["page"].object_list]
    assert names == sorted(names, key=str.casefold)
    assert (
        len(names)
        == years[1].judgements.filter(level__slug="test-light", school__authority__slug="cardiff").count()
    )


def test_few_schools_are_hidden_from_whoever_may_not_see_them(
    world: World, years: tuple[SupportCycle, SupportCycle]
) -> None:
    """The data officer sees no level; the senior adviser of Cardiff sees those of Cardiff."""
    page = shown(world, "data_officer")
    assert "23 schools have a level" in page
    assert "Not shown to you" in page
    assert "/en/support/2027/levels/" not in page
    # The three secondary schools; and the primary ones, which with the whole would give them away.
    rows = dashboard(world.people.data_officer).context
    assert rows is not None
    few = shown(world, "data_officer", "?phase=secondary")
    assert "Too few schools are in this choice" in few
    mixed = shown(world, "data_officer", "?phase=primary&authority=cardiff")
    assert "Too few schools are in this choice" in mixed
    own = shown(world, "senior_adviser", "?phase=primary&authority=cardiff")
    assert "12 schools have a level of 2026/27." in own
    assert "authority=cardiff&amp;phase=primary" in own


def test_one_new_school_is_not_told_by_the_movement(
    world: World, years: tuple[SupportCycle, SupportCycle]
) -> None:
    new = make_school("674", phase=Phase.PRIMARY)
    judge(new, years[1], make_levels(world.region)["most"], by=world.people.consortium)
    add_up(cycle=years[1])
    assert "too few schools to show it to you" in shown(world, "data_officer")
    assert "1 school had no level the year before" in shown(world, "consortium")


def test_the_files_hold_no_more_than_the_page(world: World, years: tuple[SupportCycle, SupportCycle]) -> None:
    recompute_now(region=world.region, by=None)
    client = Client()
    for persona, secondary in (("consortium", True), ("data_officer", False)):
        client.force_login(getattr(world.people, persona))
        text = client.get("/en/region/figures.csv").content.decode()
        lines = [line for line in text.splitlines() if line.startswith("The region’s own support levels")]
        assert any(',"Region, 2026/27",' in line for line in lines)
        assert any("Secondary, 2026/27" in line for line in lines) == secondary


def test_off_or_unpublished_nothing_is_shown(world: World, years: tuple[SupportCycle, SupportCycle]) -> None:
    make_category(world.school, 2020, "green")
    assert "own support levels" in shown(world, "consortium")
    SupportPeriod.objects.update(off_at="2026-11-10T09:00Z", off_by=world.people.consortium)
    page = shown(world, "consortium")
    assert "own support levels" not in page
    assert "National support categories" in page


def test_heads_open_no_list_of_levels(
    client: Client, world: World, years: tuple[SupportCycle, SupportCycle]
) -> None:
    for persona in ("head", "teacher", "governor", "data_officer"):
        client.force_login(getattr(world.people, persona))
        assert client.get("/en/support/2027/levels/").status_code == 403
    client.force_login(world.people.authority_officer)
    page = client.get("/en/support/2027/levels/")
    assert page.context["page"].paginator.count == 11
