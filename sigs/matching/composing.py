"""Composing: the search from several starts; the certificate; the trade-off."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sigs.matching.answers import VERSION, Placement, Point, Result, Tell
from sigs.matching.costs import Costs
from sigs.matching.exploring import explore
from sigs.matching.problem import NONE, Ints, Problem
from sigs.matching.proof import proof
from sigs.matching.rules import LastYear, Weights
from sigs.matching.scoreboard import rows_of, scoreboard
from sigs.matching.search import Found
from sigs.matching.tables import costs_of

# Swaps for each start, and how many starts at least: some four seconds on one core for 316 schools.
ITERATIONS = 6000
STARTS = 2
# With last year's groups kept, the weight of staying is raised by so much, so often, until few enough move.
FIRMER = 3.0
TIMES_FIRMER = 4
# The sliders from short journeys to mixed groups, at which the trade-off is shown.
TRADEOFF = (-2, 0, 2)

Teller = Callable[[Tell], None]
Cancelled = Callable[[], bool]


def compose(
    problem: Problem,
    *,
    seed: int,
    iterations: int = ITERATIONS,
    starts: int = STARTS,
    tell: Teller | None = None,
    cancelled: Cancelled | None = None,
    certificate: bool = True,
) -> Result:
    """The best that is met. `precheck` first: what is impossible is not composed. The same problem,
    seed, iterations and starts give the same placement, in whatever order the schools come. `certificate`:
    with the scoreboard, which takes a few seconds more."""
    problem = problem.in_order
    run = Run(problem, seed, iterations, starts, tell, cancelled)
    best = run.best()
    if problem.rules.last_year == LastYear.KEEP:
        for _ in range(TIMES_FIRMER):
            if best.was_cancelled or moved_share(problem, best.group) <= problem.rules.most_moved:
                break
            weights = problem.rules.weights
            problem = problem.ruled(problem.rules.weighed(replace(weights, kept=weights.kept * FIRMER)))
            run = Run(problem, seed, iterations, starts, tell, cancelled)
            best = run.best()
    placement = placement_of(problem, best.group)
    return Result(
        placement=placement,
        cost=run.costs.soft(best.cost),
        terms=scoreboard(problem, placement) if certificate else (),
        broken=proof(problem, placement),
        iterations=best.iterations,
        seed=seed,
        starts=starts,
        version=VERSION,
        was_cancelled=best.was_cancelled,
    )


@dataclass
class Run:
    """One exploration. What was best so far is told as it comes."""

    problem: Problem
    seed: int
    iterations: int
    starts: int
    tell: Teller | None
    cancelled: Cancelled | None

    def __post_init__(self) -> None:
        self.costs: Costs = costs_of(self.problem)

    def best(self) -> Found:
        if self.starts < 1:
            raise ValueError("At least one start is needed")
        return explore(
            self.problem,
            self.costs,
            seed=self.seed,
            swaps=self.iterations * self.starts,
            starts=self.starts,
            watch=self.hear,
        )

    def hear(self, done: int, cost: float, group: Ints) -> bool:
        if self.tell is not None:
            self.tell(
                Tell(
                    done=done,
                    of=self.iterations * self.starts,
                    cost=self.costs.soft(cost),
                    broken=self.costs.broken(cost),
                    placement=placement_of(self.problem, group),
                )
            )
        return self.cancelled is not None and self.cancelled()


def placement_of(problem: Problem, group: Ints) -> dict[int, int]:
    return {school: int(number) + 1 for school, number in zip(problem.ids, group, strict=True)}


def moved_share(problem: Problem, group: Ints) -> float:
    had = problem.last != NONE
    return float((group[had] != problem.last[had]).mean()) if had.any() else 0.0


def cost_of(problem: Problem, placement: Placement) -> float:
    """The soft cost of any placement of the right sizes, as `compose` counts it."""
    problem = problem.in_order
    costs = costs_of(problem)
    return costs.soft(costs.of_all(rows_of(problem, placement)))


def tradeoff(
    problem: Problem, *, seed: int, iterations: int = ITERATIONS // 2, tell: Teller | None = None
) -> tuple[Point, ...]:
    """Three points between short journeys and mixed groups, the other weights as they are."""
    now = problem.rules.weights
    points = []
    for mix in TRADEOFF:
        slid = Weights.from_sliders(mix=mix)
        weights = replace(
            now,
            authorities=slid.authorities,
            stages=slid.stages,
            intake=slid.intake,
            travel=slid.travel,
        )
        ruled = problem.ruled(problem.rules.weighed(weights))
        points.append(Point(mix, compose(ruled, seed=seed, iterations=iterations, starts=1, tell=tell)))
    return tuple(points)
