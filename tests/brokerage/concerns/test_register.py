"""A concern goes up one level at a time, is looked at each fortnight, and becomes serious only once told."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from brokerage.enums import ConcernState
from brokerage.models import Concern, ConcernReview, ConcernStep, JointVisit
from brokerage.services.concerns import (
    call_meeting,
    cancel_meeting,
    close_concern,
    ease_concern,
    hold_meeting,
    make_joint_visit,
    plan_joint_visit,
    raise_concern,
    review_concern,
    write_down,
)
from core import clock
from core.errors import DomainError, IllegalTransition
from core.models import Notice, User
from schools.enums import Role
from tests.brokerage.concerns.raising import a_concern, a_serious_concern, fortnight, raise_it, tell
from tests.factories import give_role, make_person
from tests.personas import World

pytestmark = pytest.mark.django_db


def anew(person: User) -> User:
    """Posts are kept on the person while they are read."""
    return User.objects.get(pk=person.pk)


def test_it_begins_as_watch_with_its_first_step(world: World) -> None:
    concern = a_concern(world.school, world.people.adviser)

    assert concern.state == ConcernState.WATCH
    assert [step.kind for step in concern.steps.all()] == ["opened"]
    with pytest.raises(DomainError, match="already"):
        a_concern(world.school, world.people.senior_adviser)


@pytest.mark.parametrize("days", [0, -1, 15, 400])
def test_the_next_look_is_due_within_a_fortnight(world: World, days: int) -> None:
    with pytest.raises(DomainError, match=r"14 days|later day"):
        a_concern(world.school, world.people.adviser, next_review_on=clock.today() + dt.timedelta(days=days))
    assert not Concern.objects.exists()


def test_the_table_holds_the_fortnight_too(world: World) -> None:
    concern = a_concern(world.school, world.people.adviser)
    with pytest.raises(IntegrityError, match="concern_looked_at_each_fortnight"), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(next_review_on=fortnight() + dt.timedelta(days=1))


def test_serious_only_once_the_school_was_told(world: World) -> None:
    adviser = world.people.adviser
    concern = a_concern(world.school, adviser)
    raise_it(concern, adviser)

    with pytest.raises(DomainError, match="told before"):
        raise_it(concern, adviser)
    with pytest.raises(IntegrityError, match="concern_told_before_serious"), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(state="serious")

    tell(concern, adviser)
    raise_it(concern, adviser)
    assert concern.state == ConcernState.SERIOUS
    assert list(concern.steps.values_list("kind", flat=True)) == ["opened", "raised", "told", "raised"]


def test_of_two_who_raise_at_once_one_is_told_to_look_again(world: World) -> None:
    adviser = world.people.adviser
    concern = a_concern(world.school, adviser)
    tell(concern, adviser)
    concern.refresh_from_db()
    seen = concern.version
    raise_concern(concern=concern, because="Once", language="en", version=seen, by=adviser)

    with pytest.raises(IllegalTransition):
        raise_concern(
            concern=Concern.objects.get(pk=concern.pk),
            because="Twice",
            language="en",
            version=seen,
            by=world.people.senior_adviser,
        )
    assert Concern.objects.get(pk=concern.pk).state == ConcernState.CONCERN


def test_lowered_from_serious_it_has_to_be_told_again(world: World) -> None:
    adviser = world.people.adviser
    concern = a_serious_concern(world.school, adviser)
    ease_concern(concern=concern, because="Better", language="en", version=concern.version, by=adviser)
    concern.refresh_from_db()

    assert (concern.state, concern.told_on) == (ConcernState.CONCERN, None)
    with pytest.raises(DomainError, match="told before"):
        raise_it(concern, adviser)


def test_closed_it_can_only_be_read_and_another_may_begin(world: World) -> None:
    adviser = world.people.adviser
    concern = a_concern(world.school, adviser)
    close_concern(concern=concern, because="Over", language="en", version=concern.version, by=adviser)

    with pytest.raises(DomainError, match="only be read"):
        review_concern(
            concern=concern, said="More", ideas="", language="en", next_review_on=fortnight(), by=adviser
        )
    assert a_concern(world.school, adviser).is_open


def test_whoever_belongs_to_the_school_takes_no_part(world: World) -> None:
    senior = world.people.senior_adviser
    give_role(senior, Role.GOVERNOR, world.school.scope)

    with pytest.raises(DomainError, match="take no part"):
        a_concern(world.school, anew(senior))


def test_nothing_is_entered_for_a_closed_school(world: World) -> None:
    world.school.closed_on = clock.today()
    world.school.save()
    with pytest.raises(DomainError, match="closed"):
        a_concern(world.school, world.people.adviser)


def test_steps_and_reviews_are_never_changed(world: World) -> None:
    concern = a_concern(world.school, world.people.adviser)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ConcernStep.objects.filter(concern=concern).update(because="Otherwise")
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        concern.delete()


def test_a_meeting_writes_down_each_school_once(world: World) -> None:
    officer = world.people.senior_adviser
    concern = a_concern(world.school, officer)
    meeting = call_meeting(
        authority=world.school.authority, on=clock.today(), people="Officers", place="", by=officer
    )
    words = {"said": "Better", "ideas": "", "language": "en", "next_review_on": fortnight(), "by": officer}
    write_down(meeting=meeting, concern=concern, **words)

    with pytest.raises(DomainError, match="already"):
        write_down(meeting=meeting, concern=concern, **words)
    with pytest.raises(DomainError, match="no longer be cancelled"):
        cancel_meeting(meeting=meeting, because="Snow", by=officer)
    hold_meeting(meeting=meeting, people="Officers", by=officer)
    with pytest.raises(DomainError, match="over"):
        write_down(meeting=meeting, concern=concern, **words)
    assert ConcernReview.objects.count() == 1


def test_a_meeting_speaks_of_its_own_authority(world: World) -> None:
    people = world.people
    concern = a_concern(world.other_school, people.authority_officer)
    meeting = call_meeting(
        authority=world.school.authority, on=clock.today(), people="", place="", by=people.consortium
    )
    with pytest.raises(DomainError, match="another authority"):
        write_down(
            meeting=meeting,
            concern=concern,
            said="x",
            ideas="",
            language="en",
            next_review_on=fortnight(),
            by=people.consortium,
        )


def test_a_joint_visit_is_made_by_two_who_may(world: World) -> None:
    people = world.people
    concern = a_concern(world.school, people.adviser)

    def plan(first: User, second: User) -> JointVisit:
        return plan_joint_visit(
            concern=concern,
            on=clock.today(),
            first=first,
            second=second,
            purpose="Books",
            language="en",
            by=people.adviser,
        )

    with pytest.raises(DomainError, match="made by two"):
        plan(people.adviser, people.adviser)
    with pytest.raises(DomainError, match="cannot visit"):
        plan(people.adviser, people.authority_officer)
    with pytest.raises(DomainError, match="cannot visit"):
        plan(people.adviser, people.head)
    visit = plan(people.adviser, people.senior_adviser)
    with pytest.raises(DomainError, match="planned already"):
        plan(people.adviser, people.consortium)
    with pytest.raises(DomainError, match="still to come"):
        make_joint_visit(
            visit=visit,
            on=clock.today() + dt.timedelta(days=1),
            note="x",
            language="en",
            by=people.adviser,
        )


def test_mail_about_a_concern_never_names_the_school(world: World) -> None:
    people = world.people
    officer = make_person("Officer", email="officer@demo.example")
    give_role(officer, Role.AUTHORITY_OFFICER, world.school.authority.scope)
    concern = a_serious_concern(world.school, people.adviser)
    plan_joint_visit(
        concern=concern,
        on=clock.today(),
        first=people.senior_adviser,
        second=people.consortium,
        purpose="Books",
        language="en",
        by=people.adviser,
    )

    told = {notice.person_id: str(notice.facts) + notice.path for notice in Notice.objects.all()}
    assert set(told) == {officer.pk, people.senior_adviser.pk, people.consortium.pk}
    assert not any(world.school.number in text or world.school.name_en in text for text in told.values())
