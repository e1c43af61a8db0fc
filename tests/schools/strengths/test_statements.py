"""Stated by one side, confirmed by the other; words stay; nobody sees another school's needs."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client

from core.errors import DomainError, IllegalTransition
from core.models import Notice, User
from schools.enums import GroundsKind, NeedState, Role, StatedBy, StrengthState
from schools.models import Grounds, Indicator, Need, Strength
from schools.queries.attention import attention
from schools.queries.strengths import needs_readable, side_of, strengths_readable
from schools.services.recompute import recompute_now
from schools.services.strengths import (
    Figure,
    add_evidence,
    confirm,
    let_staff_read,
    mark_met,
    offer,
    withdraw,
)
from schools.services.strengths.refusals import (
    CannotBeCited,
    ConfirmedAlready,
    NeedThere,
    NoEvidence,
    NoSay,
    NotLive,
    OwnStatement,
    ReasonMissing,
    StrengthThere,
)
from tests.factories import give_role, make_result
from tests.personas import World
from tests.schools.strengths.saying import a_need, a_strength

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(world: World, person: User) -> str:
    address = f"/en/schools/{world.school.number}/strengths/"
    return signed_in(person).get(address).content.decode()


@pytest.mark.parametrize(("first", "second"), [("head", "adviser"), ("adviser", "head")])
def test_the_other_side_confirms(world: World, first: str, second: str) -> None:
    stating, other = getattr(world.people, first), getattr(world.people, second)
    strength = a_strength(world.school, stating)
    assert strength.stated_side == (StatedBy.SCHOOL if first == "head" else StatedBy.ADVISER)
    assert Notice.objects.filter(person=other, kind="schools/strength_stated").count() == 1
    assert "strengths-confirm" in {row[0] for row in attention(other)}
    assert "strengths-confirm" not in {row[0] for row in attention(stating)}
    with pytest.raises(OwnStatement):
        confirm(statement=strength, by=stating)
    confirm(statement=strength, by=other)
    assert Notice.objects.filter(person=stating, kind="schools/strength_confirmed").count() == 1
    with pytest.raises(ConfirmedAlready):
        confirm(statement=strength, by=other)


def test_a_colleague_on_the_same_side_does_not_confirm(world: World) -> None:
    need = a_need(world.school, world.people.adviser)
    with pytest.raises(OwnStatement):
        confirm(statement=need, by=world.people.senior_adviser)


def test_whoever_changes_sides_does_not_confirm_their_own_words(world: World) -> None:
    adviser = world.people.adviser
    need = a_need(world.school, adviser)
    give_role(adviser, Role.HEADTEACHER, world.school.scope)
    again = User.objects.get(pk=adviser.pk)
    assert side_of(again, world.school) == StatedBy.SCHOOL
    with pytest.raises(OwnStatement):
        confirm(statement=need, by=again)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(confirmed_by=adviser, confirmed_at=need.stated_at)


@pytest.mark.parametrize(
    "who", ["teacher", "governor", "authority_officer", "consortium", "other_head", "stranger"]
)
def test_nobody_else_states_or_confirms(world: World, who: str) -> None:
    person = getattr(world.people, who)
    need = a_need(world.school, world.people.head)
    for act in (
        lambda: a_strength(world.school, person),
        lambda: confirm(statement=need, by=person),
        lambda: withdraw(statement=need, because="No", by=person),
        lambda: mark_met(need=need, through="Help", by=person),
    ):
        with pytest.raises(NoSay):
            act()


def test_an_adviser_who_governs_the_school_is_no_adviser_of_it(world: World) -> None:
    give_role(world.people.adviser, Role.GOVERNOR, world.school.scope)
    assert side_of(User.objects.get(pk=world.people.adviser.pk), world.school) is None


def test_a_strength_needs_evidence_and_a_need_does_not(world: World) -> None:
    with pytest.raises(NoEvidence):
        a_strength(world.school, world.people.head, grounds=[])
    assert not Strength.objects.exists()
    a_need(world.school, world.people.head, grounds=[])


def test_one_at_a_time_in_a_topic(world: World) -> None:
    head = world.people.head
    strength, need = a_strength(world.school, head), a_need(world.school, head)
    with pytest.raises(StrengthThere):
        a_strength(world.school, world.people.adviser)
    with pytest.raises(NeedThere):
        a_need(world.school, world.people.adviser)
    withdraw(statement=strength, because="The teacher has left", by=head)
    mark_met(need=need, through="A neighbour", by=head)
    a_strength(world.school, head)
    a_need(world.school, head)


def test_words_and_history_stay(world: World) -> None:
    head, adviser = world.people.head, world.people.adviser
    strength = a_strength(world.school, head)
    with pytest.raises(InternalError), transaction.atomic():
        Strength.objects.filter(pk=strength.pk).update(text="Something else")
    with pytest.raises(ReasonMissing):
        withdraw(statement=strength, because=" ", by=head)
    withdraw(statement=strength, because="The teacher has left", by=adviser)
    assert strength.state == StrengthState.WITHDRAWN
    assert Notice.objects.filter(person=head, kind="schools/strength_withdrawn").exists()
    for act in (
        lambda: confirm(statement=strength, by=adviser),
        lambda: offer(strength=strength, offered=True, by=head),
        lambda: add_evidence(statement=strength, cited=Figure(Indicator.objects.all()[0]), by=head),
    ):
        with pytest.raises(NotLive):
            act()
    with pytest.raises(IllegalTransition):
        withdraw(statement=strength, because="Again", by=head)
    assert "The teacher has left" in page(world, head)


def test_a_need_is_met_with_what_helped(world: World) -> None:
    need = a_need(world.school, world.people.head)
    with pytest.raises(ReasonMissing):
        mark_met(need=need, through="", by=world.people.adviser)
    mark_met(need=need, through="Two terms with a neighbour", by=world.people.adviser)
    assert need.state == NeedState.MET
    assert Notice.objects.filter(person=world.people.head, kind="schools/need_met").exists()


def test_needs_are_never_seen_by_strangers(world: World) -> None:
    head, people = world.people.head, world.people
    need = a_need(world.school, head)
    confirm(statement=need, by=people.adviser)
    inside = {name for name, person in people if needs_readable(person).filter(pk=need.pk).exists()}
    assert inside == {"head", "governor", "adviser", "senior_adviser", "consortium"}
    for name, person in people:
        if name in {"stranger", "convenor"}:
            continue
        assert (need.text in page(world, person)) == (name in inside), name
        topic = signed_in(person).get(f"/en/topics/{need.topic.code}/").content.decode()
        assert (need.text in topic) == (name in inside), name


def test_staff_read_a_need_where_the_head_lets_them(world: World) -> None:
    head, teacher = world.people.head, world.people.teacher
    need = a_need(world.school, head)
    assert need.text not in page(world, teacher)
    with pytest.raises(NoSay):
        let_staff_read(need=need, allowed=True, by=world.people.adviser)
    let_staff_read(need=need, allowed=True, by=head)
    assert need.text in page(world, teacher)
    assert need.text not in page(world, world.people.other_head)


def test_a_strength_is_known_once_it_is_confirmed_and_offered(world: World) -> None:
    head, stranger = world.people.head, world.people.other_head

    def known() -> bool:
        return strengths_readable(stranger).exists()

    strength = a_strength(world.school, head)
    assert not known()
    confirm(statement=strength, by=world.people.adviser)
    assert not known()
    with pytest.raises(NoSay):
        offer(strength=strength, offered=True, by=world.people.adviser)
    offer(strength=strength, offered=True, by=head)
    assert known()
    seen = page(world, stranger)
    assert strength.text in seen
    assert "A concert with two other schools" in seen
    assert world.people.adviser.name not in seen
    offer(strength=strength, offered=False, by=head)
    assert not known()


def test_a_stranger_sees_no_figure_of_another_schools_evidence(world: World) -> None:
    make_result(world.school, "attendance", 91.3, cohort=200)
    recompute_now(region=world.region, by=world.people.data_officer)
    attendance = Indicator.objects.get(code="attendance")
    strength = a_strength(
        world.school, world.people.head, "attendance", grounds=[Figure(attendance)], offered=True
    )
    confirm(statement=strength, by=world.people.adviser)
    assert "91.3%" in page(world, world.people.head)
    assert "91.3" not in page(world, world.people.other_head)


def test_a_hidden_figure_cannot_be_cited(world: World) -> None:
    make_result(world.school, "attendance", 91.3, cohort=4)
    recompute_now(region=world.region, by=world.people.data_officer)
    attendance = Indicator.objects.get(code="attendance")
    with pytest.raises(CannotBeCited):
        a_strength(world.school, world.people.head, "attendance", grounds=[Figure(attendance)])
    assert not Grounds.objects.exists()
    assert not Strength.objects.exists()


def test_a_cited_figure_goes_once_it_may_no_longer_be_shown(world: World) -> None:
    result = make_result(world.school, "attendance", 91.3, cohort=200)
    recompute_now(region=world.region, by=world.people.data_officer)
    attendance = Indicator.objects.get(code="attendance")
    a_strength(world.school, world.people.head, "attendance", grounds=[Figure(attendance)])
    assert Grounds.objects.get().kind == GroundsKind.FIGURE
    result.cohort = 3
    result.save()
    recompute_now(region=world.region, by=world.people.data_officer)
    seen = page(world, world.people.head)
    assert "91.3" not in seen
    assert "no longer shown" in seen


def test_the_form_refuses_with_its_sentence_and_keeps_what_was_written(world: World) -> None:
    client = signed_in(world.people.head)
    address = f"/en/schools/{world.school.number}/strengths/new/"
    facts = {"topic": "music", "text": "A choir of eighty", "language": "en"}
    answer = client.post(address, facts)
    assert answer.status_code == 422
    assert "needs evidence" in answer.content.decode()
    assert "A choir of eighty" in answer.content.decode()
    assert client.post(address, {**facts, "work": "A concert"}).status_code == 302
    assert client.post(address, {**facts, "work": "A concert"}).status_code == 409


def test_refusals_are_sentences(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        a_strength(world.school, world.people.stranger)
    assert str(refusal.value).endswith(".")
