"""Why a school is where it is, and what a swap by hand changes."""

import numpy as np
import pytest

from sigs.matching import (
    Because,
    LastYear,
    Measure,
    Rule,
    Verdict,
    compose,
    describe,
    proof,
    scoreboard,
    swap_partners,
    weigh_swap,
    why,
)
from sigs.matching.composing import cost_of
from tests.sigs.matching.made import made_problem

# Schools 101 to 104 in group 1, 105 to 108 in group 2; two authorities, 11 and 12; areas 91 and 92.
HALVES = {school: 1 if school < 105 else 2 for school in range(101, 109)}


def flags(*places):
    found = np.zeros((8, 2), dtype=bool)
    for row, column in places:
        found[row, column] = True
    return found


@pytest.fixture
def halves():
    rows = np.arange(8.0)
    minutes = rows[:, None] + rows[None, :]
    np.fill_diagonal(minutes, 0)
    return made_problem(
        8,
        2,
        authorities=2,
        rules={
            "minutes": 60,
            "pins": {102: 1},
            "together": ((101, 102),),
            "last_year": LastYear.AT_MOST,
            "most_reds": 1,
        },
        authority=np.array([0, 1, 1, 1, 0, 0, 0, 0]),
        stage=np.array([0, 1, 2, 1, 0, 0, 1, 3]),
        welsh=np.array([1, 1, 0, 0, 0, 0, 0, 0], dtype=bool),
        # 101 is strong in 91, where 103 has a need; nobody of its group is strong in 92, where it has one.
        strong=flags((0, 0), (4, 1)),
        weak=flags((2, 0), (0, 1)),
        minutes=minutes,
        wishes=((101, 103), (101, 108), (104, 101), (105, 106)),
        last=np.array([0, 0, 0, 1, 1, 1, 1, 1]),
    )


def reasons(problem, school):
    return {reason.because: reason for reason in why(problem, HALVES, school)}


def test_a_school_is_told_what_it_brings_and_what_it_finds(halves):
    found = reasons(halves, 101)

    assert found[Because.TOGETHER].schools == (102,)
    assert Because.FREE in found
    assert found[Because.WISH_MET].schools == (103,)
    assert found[Because.WISH_OPEN].schools == (108,)
    assert found[Because.WISHED_BY].schools == (104,)
    assert (found[Because.ONLY_STRONG].areas, found[Because.ONLY_STRONG].schools) == ((91,), (103,))
    assert found[Because.NEED_OPEN].areas == (92,)
    assert found[Because.ONLY_AUTHORITY].number == 11
    assert Because.ONLY_GREEN in found
    assert found[Because.WELSH_TOGETHER].schools == (102,)
    minutes = found[Because.MINUTES]
    assert (minutes.number, minutes.most, minutes.limit, minutes.schools) == (2.0, 3.0, 60, (104,))
    last = found[Because.LAST_YEAR]
    assert (last.schools, last.number, last.limit) == ((102, 103), 2, 3)


def test_only_what_is_so_is_said(halves):
    pinned, served = reasons(halves, 102), reasons(halves, 103)

    assert pinned[Because.PINNED].number == 1
    assert Because.FREE not in pinned
    assert Because.ONLY_AUTHORITY not in pinned
    assert Because.ONLY_STAGE not in pinned
    assert (served[Because.NEED_SERVED].areas, served[Because.NEED_SERVED].schools) == ((91,), (101,))
    assert served[Because.ONLY_STAGE].number == 2
    assert Because.WELSH_TOGETHER not in served


def test_a_group_is_described_by_its_members(halves):
    first, second = describe(halves, HALVES)

    assert [member.school for member in first.members] == [101, 102, 103, 104]
    assert first.authorities == {11: 1, 12: 3}
    assert second.missing == (12,)
    assert first.stages == {0: 1, 1: 2, 2: 1}
    assert (first.welsh, first.uncovered, first.wishes_met) == (2, (92,), 2)
    assert (first.minutes, first.most_minutes) == (3.0, 5.0)
    assert [member.school for member in first.members if member.is_pinned] == [102]


def changes(swap):
    return {(change.measure, change.group): change for change in swap.changes}


def test_a_swap_tells_both_groups_and_the_whole(halves):
    swap = weigh_swap(halves, HALVES, 103, 105)
    found = changes(swap)

    joined = found[Measure.AUTHORITIES, 2]
    assert (joined.now, joined.after, joined.verdict) == (1, 2, Verdict.BETTER)
    assert (joined.gained, joined.lost) == ((12,), ())
    assert found[Measure.AUTHORITIES, 1].verdict == Verdict.SAME
    # 105 is strong in 92, so the need of 101 is served; 103 takes its need in 91 to where nobody is.
    assert found[Measure.UNCOVERED, 1].lost == (92,)
    assert found[Measure.UNCOVERED, 2].gained == (91,)
    assert found[Measure.UNCOVERED, None].verdict == Verdict.SAME
    assert found[Measure.WISHES, None].wishes_lost == ((101, 103), (105, 106))
    assert found[Measure.STAGES, 1].stages_after == {0: 2, 1: 2}
    assert found[Measure.MINUTES, 1].after > found[Measure.MINUTES, 1].now
    assert swap.placement == HALVES | {103: 2, 105: 1}
    assert swap.cost == pytest.approx(cost_of(halves, swap.placement) - cost_of(halves, HALVES))


def test_a_swap_names_the_rules_it_would_break(halves):
    broken = {found.rule for found in weigh_swap(halves, HALVES, 102, 105).breaks}
    assert broken == {Rule.PIN, Rule.TOGETHER, Rule.WELSH}


def test_partners_break_no_rule_and_come_nearest_first(halves):
    problem = made_problem(12, 3, seed=3, last_groups=3, rules={"minutes": 50, "apart": ((101, 105),)})
    placement = compose(problem, seed=1, iterations=200, starts=2, certificate=False).placement
    assert proof(problem, placement) == ()
    for school in problem.ids:
        others = [other for other in problem.ids if placement[other] != placement[school]]
        unbroken = {other for other in others if not weigh_swap(problem, placement, school, other).breaks}
        partners = swap_partners(problem, placement, school)
        assert set(partners) == unbroken
        row = problem.row[school]
        minutes = [problem.minutes[row, problem.row[other]] for other in partners]
        assert minutes == sorted(minutes)


def test_a_pinned_school_has_no_partners(halves):
    assert swap_partners(halves, HALVES, 102) == ()


def test_the_scoreboard_shows_last_years_groups_beside(halves):
    terms = {term.measure: term for term in scoreboard(halves, HALVES)}

    assert terms[Measure.AUTHORITIES].value == 1.5
    assert terms[Measure.AUTHORITIES].last_year == 2
    assert terms[Measure.ALL_AUTHORITIES].out_of == 2
    assert terms[Measure.WISHES].last_year is None
    assert terms[Measure.WISHES].out_of == 4
    assert terms[Measure.NEW_PARTNERS].value == pytest.approx((3 * 8 - 2 * 9) / 8)
    assert all(
        term.is_reached == (term.normalised == 0) for term in terms.values() if term.normalised is not None
    )
