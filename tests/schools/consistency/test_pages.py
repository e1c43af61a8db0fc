"""What moderators see of their advisers' judgements, and the sample they look at."""

from typing import Any

import pytest
from django.test import Client

from core.models import User
from schools.enums import JudgementState, JudgementStepKind, Role
from schools.models import JudgementStep, ModerationSample, SampledJudgement, School, SupportCycle
from schools.services.sampling import draw_sample
from tests.factories import MOMENT, give_role, make_person, make_school
from tests.levels import judge, make_cycle, make_levels, turn_on
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(world: World) -> SupportCycle:
    turn_on(world.region, world.people.consortium)
    return make_cycle(world.region, 2027, world.people.consortium, "moderating")


def caseload(
    world: World, cycle: SupportCycle, name: str, level: str, schools: int, **facts: Any
) -> tuple[User, list[School]]:
    """An adviser whose schools all get the same level, proposed and not yet moderated."""
    adviser = make_person(name)
    levels = make_levels(world.region)
    suggested = levels[facts.pop("suggested", level)]
    made = []
    for _place in range(schools):
        school = make_school(facts.get("authority", "681"))
        give_role(adviser, Role.ADVISER, school.scope)
        judge(
            school,
            cycle,
            levels[level],
            by=adviser,
            suggested=suggested,
            state=JudgementState.AGREED,
            final_at=None,
        )
        made.append(school)
    return adviser, made


def opened(person: User, address: str = "/en/support/consistency/") -> Any:
    client = Client()
    client.force_login(person)
    return client.get(address)


def test_a_number_outside_of_chance_is_a_question(world: World, cycle: SupportCycle) -> None:
    caseload(world, cycle, "Ann Usual", "light", 20)
    caseload(world, cycle, "Bea Different", "most", 8, suggested="some")
    page = opened(world.people.senior_adviser)

    words = page.content.decode()
    assert "Questions to ask" in words
    assert "Bea Different: “Most support” for 8 of 8 schools" in words
    assert "Bea Different: “More support than suggested” for 8 of 8 schools" in words
    levels = page.context["tables"][0]
    assert [row.label for row in levels.rows] == ["Region", "Ann Usual", "Bea Different"]
    assert [cell.count for cell in levels.rows[0].cells] == [20, 0, 0, 8]
    assert levels.rows[0].cells[0].share == "71%"


def test_few_schools_are_not_called_out(world: World, cycle: SupportCycle) -> None:
    caseload(world, cycle, "Ann Usual", "light", 20)
    caseload(world, cycle, "Cai Few", "most", 4)
    page = opened(world.people.senior_adviser)

    few = next(row for row in page.context["tables"][0].rows if row.label == "Cai Few")
    assert [(cell.count, cell.share, cell.range) for cell in few.cells] == [
        (0, "", ""),
        (0, "", ""),
        (0, "", ""),
        (4, "", ""),
    ]
    assert "Cai Few:" not in page.content.decode()


def test_what_moderation_changed_is_counted(world: World, cycle: SupportCycle) -> None:
    _adviser, schools = caseload(world, cycle, "Ann Usual", "light", 6)
    levels = make_levels(world.region)
    for school, after in zip(schools[:3], ("light", "some", "more"), strict=True):
        JudgementStep.objects.create(
            judgement=school.judgements.get(),
            kind=JudgementStepKind.AUTHORITY_CHANGED,
            state_from=JudgementState.AGREED,
            state_to=JudgementState.AUTHORITY_MODERATED,
            level_from=levels["light"],
            level_to=levels[after],
            taken_at=MOMENT,
            taken_by=world.people.senior_adviser,
        )
    page = opened(world.people.senior_adviser)
    own = next(row for row in page.context["tables"][3].rows if row.label == "Ann Usual")
    assert (own.total, [cell.count for cell in own.cells]) == (3, [1, 0, 2])


def test_a_senior_adviser_sees_the_own_authoritys_advisers(world: World, cycle: SupportCycle) -> None:
    caseload(world, cycle, "Ann Usual", "light", 6)
    caseload(world, cycle, "Dai Elsewhere", "some", 6, authority="674")
    page = opened(world.people.senior_adviser)
    assert "Dai Elsewhere" not in page.content.decode()
    labels = [row.label for row in page.context["tables"][0].rows]
    assert labels == ["Region", "Cardiff", "Ann Usual"]
    # The consortium sees both, and each authority.
    labels = [row.label for row in opened(world.people.consortium).context["tables"][0].rows]
    assert labels == ["Region", "Cardiff", "Rhondda Cynon Taf", "Ann Usual", "Dai Elsewhere"]


def test_the_region_is_not_shown_where_it_would_tell_of_one_school(world: World, cycle: SupportCycle) -> None:
    caseload(world, cycle, "Ann Usual", "light", 6)
    caseload(world, cycle, "Dai Elsewhere", "most", 4, authority="674")
    labels = [row.label for row in opened(world.people.senior_adviser).context["tables"][0].rows]
    assert labels == ["Cardiff", "Ann Usual"]


def test_a_sample_is_drawn_looked_at_and_kept(world: World, cycle: SupportCycle, settings: Any) -> None:
    settings.MODERATION_SAMPLE_SIZE = 3
    caseload(world, cycle, "Ann Usual", "light", 6)
    caseload(world, cycle, "Bea Different", "most", 6, suggested="some")
    client = Client()
    client.force_login(world.people.senior_adviser)
    sent = {"year": "2027", "place": "cardiff"}
    assert client.post("/en/support/consistency/draw/", sent).status_code == 302
    sample = ModerationSample.objects.get()
    first = set(sample.rows.values_list("judgement", flat=True))
    assert (sample.size, sample.drawn_from, len(first)) == (3, 12, 3)
    # The same judgements give the same sample.
    client.post("/en/support/consistency/draw/", sent)
    assert set(SampledJudgement.objects.values_list("judgement", flat=True)) == first

    row = SampledJudgement.objects.first()
    address = f"/en/support/consistency/sample/{row.public_id}/"
    look = {"outcome": "questions", "remark": "", "seen": "1"}
    assert client.post(address, look).status_code == 422
    look["remark"] = "Which evidence is of this year?"
    assert client.post(address, look).status_code == 302
    late = client.post(address, {**look, "remark": "Mine"})
    assert late.status_code == 409
    assert "Mine" in late.content.decode()
    row.refresh_from_db()
    assert (row.remark, row.looked_by) == ("Which evidence is of this year?", world.people.senior_adviser)
    # Looked at, it stays.
    client.post("/en/support/consistency/draw/", sent)
    assert (
        ModerationSample.objects.get().pk == sample.pk or row.sample_id == ModerationSample.objects.get().pk
    )
    assert "it stays as it was drawn" in client.get("/en/support/consistency/").content.decode()

    lines = client.get("/en/support/consistency/list.csv").content.decode().splitlines()
    assert len(lines) == 13
    assert sum("Which evidence is of this year?" in line for line in lines) == 1


def test_nobody_looks_at_the_own_proposal(world: World, cycle: SupportCycle) -> None:
    adviser, _schools = caseload(world, cycle, "Ann Usual", "light", 2)
    give_role(adviser, Role.SENIOR_ADVISER, world.school.authority.scope)
    draw_sample(cycle=cycle, authority=world.school.authority, by=world.people.senior_adviser)
    row = SampledJudgement.objects.first()
    client = Client()
    client.force_login(adviser)
    answer = client.post(
        f"/en/support/consistency/sample/{row.public_id}/", {"outcome": "supported", "seen": "1"}
    )
    assert answer.status_code == 422
    assert "Somebody else looks at what you proposed yourself" in answer.content.decode()


def test_only_the_own_place_is_drawn(world: World, cycle: SupportCycle) -> None:
    caseload(world, cycle, "Ann Usual", "light", 2)
    client = Client()
    client.force_login(world.people.senior_adviser)
    for place in ("", "rhondda-cynon-taf", "nowhere"):
        sent = {"year": "2027", "place": place}
        assert client.post("/en/support/consistency/draw/", sent).status_code == 404
    assert not ModerationSample.objects.exists()
    client.force_login(world.people.consortium)
    assert client.post("/en/support/consistency/draw/", {"year": "2027", "place": ""}).status_code == 302
    assert ModerationSample.objects.get().authority is None


def test_advisers_and_schools_do_not_see_it(world: World, cycle: SupportCycle) -> None:
    for persona in ("head", "teacher", "governor", "adviser", "authority_officer", "data_officer"):
        assert opened(getattr(world.people, persona)).status_code == 403
    assert "No year of support levels yet" not in opened(world.people.consortium).content.decode()
    SupportCycle.objects.all().delete()
    assert "No year of support levels yet" in opened(world.people.consortium).content.decode()
