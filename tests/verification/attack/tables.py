"""Generated tables: one school and measure over some years, with pupils eligible for free school meals, the
others, and now and then a few of whom it is not known. What the attacker wants stands in `Cell.total`."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from tests.schools.comparisons.generated import Facts, IndicatorFact, ResultFact, SchoolFact

NEWEST = 2025
SHARE, POINTS = "percent", "points"
GROUPS = ("efsm", "not_efsm")
# Figures lie between these, and are displayed with one decimal.
HIGHEST = {SHARE: 100.0, POINTS: 60.0}
DIGIT = 0.1

Key = tuple[int, str]


@dataclass(frozen=True)
class Cell:
    """`total` is the number of pupils who reached it, or the sum of their points; `is_there`: a figure was
    imported."""

    pupils: int
    total: float
    is_there: bool = True


@dataclass(frozen=True)
class Table:
    unit: str
    # By year and group of pupils; "" are those of whom nothing is known, who count in all.
    cells: Mapping[Key, Cell]
    decimals: int | None

    @property
    def years(self) -> list[int]:
        return sorted({year for year, _pupils in self.cells})

    def value(self, key: Key) -> float | None:
        """As a publisher would write it."""
        cell = self.cells[key]
        if not cell.is_there:
            return None
        value = cell.total / cell.pupils if cell.pupils else 0.0
        value *= 100 if self.unit == SHARE else 1
        return value if self.decimals is None else round(value, self.decimals)


def a_table(chance: random.Random, unit: str) -> Table:
    cells: dict[Key, Cell] = {}
    style = chance.choice(["few", "few", "some", "some", "many", "even"])
    mood = chance.choice([0.0, 1.0, 0.1, 0.9, None, None])
    for year in range(NEWEST - chance.choice([2, 3, 3, 4]), NEWEST + 1):
        if chance.random() < 0.07:
            continue
        counts = {pupils: size(chance, style, pupils) for pupils in GROUPS}
        counts[""] = chance.choice([0, 0, 0, 0, 1, 2])
        totals = {pupils: reached(chance, unit, n, mood) for pupils, n in counts.items()}
        for pupils in GROUPS:
            cells[year, pupils] = Cell(counts[pupils], totals[pupils], chance.random() > 0.1)
        cells[year, ""] = Cell(counts[""], totals[""], is_there=False)
        cells[year, "all"] = Cell(sum(counts.values()), sum(totals.values()), chance.random() > 0.06)
    return Table(unit, cells, chance.choice([None, 1]))


def size(chance: random.Random, style: str, pupils: str) -> int:
    if style == "few":
        return chance.randint(0, 6)
    if style == "some":
        return chance.choice([0, 1, 2, 4, 5, 9, 10, 11]) if pupils == "efsm" else chance.randint(5, 30)
    if style == "many":
        return chance.randint(1, 14) if pupils == "efsm" else chance.randint(60, 220)
    return chance.randint(1, 14)


def reached(chance: random.Random, unit: str, pupils: int, mood: float | None) -> float:
    share = chance.random() if mood is None else mood
    if unit == SHARE:
        return float(sum(chance.random() < share for _ in range(pupils)))
    if share in {0.0, 1.0}:
        return share * HIGHEST[POINTS] * pupils
    return float(
        sum(round(chance.triangular(0, HIGHEST[POINTS], share * HIGHEST[POINTS])) for _ in range(pupils))
    )


@dataclass(frozen=True)
class Question:
    """One table of one school."""

    school: int
    indicator: int
    table: Table


def questions(count: int, seed: int, *, measures: int = 4) -> list[Question]:
    """Measures 902 onwards, every second one in points; so many schools as it takes."""
    chance = random.Random(seed)
    return [
        Question(
            5000 + number // measures,
            902 + number % measures,
            a_table(chance, POINTS if number % measures % 2 else SHARE),
        )
        for number in range(count)
    ]


def facts_of(asked: list[Question]) -> Facts:
    schools = sorted({question.school for question in asked})
    indicators = sorted({(question.indicator, question.table.unit) for question in asked})
    return Facts(
        schools=[SchoolFact(school, "secondary", "EM", 11, number=str(school)) for school in schools],
        indicators=[
            IndicatorFact(900, "fsm", direction="none", benchmarked=()),
            IndicatorFact(901, "pupils", direction="none", benchmarked=(), unit="pupils", highest=5000.0),
            *(
                IndicatorFact(pk, f"measure-{pk}", unit=unit, highest=HIGHEST[unit])
                for pk, unit in indicators
            ),
        ],
        results=[
            ResultFact(school, 900, NEWEST, "all", "", float(4 + school % 50), None) for school in schools
        ]
        + [ResultFact(school, 901, NEWEST, "all", "", float(100 + school % 900), None) for school in schools]
        + [
            ResultFact(
                *(question.school, question.indicator, year, pupils, ""),
                question.table.value((year, pupils)),
                cell.pupils,
            )
            for question in asked
            for (year, pupils), cell in question.table.cells.items()
            if pupils
        ],
    )
