"""How far each school is, from the source that was chosen."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schools.enums import Category, Group, RunState, Tone
from schools.models import CategoryRecord, Comparison
from schools.queries.support.levels import current_levels
from sigs.enums import StageSource
from sigs.matching.problem import Stage

BY_CATEGORY = {
    Category.GREEN: Stage.GREEN,
    Category.YELLOW: Stage.YELLOW,
    Category.AMBER: Stage.AMBER,
    Category.RED: Stage.RED,
}
BY_TONE = {
    Tone.GREEN: Stage.GREEN,
    Tone.YELLOW: Stage.YELLOW,
    Tone.AMBER: Stage.AMBER,
    Tone.RED: Stage.RED,
}
# Of the measures that place a school in a quarter among similar schools, the mean up to which it counts as
# green and yellow. Red only where at least two place it in the lowest.
GREEN_TO, YELLOW_TO, LOWEST = 1.5, 2.5, 4


@dataclass(frozen=True)
class Stages:
    of: dict[int, Stage]
    year: int | None
    earlier: tuple[int, ...]


def stages(schools: Sequence[int], source: StageSource) -> Stages:
    dated = READERS[source](schools)
    year = max((year for _, year in dated.values()), default=None)
    return Stages(
        of={school: stage for school, (stage, _) in dated.items()},
        year=year,
        earlier=tuple(sorted(school for school, (_, of_year) in dated.items() if of_year != year)),
    )


Dated = dict[int, tuple[Stage, int]]


def of_levels(schools: Sequence[int]) -> Dated:
    """By the colour of the school's own level; a level without one tells no stage."""
    return {
        school: (BY_TONE[Tone(found.level.tone)], found.cycle.year)
        for school, found in current_levels(schools).items()
        if found.level.tone in BY_TONE
    }


def of_categories(schools: Sequence[int]) -> Dated:
    """The newest that was published for each school. Categories ended in 2022: history, and said to be."""
    rows = (
        CategoryRecord.objects.filter(school__in=schools)
        .order_by("school_id", "-year")
        .distinct("school_id")
        .values_list("school_id", "category", "year")
    )
    return {school: (BY_CATEGORY[Category(category)], year) for school, category, year in rows}


def of_data(schools: Sequence[int]) -> Dated:
    """From the newest quarter among similar schools in each measure."""
    rows = (
        Comparison.objects.filter(
            run__state=RunState.CURRENT, school__in=schools, pupils=Group.ALL, part="", quarter__isnull=False
        )
        .order_by("school_id", "indicator_id", "-year")
        .distinct("school_id", "indicator_id")
        .values_list("school_id", "quarter", "year")
    )
    quarters: dict[int, list[int]] = defaultdict(list)
    years: dict[int, int] = {}
    for school, quarter, year in rows:
        quarters[school].append(quarter or 0)
        years[school] = max(year, years.get(school, 0))
    return {school: (stage_of_quarters(found), years[school]) for school, found in quarters.items()}


def stage_of_quarters(quarters: Sequence[int]) -> Stage:
    mean = sum(quarters) / len(quarters)
    if mean <= GREEN_TO:
        return Stage.GREEN
    if mean <= YELLOW_TO:
        return Stage.YELLOW
    return Stage.RED if mean == LOWEST and len(quarters) > 1 else Stage.AMBER


READERS: dict[StageSource, Callable[[Sequence[int]], Dated]] = {
    StageSource.LEVEL: of_levels,
    StageSource.CATEGORY: of_categories,
    StageSource.DATA: of_data,
}
