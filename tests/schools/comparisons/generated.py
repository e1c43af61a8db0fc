"""Facts of a made-up nation as plain tuples, which the oracle reads, and the same as frames.

Made to be awkward: ties, lone schools, equal values, small and unknown cohorts, schools that open and close,
series that break, figures on the bounds of the bands, years without free school meals."""

import datetime as dt
import random
from dataclasses import dataclass, field

import numpy as np

from schools.comparisons.frames import ALWAYS, Category, Frames, Measures, Schools, Weight, last_year
from schools.comparisons.results import Results
from schools.comparisons.vocabulary import MEDIA, PARTS, PHASES, PUPILS

BANDS = {
    "secondary": {2012: [10, 15, 20, 30, 100], 2024: [12, 25, 100]},
    "primary": {2012: [8, 16, 24, 32, 100]},
}
WEIGHTS = {
    "": {2012: [("fsm", False, 70.0), ("pupils", True, 30.0)], 2030: [("fsm", False, 100.0)]},
    "special": {2012: [("pupils", True, 100.0)]},
}
PHASE_SHARES = [("primary", 70), ("secondary", 15), ("all_age", 6), ("special", 6), ("nursery", 3)]


@dataclass(frozen=True)
class SchoolFact:
    id: int
    phase: str
    medium: str
    authority: int | None
    opened: dt.date | None = None
    closed: dt.date | None = None
    number: str = ""


@dataclass(frozen=True)
class IndicatorFact:
    id: int
    code: str
    direction: str = "higher"
    benchmarked: tuple[str, ...] = ("primary", "secondary")
    unit: str = "percent"
    unpublished_from: int | None = None
    breaks: tuple[int, ...] = ()
    lowest: float = 0.0
    highest: float = 100.0
    decimals: int = 1

    @property
    def is_mean(self) -> bool:
        return self.unit in {"percent", "points"}

    @property
    def is_pooled(self) -> bool:
        return self.is_mean and self.code not in {"fsm", "pupils"}


@dataclass(frozen=True)
class ResultFact:
    school: int
    indicator: int
    year: int
    pupils: str
    part: str
    value: float | None
    cohort: int | None
    year_known: bool = True


@dataclass
class Facts:
    schools: list[SchoolFact]
    indicators: list[IndicatorFact]
    results: list[ResultFact]
    bands: dict[str, dict[int, list[float]]] = field(default_factory=lambda: BANDS)
    # indicator, phase, year, group → lower quartile, median, upper quartile
    boundaries: dict[tuple[int, str, int, int], tuple[float, float, float]] = field(default_factory=dict)
    # phase → valid from → (code of the indicator, logarithmic, percent)
    weights: dict[str, dict[int, list[tuple[str, bool, float]]]] = field(default_factory=lambda: WEIGHTS)
    categories: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    authorities: list[int] = field(default_factory=lambda: [11, 12, 13])


def make_facts(
    *, schools: int = 120, indicators: int = 4, years: int = 4, seed: int = 1, decimals: int = 0
) -> Facts:
    chance = random.Random(seed)
    facts = Facts(
        schools=[a_school(chance, number) for number in range(1, schools + 1)],
        indicators=[
            IndicatorFact(900, "fsm", direction="none", benchmarked=()),
            IndicatorFact(901, "pupils", direction="none", benchmarked=(), unit="pupils", highest=5000.0),
            *(an_indicator(chance, 902 + number) for number in range(indicators)),
        ],
        results=[],
    )
    last = 2025
    for school in facts.schools:
        for year in range(last - years + 1, last + 1):
            facts.results += results_of(chance, facts, school, year, decimals)
    facts.categories = [
        (school.id, year, chance.choice(["green", "yellow", "amber", "red"]))
        for school in facts.schools
        for year in (2018, 2019, 2020)
        if chance.random() < 0.8
    ]
    facts.boundaries = {
        (facts.indicators[2].id, phase, last, group): (50.0, 58.5, 66.0)
        for phase, group in (("primary", 2), ("secondary", 1), ("primary", 40))
    }
    inside = [school.id for school in facts.schools if school.authority]
    facts.links = sorted({tuple(chance.sample(inside, 2)) for _ in range(len(inside) // 4)})
    return facts


def a_school(chance: random.Random, number: int) -> SchoolFact:
    (phase,) = chance.choices([name for name, _ in PHASE_SHARES], [share for _, share in PHASE_SHARES])
    return SchoolFact(
        id=5000 + 3 * number,
        phase=phase,
        medium=chance.choice(MEDIA[:4]),
        authority=chance.choice([11, 12, 13, None, None]),
        opened=dt.date(2023, 9, 1) if chance.random() < 0.05 else None,
        closed=chance.choice([dt.date(2023, 8, 31), dt.date(2023, 9, 1)]) if chance.random() < 0.06 else None,
        # In another order than the ids.
        number=str(5000 + 3 * number)[::-1],
    )


def an_indicator(chance: random.Random, number: int) -> IndicatorFact:
    return IndicatorFact(
        number,
        f"measure-{number}",
        direction=["higher", "lower", "higher", "none"][number % 4],
        benchmarked=[("primary", "secondary"), ("primary", "secondary"), ("secondary",), ("primary",)][
            number % 4
        ],
        unit=["percent", "points", "percent", "pounds"][number % 4],
        unpublished_from=2024 if number % 5 == 0 else None,
        breaks=tuple(year for year in range(2015, 2026) if chance.random() < 0.1),
    )


def results_of(
    chance: random.Random, facts: Facts, school: SchoolFact, year: int, decimals: int
) -> list[ResultFact]:
    found = []
    if chance.random() < 0.8 and school.phase in {"primary", "secondary", "all_age"}:
        fsm = chance.choice([8.0, 10.0, 16.0, 30.0, 32.0, round(chance.uniform(0, 60), 1)])
        found.append(ResultFact(school.id, 900, year, "all", "", fsm, chance.choice([None, None, 4, 200])))
    found.append(ResultFact(school.id, 901, year, "all", "", float(chance.randint(20, 1500)), None))
    for indicator in facts.indicators[2:]:
        parts = ["primary", "secondary"] if school.phase == "all_age" and indicator.id % 2 else [""]
        for part in parts:
            for pupils in PUPILS:
                if chance.random() < 0.1:
                    continue
                value = None if chance.random() < 0.1 else round(chance.gauss(60, 8), decimals)
                if value is not None and chance.random() < 0.06:
                    value = chance.choice([0.0, 100.0])
                cohort = chance.choice([None, 0, 3, 5, 9, 10, 50, 80, 120])
                known = chance.random() > 0.1
                found.append(ResultFact(school.id, indicator.id, year, pupils, part, value, cohort, known))
    return found


def frames_of(facts: Facts) -> Frames:
    schools = sorted(facts.schools, key=lambda school: school.id)
    indicators = sorted(facts.indicators, key=lambda indicator: indicator.id)
    place = {school.id: place for place, school in enumerate(schools)}
    measure = {indicator.id: place for place, indicator in enumerate(indicators)}
    code = {indicator.code: place for place, indicator in enumerate(indicators)}
    results = [result for result in facts.results if result.value is not None]
    predecessors: dict[int, list[int]] = {}
    for predecessor, successor in facts.links:
        predecessors.setdefault(place[successor], []).append(place[predecessor])
    return Frames(
        schools=Schools(
            ids=np.array([school.id for school in schools]),
            numbers=[school.number for school in schools],
            phase=np.array([PHASES.index(school.phase) for school in schools], dtype=int),
            medium=np.array([MEDIA.index(school.medium) for school in schools], dtype=int),
            authority=np.array(
                [facts.authorities.index(school.authority) if school.authority else -1 for school in schools],
                dtype=int,
            ),
            authorities=facts.authorities,
            first_year=np.array(
                [school.opened.year if school.opened else 0 for school in schools], dtype=int
            ),
            last_year=np.array([last_year(school.closed) for school in schools], dtype=int),
        ),
        measures=Measures(
            ids=np.array([indicator.id for indicator in indicators]),
            direction=np.array(
                [{"higher": 1, "lower": -1, "none": 0}[indicator.direction] for indicator in indicators]
            ),
            benchmarked=np.array(
                [[phase in indicator.benchmarked for phase in PHASES] for indicator in indicators]
            ),
            is_mean=np.array([indicator.is_mean for indicator in indicators]),
            is_pooled=np.array([indicator.is_pooled for indicator in indicators]),
            counts_pupils=np.array([indicator.unit == "percent" for indicator in indicators]),
            lowest=np.array([indicator.lowest for indicator in indicators]),
            highest=np.array([indicator.highest for indicator in indicators]),
            decimals=np.array([indicator.decimals for indicator in indicators]),
            unpublished_from=np.array([indicator.unpublished_from or ALWAYS for indicator in indicators]),
            breaks=frozenset(
                (measure[indicator.id], year) for indicator in indicators for year in indicator.breaks
            ),
            fsm=code.get("fsm", -1),
            pupils=code.get("pupils", -1),
        ),
        bands=facts.bands,
        boundaries={
            (measure[indicator], PHASES.index(phase), year, group): given
            for (indicator, phase, year, group), given in facts.boundaries.items()
        },
        weights={
            phase: {
                valid_from: [Weight(code[name], log, share) for name, log, share in rows]
                for valid_from, rows in dated.items()
            }
            for phase, dated in facts.weights.items()
        },
        results=Results(
            school=np.array([place[result.school] for result in results], dtype=np.int32),
            indicator=np.array([measure[result.indicator] for result in results], dtype=np.int16),
            year=np.array([result.year for result in results], dtype=np.int16),
            pupils=np.array([PUPILS.index(result.pupils) for result in results], dtype=np.int8),
            part=np.array([PARTS.index(result.part) for result in results], dtype=np.int8),
            cohort=np.array(
                [-1 if result.cohort is None else result.cohort for result in results], dtype=np.int32
            ),
            value=np.array([result.value for result in results], dtype=np.float64),
            year_known=np.array([result.year_known for result in results], dtype=bool),
        ),
        newest_year=max((result.year for result in results), default=0),
        read_until={},
        categories=[Category(place[school], year, category) for school, year, category in facts.categories],
        predecessors=predecessors,
    )
