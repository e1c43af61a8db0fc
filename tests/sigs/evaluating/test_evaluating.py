"""An evaluation on its way, who may look at it, and what it opens."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.enums import Language
from core.errors import IllegalTransition
from core.models import Notice
from sigs.enums import CheckState, EvaluationState, TrancheState
from sigs.models import Evaluation, EvaluationCheck, Grant, Group, Tranche
from sigs.queries.checking import may_check, prompts
from sigs.queries.evaluations import evaluation_visible
from sigs.queries.money import gate_of
from sigs.services.evaluating import (
    EvaluationChanged,
    accept_evaluation,
    answer_prompts,
    ask_question,
    assign_checker,
    begin_evaluation,
    finish_check,
    pass_on_check,
    reply_to_question,
    return_evaluation,
    save_evaluation,
    submit_evaluation,
)
from sigs.services.evaluating.refusals import (
    CannotCheck,
    CheckOver,
    NoChecker,
    NoDraft,
    NotSubmitted,
    NotWhole,
    PromptsOpen,
    Replied,
    UnderWay,
)
from sigs.services.groups import admit_school
from sigs.services.money import release_tranche
from sigs.services.money.refusals import (
    EarlierFirst,
    GateClosed,
    OwnGroup,
)
from tests.architecture.furnished_money import TEXTS
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant, plan, released

pytestmark = pytest.mark.django_db


def a_group(world: World, name: str, **facts: Any) -> Group:
    schools = facts.pop("schools", [make_school()])
    return make_group(*schools, by=world.people.consortium, name=name, convenor=make_person(name), **facts)


@pytest.fixture
def group(world: World) -> Group:
    return make_group(world.school, by=world.people.consortium, name="Own", convenor=world.people.convenor)


@pytest.fixture
def peer(world: World) -> Group:
    return a_group(world, "Peer")


@pytest.fixture
def grant(world: World) -> Grant:
    return make_grant(world.people.consortium)


def make_leader(group: Group) -> Any:
    person = make_person(f"Leader of {group.name}")
    give_role(person, "convenor", group.scope)
    return person


def drafted(group: Group, by: Any, **texts: Any) -> Evaluation:
    made = begin_evaluation(group=group, language=Language.ENGLISH, by=by)
    save_evaluation(evaluation=made, version=1, by=by, **{**TEXTS, **texts})
    return made


def submitted(group: Group, by: Any) -> Evaluation:
    made = drafted(group, by)
    submit_evaluation(evaluation=made, by=by)
    return made


def checked(evaluation: Evaluation) -> EvaluationCheck:
    check = EvaluationCheck.objects.get(evaluation=evaluation, state=CheckState.OPEN)
    by = make_leader(check.checker)
    answer_prompts(check=check, answers=dict.fromkeys(prompts(), "So."), by=by)
    finish_check(check=check, by=by)
    return check


def test_the_second_tranche_waits_for_the_evaluation_of_the_first(
    world: World, group: Group, peer: Group, grant: Grant
) -> None:
    by = world.people.consortium
    first = released(grant, group, "500", by)
    second = plan(grant, group, "500", by, days=90)
    with pytest.raises(GateClosed):
        release_tranche(tranche=second, by=by)
    evaluation = submitted(group, world.people.convenor)
    first.refresh_from_db()
    assert first.evaluation == evaluation
    with pytest.raises(GateClosed):
        release_tranche(tranche=second, by=by)
    evaluation.refresh_from_db()
    with pytest.raises(IllegalTransition):
        accept_evaluation(evaluation=evaluation, by=by)
    checked(evaluation)
    assert gate_of(second).evaluation == evaluation
    accept_evaluation(evaluation=evaluation, by=by)
    assert gate_of(second).is_open
    release_tranche(tranche=second, by=by)
    assert Tranche.objects.filter(state=TrancheState.RELEASED).count() == 2


def test_the_earlier_tranche_comes_first(world: World, group: Group, grant: Grant) -> None:
    by = world.people.consortium
    plan(grant, group, "500", by)
    with pytest.raises(EarlierFirst):
        release_tranche(tranche=plan(grant, group, "500", by, days=90), by=by)


def test_this_years_first_tranche_waits_for_last_years_evaluation(
    world: World, group: Group, peer: Group, grant: Grant
) -> None:
    by = world.people.consortium
    released(make_grant(by, year=grant.year - 1), group, "500", by)
    successor = make_group(by=by, name="Successor", carries_on=group, tier="siglet")
    tranche = plan(grant, successor, "500", by, days=1)
    with pytest.raises(GateClosed):
        release_tranche(tranche=tranche, by=by)
    evaluation = submitted(group, world.people.convenor)
    checked(evaluation)
    evaluation.refresh_from_db()
    accept_evaluation(evaluation=evaluation, by=by)
    release_tranche(tranche=tranche, by=by)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_what_is_empty_is_named_before_it_is_handed_in(world: World, group: Group, name: str) -> None:
    made = drafted(group, world.people.convenor, **{name: None if name == "classrooms" else ""})
    with pytest.raises(NotWhole):
        submit_evaluation(evaluation=made, by=world.people.convenor)


def test_no_classroom_and_not_yet_shown_are_answers(world: World, group: Group) -> None:
    made = drafted(group, world.people.convenor, classrooms=0, rung="not_shown")
    submit_evaluation(evaluation=made, by=world.people.convenor)
    made.refresh_from_db()
    assert made.state == EvaluationState.SUBMITTED


def test_two_at_one_draft(world: World, group: Group) -> None:
    made = drafted(group, world.people.convenor)
    with pytest.raises(EvaluationChanged):
        save_evaluation(evaluation=made, version=1, by=world.people.convenor, changed="Mine")
    with pytest.raises(UnderWay):
        begin_evaluation(group=group, language=Language.WELSH, by=world.people.convenor)
    submit_evaluation(evaluation=made, by=world.people.convenor)
    with pytest.raises(NoDraft):
        save_evaluation(evaluation=made, version=2, by=world.people.convenor, changed="Mine")


def test_a_draft_is_seen_by_the_group_alone(world: World, group: Group) -> None:
    made = drafted(group, world.people.convenor)
    people = world.people
    sees = {name for name, person in people if evaluation_visible(person, made.public_id)}
    assert sees == {"head", "teacher", "convenor"}
    submit_evaluation(evaluation=made, by=people.convenor)
    sees = {name for name, person in people if evaluation_visible(person, made.public_id)}
    assert sees == {"head", "teacher", "convenor", "adviser", "senior_adviser", "consortium"}


def test_whose_turn_it_is(world: World, group: Group) -> None:
    """Never one that shares a school, has no convenor or is closed; the same tier first, then whoever had the
    fewest."""
    shares = a_group(world, "Shares", tier="siglet", schools=[world.school])
    make_group(by=world.people.consortium, name="Leaderless")
    other_tier = a_group(world, "Cluster", tier="cluster")
    busy, idle = a_group(world, "Busy"), a_group(world, "Idle")
    third = a_group(world, "Third")
    evaluation = submitted(third, make_leader(third))
    EvaluationCheck.objects.filter(evaluation=evaluation).delete()
    EvaluationCheck.objects.create(
        evaluation=evaluation, checked=third, year=evaluation.year, checker=busy, assigned_at=clock.now()
    )
    mine = drafted(group, world.people.convenor)
    turns = may_check(mine)
    assert turns == [idle, third, busy, other_tier]
    assert shares not in turns
    submit_evaluation(evaluation=mine, by=world.people.convenor)
    assert EvaluationCheck.objects.get(evaluation=mine).checker == idle
    assert Notice.objects.filter(kind="sigs/check_assigned").exists()


def test_two_groups_never_look_at_one_another_in_a_year(world: World, group: Group, peer: Group) -> None:
    submitted(group, world.people.convenor)
    assert EvaluationCheck.objects.get().checker == peer
    back = submitted(peer, make_leader(peer))
    assert not EvaluationCheck.objects.filter(evaluation=back).exists()
    with pytest.raises(CannotCheck, match="one another's work"):
        assign_checker(evaluation=back, checker=group, by=world.people.consortium)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationCheck.objects.create(
            evaluation=back, checked=peer, year=back.year, checker=group, assigned_at=clock.now()
        )


def test_nobody_checks_the_own_work(world: World, group: Group, peer: Group) -> None:
    evaluation = submitted(group, world.people.convenor)
    with pytest.raises(CannotCheck):
        assign_checker(evaluation=evaluation, checker=group, by=world.people.consortium)
    check = EvaluationCheck.objects.get()
    both = world.people.head
    give_role(both, "convenor", peer.scope)
    with pytest.raises(OwnGroup):
        answer_prompts(check=check, answers=dict.fromkeys(prompts(), "Very good."), by=both)
    give_role(both, "consortium", world.region.scope)
    with pytest.raises(OwnGroup):
        accept_evaluation(evaluation=evaluation, by=both)
    siglet = a_group(world, "Siglet", tier="siglet", schools=[world.school])
    with pytest.raises(CannotCheck, match="shares a school"):
        assign_checker(evaluation=evaluation, checker=siglet, by=world.people.consortium)


def test_a_check_is_whole_or_not_handed_in(world: World, group: Group, peer: Group) -> None:
    evaluation = submitted(group, world.people.convenor)
    check, by = EvaluationCheck.objects.get(), make_leader(peer)
    first, *others = prompts()
    answer_prompts(check=check, answers={first: "So."}, by=by)
    with pytest.raises(PromptsOpen):
        finish_check(check=check, by=by)
    answer_prompts(check=check, answers=dict.fromkeys(others, "So."), by=by)
    finish_check(check=check, by=by)
    with pytest.raises(CheckOver):
        answer_prompts(check=check, answers={first: "Otherwise."}, by=by)
    evaluation.refresh_from_db()
    assert evaluation.state == EvaluationState.CHECKED


def test_questions_are_answered_once(world: World, group: Group, peer: Group) -> None:
    submitted(group, world.people.convenor)
    check = EvaluationCheck.objects.get()
    question = ask_question(check=check, text="How?", by=make_leader(peer))
    assert (
        Notice.objects.get(person=world.people.convenor, kind="sigs/check_asked").facts["question"] == "How?"
    )
    reply_to_question(question=question, reply="So.", by=world.people.convenor)
    with pytest.raises(Replied):
        reply_to_question(question=question, reply="Otherwise.", by=world.people.convenor)


def test_a_returned_evaluation_opens_its_check_again(world: World, group: Group, peer: Group) -> None:
    evaluation = submitted(group, world.people.convenor)
    check = checked(evaluation)
    evaluation.refresh_from_db()
    return_evaluation(evaluation=evaluation, because="How many?", by=world.people.consortium)
    check.refresh_from_db()
    assert check.state == CheckState.OPEN
    with pytest.raises(NotSubmitted):
        finish_check(check=check, by=make_leader(peer))
    submit_evaluation(evaluation=evaluation, by=world.people.convenor)
    finish_check(check=check, by=make_leader(peer))


def test_a_group_that_cannot_do_it_passes_it_on(world: World, group: Group, peer: Group) -> None:
    evaluation = submitted(group, world.people.convenor)
    check = EvaluationCheck.objects.get()
    with pytest.raises(NoChecker):
        pass_on_check(check=check, because="Too busy", by=make_leader(peer))
    further = a_group(world, "Further")
    check.refresh_from_db()
    pass_on_check(check=check, because="Too busy", by=make_leader(peer))
    assert EvaluationCheck.objects.get(evaluation=evaluation, state=CheckState.OPEN).checker == further


def test_a_school_that_joins_later_stands_between(world: World, group: Group, peer: Group) -> None:
    siglet = a_group(world, "Siglet", tier="siglet")
    evaluation = drafted(group, world.people.convenor)
    assert siglet in may_check(evaluation)
    admit_school(group=siglet, school=world.school, by=world.people.consortium)
    assert siglet not in may_check(evaluation)
