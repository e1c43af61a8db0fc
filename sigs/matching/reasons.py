"""Why a school is where it is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sigs.matching.answers import Because, Placement, Reason
from sigs.matching.describing import areas, members_of
from sigs.matching.measures import Kinds
from sigs.matching.problem import NONE, Ints, Problem, Stage
from sigs.matching.rules import LastYear, WelshMedium


def why(problem: Problem, placement: Placement, school: int) -> tuple[Reason, ...]:
    """What the school brings to its group and finds in it: rules first, then what it wished, then facts."""
    row = problem.row[school]
    rows = members_of(problem, placement, placement[school])
    place = Place(problem, placement, row, rows[rows != row])
    return tuple(
        reason
        for part in (place.rules, place.wishes, place.strengths, place.mix, place.journeys, place.last_year)
        for reason in part()
    )


@dataclass(frozen=True, eq=False)
class Place:
    """A school and the others of its group, by row."""

    problem: Problem
    placement: Placement
    row: int
    others: Ints

    @property
    def school(self) -> int:
        return self.problem.ids[self.row]

    def ids(self, rows: Ints) -> tuple[int, ...]:
        return tuple(self.problem.ids[row] for row in rows)

    def rules(self) -> Iterator[Reason]:
        rules = self.problem.rules
        here = set(self.ids(self.others))
        tied = {
            second if first == self.school else first
            for first, second in rules.together
            if self.school in (first, second)
        }
        if tied & here:
            yield Reason(Because.TOGETHER, tuple(sorted(tied & here)))
        if self.school in rules.pins:
            yield Reason(Because.PINNED, number=rules.pins[self.school])
        else:
            yield Reason(Because.FREE)

    def wishes(self) -> Iterator[Reason]:
        here = set(self.ids(self.others))
        wished = [whom for who, whom in self.problem.wishes if who == self.school]
        by = [who for who, whom in self.problem.wishes if whom == self.school]
        met, still_open = [one for one in wished if one in here], [one for one in wished if one not in here]
        wished_by = [one for one in by if one in here]
        if met:
            yield Reason(Because.WISH_MET, tuple(met))
        if wished_by:
            yield Reason(Because.WISHED_BY, tuple(wished_by))
        if still_open:
            yield Reason(Because.WISH_OPEN, tuple(still_open))

    def strengths(self) -> Iterator[Reason]:
        problem = self.problem
        weak = problem.weak & ~problem.strong
        own, need = problem.strong[self.row], weak[self.row]
        strong_here = problem.strong[self.others].any(axis=0)
        only = own & ~strong_here
        if only.any():
            helped = self.others[weak[self.others][:, only].any(axis=1)]
            yield Reason(Because.ONLY_STRONG, self.ids(helped), areas(problem, only))
        if (own & strong_here).any():
            yield Reason(Because.STRONG_TOO, (), areas(problem, own & strong_here))
        served = need & strong_here
        if served.any():
            helpers = self.others[problem.strong[self.others][:, served].any(axis=1)]
            yield Reason(Because.NEED_SERVED, self.ids(helpers), areas(problem, served))
        if (need & ~strong_here).any():
            yield Reason(Because.NEED_OPEN, (), areas(problem, need & ~strong_here))

    def mix(self) -> Iterator[Reason]:
        problem = self.problem
        kinds = Kinds.of(problem)
        if not kinds.authority[self.others, problem.authority[self.row]].any():
            authority = problem.authorities[problem.authority[self.row]]
            yield Reason(Because.ONLY_AUTHORITY, number=authority)
        stage = int(problem.stage[self.row])
        if stage != Stage.NONE and not (kinds.stage[self.others] & kinds.stage[self.row]).any():
            if stage == Stage.GREEN:
                yield Reason(Because.ONLY_GREEN)
            else:
                yield Reason(Because.ONLY_STAGE, number=stage)
        if problem.welsh[self.row] and problem.rules.welsh != WelshMedium.FREE:
            welsh = self.others[problem.welsh[self.others]]
            if len(welsh):
                yield Reason(Because.WELSH_TOGETHER, self.ids(welsh))

    def journeys(self) -> Iterator[Reason]:
        if not self.problem.located[self.row]:
            yield Reason(Because.NOT_LOCATED)
        elif len(self.others):
            minutes = self.problem.minutes[self.row, self.others]
            farthest = self.others[[int(np.argmax(minutes))]]
            yield Reason(
                Because.MINUTES,
                self.ids(farthest),
                number=float(minutes.mean()),
                most=float(minutes.max()),
                limit=self.problem.rules.minutes,
            )

    def last_year(self) -> Iterator[Reason]:
        problem, rules = self.problem, self.problem.rules
        last = problem.last[self.row]
        if last == NONE:
            return
        again = self.others[problem.last[self.others] == last]
        limit = rules.last_year_most if rules.last_year == LastYear.AT_MOST else None
        yield Reason(Because.LAST_YEAR, self.ids(again), number=len(again), limit=limit)
        if rules.last_year == LastYear.KEEP:
            stays = last == self.placement[self.school] - 1
            yield Reason(Because.KEPT if stays else Because.MOVED, number=problem.last_groups[last])
