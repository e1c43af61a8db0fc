"""The life of an ask: entered, its kind decided lightest first, changed, put on the board, withdrawn."""

import datetime as dt

import pytest

from brokerage.enums import AskSource, AskState, HelpKind
from brokerage.models import Ask, KindLeftOut, LinkPlan
from brokerage.services.asking import (
    AskChangedMeanwhile,
    Link,
    change_ask,
    lighter_than,
    look_again,
    mark_invited,
    mark_matched,
    put_on_board,
    withdraw,
)
from brokerage.services.asking.refusals import (
    AskedAlready,
    DatesBackwards,
    GroupNotActive,
    InHand,
    LighterLeftUnsaid,
    LinkInFourLines,
    NeedOfAnother,
    NeedOver,
    NotInGroup,
    OverAlready,
    SaysNothing,
    SchoolIsClosed,
    TiedToSchool,
)
from core import clock
from core.errors import IllegalTransition
from core.models import Notice, User
from schools.enums import Role
from schools.services.strengths import mark_met
from tests.brokerage.asks.asking import LINK, decided, entered
from tests.factories import give_role
from tests.personas import World
from tests.schools.strengths.saying import a_need
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db


def test_each_side_asks_and_the_other_hears_of_it(world: World) -> None:
    people = world.people
    sides = [(people.head, AskSource.SCHOOL), (people.adviser, AskSource.ADVISER)]
    for person, source in [*sides, (people.consortium, AskSource.CONSORTIUM)]:
        assert entered(world.school, person).source == source
    # Whoever asks is not told of it.
    assert Notice.objects.filter(kind="brokerage/ask_entered", person=people.adviser).count() == 2
    assert not Notice.objects.filter(kind="brokerage/ask_entered", person=people.head).exists()


def test_a_group_asks_through_one_of_its_schools(world: World) -> None:
    people = world.people
    group = make_group(world.school, by=people.consortium, convenor=people.convenor)

    assert entered(world.school, people.convenor, group=group).source == AskSource.GROUP
    with pytest.raises(NotInGroup):
        entered(world.other_school, people.convenor, group=group)
    group.state = "paused"
    with pytest.raises(GroupNotActive):
        entered(world.school, people.convenor, group=group)


def test_of_one_need_one_ask_at_a_time(world: World) -> None:
    head = world.people.head
    need = a_need(world.school, head, "reading")
    first = entered(world.school, head, need=need)

    with pytest.raises(AskedAlready):
        entered(world.school, head, need=need)
    with pytest.raises(NeedOfAnother):
        entered(world.other_school, world.people.other_head, need=need)

    withdraw(ask=first, because="Too early", by=head)
    entered(world.school, head, need=need)
    assert Ask.objects.filter(need=need).count() == 2

    mark_met(need=need, through="A colleague", by=head)
    with pytest.raises(NeedOver):
        entered(world.school, head, need=need)


def test_dates_and_closed_schools_are_refused(world: World) -> None:
    head, today = world.people.head, clock.today()
    day = dt.timedelta(days=1)

    with pytest.raises(DatesBackwards):
        entered(world.school, head, starts_on=today, ends_on=today - day)
    with pytest.raises(OverAlready):
        entered(world.school, head, starts_on=today - 9 * day, ends_on=today - day)
    world.school.closed_on = today
    with pytest.raises(SchoolIsClosed):
        entered(world.school, head)
    assert not Ask.objects.exists()


def test_every_lighter_kind_has_its_reason(world: World) -> None:
    ask = entered(world.school, world.people.head)

    for kind in list(HelpKind)[1:]:
        for unsaid in lighter_than(kind):
            reasons = {one: "Not enough" for one in lighter_than(kind) if one != unsaid}
            with pytest.raises(LighterLeftUnsaid):
                decided(ask, world.people.adviser, kind, left_out=reasons)
    with pytest.raises(SaysNothing):
        decided(ask, world.people.adviser, HelpKind.OWN_STAFF, because=" ")
    ask.refresh_from_db()
    assert ask.state == AskState.ENTERED
    assert not KindLeftOut.objects.exists()


@pytest.mark.parametrize("missing", range(4))
def test_a_lighter_link_needs_its_four_lines(world: World, missing: int) -> None:
    ask = entered(world.school, world.people.head)
    lines = [LINK.with_whom, LINK.what, LINK.when, LINK.how_known]
    lines[missing] = " "

    with pytest.raises(LinkInFourLines):
        decided(ask, world.people.adviser, link=Link(*lines))
    assert not LinkPlan.objects.exists()


def test_deciding_anew_replaces_what_was_said(world: World) -> None:
    adviser = world.people.adviser
    ask = entered(world.school, world.people.head)
    decided(ask, adviser)
    assert (ask.state, ask.kinds_left_out.count()) == (AskState.OPEN, 4)

    decided(ask, adviser, HelpKind.CLUSTER)
    ask.refresh_from_db()
    assert (ask.state, ask.ended_by, ask.kinds_left_out.count()) == (AskState.ELSEWHERE, adviser, 1)
    assert not LinkPlan.objects.exists()

    # It did not help: another school is sought after all.
    decided(ask, adviser, HelpKind.PATHFINDER)
    ask.refresh_from_db()
    assert (ask.state, ask.ended_at, ask.kinds_left_out.count()) == (AskState.OPEN, None, 5)


def test_nobody_brokers_for_a_school_that_they_belong_to(world: World) -> None:
    ask = entered(world.school, world.people.head)
    give_role(world.people.adviser, Role.GOVERNOR, world.school.scope)
    tied = User.objects.get(pk=world.people.adviser.pk)

    with pytest.raises(TiedToSchool):
        decided(ask, tied)
    decided(ask, world.people.consortium)
    with pytest.raises(TiedToSchool):
        put_on_board(ask=ask, because="Nobody is near", by=tied)


def test_of_two_editors_the_second_is_told(world: World) -> None:
    ask = entered(world.school, world.people.head)
    facts = {
        name: getattr(ask, name)
        for name in (
            *("text", "wanted", "days", "starts_on", "ends_on", "urgency"),
            *("help_language", "most_minutes", "language"),
        )
    }
    change_ask(ask=ask, by=world.people.head, version=1, **{**facts, "text": "Reading in Year 5"})

    with pytest.raises(AskChangedMeanwhile):
        change_ask(ask=ask, by=world.people.adviser, version=1, **facts)
    ask.refresh_from_db()
    assert (ask.text, ask.version) == ("Reading in Year 5", 2)

    decided(ask, world.people.adviser)
    mark_invited(ask=ask)
    with pytest.raises(InHand):
        change_ask(ask=ask, by=world.people.head, version=2, **facts)


def test_the_board_and_back(world: World) -> None:
    adviser = world.people.adviser
    ask = entered(world.school, world.people.head)
    with pytest.raises(IllegalTransition):
        put_on_board(ask=ask, because="Nobody is near", by=adviser)
    decided(ask, adviser)
    with pytest.raises(SaysNothing):
        put_on_board(ask=ask, because=" ", by=adviser)

    put_on_board(ask=ask, because="Nobody is near", by=adviser)
    assert Notice.objects.filter(kind="brokerage/ask_unmet", person=world.people.head).exists()
    look_again(ask=ask, by=adviser)
    ask.refresh_from_db()
    assert (ask.state, ask.unmet_at, ask.unmet_because) == (AskState.OPEN, None, "")


def test_what_is_in_hand_is_not_withdrawn(world: World) -> None:
    ask = entered(world.school, world.people.head)
    decided(ask, world.people.adviser)
    mark_invited(ask=ask)
    with pytest.raises(InHand):
        withdraw(ask=ask, because="No longer needed", by=world.people.head)
    mark_matched(ask=ask)
    with pytest.raises(InHand):
        withdraw(ask=ask, because="No longer needed", by=world.people.head)
    ask.refresh_from_db()
    assert ask.state == AskState.MATCHED
