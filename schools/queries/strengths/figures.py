"""What a school's figures say that a strength or need may stand on: cited, or suggested to a person.

Only rows of the current run are read: they are there exactly where a figure may be displayed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from schools.enums import Direction, Group, IndicatorKind, IndicatorState, RunState, Verdict, Withheld
from schools.models import Comparison, Grounds, Indicator, School, Topic, TopicMeasure

# Over how many of the newest years a figure is looked at, and how old the newest may be.
YEARS = 3
STILL_NEW = 1
SPEAKING = (IndicatorKind.ATTENDANCE, IndicatorKind.OUTCOME)
# A figure of few pupils is given no place among others, so nothing is said of what is expected either.
PLACED = ("", Withheld.FEW_SCHOOLS)


@dataclass(frozen=True)
class CitedFigure:
    """The newest figure of a measure, from which year on it was looked at, and in how many of these years it
    was beyond chance on the same side of what is expected."""

    indicator: Indicator
    part: str
    first_year: int
    last_year: int
    value: float
    cohort: int | None
    verdict: str
    years_alike: int

    @property
    def is_favourable(self) -> bool:
        return self.verdict == favourable(self.indicator)

    @property
    def is_lasting(self) -> bool:
        """Beyond chance, every year."""
        return self.verdict in {Verdict.ABOVE, Verdict.BELOW} and self.years_alike == YEARS


def favourable(indicator: Indicator) -> Verdict:
    return Verdict.BELOW if indicator.direction == Direction.LOWER else Verdict.ABOVE


def figures_of(
    schools: Iterable[int], indicators: Iterable[int] | None = None
) -> dict[int, list[CitedFigure]]:
    """By school, one per measure (and part of an all-age school), in the catalogue's order; one query."""
    rows = Comparison.objects.filter(
        run__state=RunState.CURRENT,
        school__in=list(schools),
        pupils=Group.ALL,
        indicator__kind__in=SPEAKING,
        indicator__state=IndicatorState.IN_USE,
    ).exclude(indicator__direction=Direction.NONE)
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    lines: dict[tuple[int, int, str], list[Comparison]] = defaultdict(list)
    newest: dict[int, int] = {}
    for row in rows.select_related("indicator").order_by("indicator__position", "part", "-year"):
        lines[row.school_id, row.indicator_id, row.part].append(row)
        newest[row.school_id] = max(newest.get(row.school_id, 0), row.year)
    found: dict[int, list[CitedFigure]] = defaultdict(list)
    for (school, _indicator, part), years in lines.items():
        if years[0].year >= newest[school] - STILL_NEW:
            found[school].append(cited(years[:YEARS], part))
    return found


def cited(years: list[Comparison], part: str) -> CitedFigure:
    """`years`: the newest first."""
    first = years[0]
    verdict = first.verdict if first.withheld in PLACED else ""
    return CitedFigure(
        indicator=first.indicator,
        part=part,
        first_year=years[-1].year,
        last_year=first.year,
        value=first.value,
        cohort=first.cohort,
        verdict=verdict,
        years_alike=sum(row.verdict == verdict and row.withheld in PLACED for row in years) if verdict else 0,
    )


def cited_figure(school: School, indicator: Indicator, part: str) -> CitedFigure | None:
    rows = figures_of([school.pk], [indicator.pk]).get(school.pk, [])
    return next((row for row in rows if row.part == part), None)


@dataclass(frozen=True)
class Suggestion:
    """Something that the figures point to and that nobody has stated: for a person to say or to leave."""

    figure: CitedFigure
    topic: Topic

    @property
    def is_strength(self) -> bool:
        return self.figure.is_favourable


def suggestions(school: School, stated: Iterable[int]) -> list[Suggestion]:
    """Measures that were three years on the same side of what is expected, beyond chance. `stated`: topics in
    which something is stated already; a measure that speaks of one of them is left out."""
    lasting = [row for row in figures_of([school.pk]).get(school.pk, []) if row.is_lasting]
    if not lasting:
        return []
    topics = topics_of({row.indicator.pk for row in lasting})
    known = set(stated)
    found = []
    for row in lasting:
        named = topics.get(row.indicator.pk, [])
        areas = {topic.parent_id for topic in named}
        if named and known.isdisjoint({*areas, *(topic.pk for topic in named)}):
            found.append(Suggestion(row, named[0]))
    return found


def topics_of(indicators: Iterable[int]) -> dict[int, list[Topic]]:
    """By measure, the living topics that it speaks of, in the tree's order."""
    rows = TopicMeasure.objects.filter(indicator__in=list(indicators), topic__retired_on__isnull=True)
    found: dict[int, list[Topic]] = defaultdict(list)
    for row in rows.select_related("topic__parent").order_by("topic__parent__position", "topic__position"):
        found[row.indicator_id].append(row.topic)
    return found


def still_displayed(rows: Iterable[Grounds]) -> set[tuple[int, int | None, str, int | None]]:
    """Of cited figures those that may be displayed today, as (school, measure, part, year): one that was
    corrected away or that would give away another is no longer shown where it was cited."""
    wanted = list(rows)
    schools = {statement_school(row) for row in wanted}
    shown = Comparison.objects.filter(
        run__state=RunState.CURRENT,
        school__in=schools,
        indicator__in={row.indicator_id for row in wanted},
        year__in={row.last_year for row in wanted},
        pupils=Group.ALL,
    )
    return set(shown.values_list("school_id", "indicator_id", "part", "year")) if wanted else set()


def statement_school(row: Grounds) -> int:
    statement = row.strength or row.need
    return statement.school_id if statement else 0
