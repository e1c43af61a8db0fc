"""Findings and the conference, and who works on the same."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.enums import Language
from schools.models import Topic
from sigs.models import Finding, Group, Plan, PlanTopic
from sigs.queries.overlap import overlaps_of
from sigs.queries.spreading import areas_with_findings, conference_shown, finding_read, published_findings
from sigs.services.spreading import (
    TextChanged,
    publish_finding,
    publish_programme,
    save_conference,
    save_finding,
    save_session,
    withdraw_finding,
)
from sigs.services.spreading.refusals import (
    ConferenceKnown,
    NothingToShow,
    OnTheProgramme,
    RoomTaken,
    SessionKnown,
    TranslationUndated,
)
from tests.architecture.furnished_money import slot
from tests.factories import MOMENT
from tests.personas import World
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db
BOTH = {"title_en": "A", "title_cy": "B", "text_en": "C", "text_cy": "D"}


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.filter(parent=None).earliest("pk")


@pytest.fixture
def group(world: World) -> Group:
    return make_group(world.school, by=world.people.consortium, name="Own", convenor=world.people.convenor)


def a_finding(group: Group, topic: Topic, by: Any, **facts: Any) -> Finding:
    return save_finding(group=group, by=by, topic=topic, **{**BOTH, **facts})


def test_neither_language_before_the_other_without_a_day(world: World, group: Group, topic: Topic) -> None:
    by = world.people.convenor
    made = a_finding(group, topic, by, text_cy="")
    with pytest.raises(TranslationUndated):
        publish_finding(finding=made, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=made.pk).update(state="published", published_at=MOMENT)
    made = save_finding(group=group, finding=made, version=1, by=by, translation_due_on=clock.today())
    publish_finding(finding=made, by=by)
    assert list(published_findings()) == [made]
    assert areas_with_findings() == [(topic.pk, topic.name)]
    with pytest.raises(TranslationUndated):
        save_finding(group=group, finding=made, version=2, by=by, translation_due_on=None)
    with pytest.raises(TextChanged):
        save_finding(group=group, finding=made, version=1, by=by, title_en="Mine")


def test_a_draft_is_read_by_the_convenor_alone(world: World, group: Group, topic: Topic) -> None:
    made = a_finding(group, topic, world.people.convenor)
    readers = {name for name, person in world.people if finding_read(person, made.public_id)}
    assert readers == {"convenor"}
    publish_finding(finding=made, by=world.people.convenor)
    readers = {name for name, person in world.people if finding_read(person, made.public_id)}
    assert readers == {name for name, _person in world.people} - {"stranger"}


def a_conference(world: World) -> Any:
    return save_conference(
        region=world.region,
        by=world.people.consortium,
        year=2027,
        name_en="Summer",
        name_cy="Haf",
        held_on=dt.date(2027, 7, 2),
        place="Neuadd",
    )


def test_a_room_holds_one_session_at_a_time(world: World, group: Group, topic: Topic) -> None:
    by = world.people.consortium
    first, second = a_finding(group, topic, by), a_finding(group, topic, by)
    conference = a_conference(world)
    with pytest.raises(NothingToShow):
        publish_programme(conference=conference, by=by)
    session = save_session(conference=conference, by=by, finding=first, **slot(10, "A"))
    with pytest.raises(SessionKnown):
        save_session(conference=conference, by=by, finding=first, **slot(12, "A"))
    overlapping = {**slot(10, "a"), "starts_at": dt.time(10, 44), "ends_at": dt.time(11)}
    with pytest.raises(RoomTaken):
        save_session(conference=conference, by=by, finding=second, **overlapping)
    following = {**slot(10, "A"), "starts_at": dt.time(10, 45), "ends_at": dt.time(11)}
    save_session(conference=conference, by=by, finding=second, **following)
    save_session(conference=conference, by=by, finding=first, session=session, **slot(9, "A"))
    with pytest.raises(OnTheProgramme):
        withdraw_finding(finding=first, by=by)
    assert conference_shown(world.people.head, 2027) is None
    publish_programme(conference=conference, by=by)
    assert conference_shown(world.people.head, 2027) == conference
    with pytest.raises(ConferenceKnown):
        a_conference(world)


def a_plan(group: Group, topic: Topic, by: Any, state: str = "with_members") -> Plan:
    made = Plan.objects.create(
        group=group,
        year=2027,
        state=state,
        language=Language.ENGLISH,
        begun_at=MOMENT,
        begun_by=by,
        proposed_at=None if state == "draft" else MOMENT,
        changed_at=MOMENT,
        changed_by=by,
    )
    PlanTopic.objects.create(plan=made, topic=topic)
    return made


def test_who_works_on_the_same_and_whom_to_talk_to(world: World, group: Group, topic: Topic) -> None:
    by = world.people.consortium
    mine = a_plan(group, topic, by, "draft")
    assert overlaps_of(mine) == []
    other = make_group(by=by, name="Other", tier="siglet", convenor=world.people.other_head)
    a_plan(other, topic, by)
    unborn = make_group(by=by, name="Unborn", tier="siglet")
    a_plan(unborn, topic, by, "draft")
    found = overlaps_of(mine)
    assert [(row.group, row.leaders) for row in found] == [(other, (world.people.other_head.name,))]
