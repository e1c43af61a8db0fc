"""The generated tables as a region in the database, compared, with the people who look at it."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field

from schools.models import ComparisonRun, Indicator, Region, Release, Result, School
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school
from tests.personas import Personas, World, make_world
from tests.verification.attack.tables import POINTS, SHARE, Table, a_table

# Two shares of pupils and two means of points from 0 to 60.
MEASURES = {"l2_inclusive": SHARE, "literacy": POINTS, "l1": SHARE, "numeracy": POINTS}

CANARY = 37.1953

Name = tuple[str, str]


@dataclass
class Attacked:
    """`tables`: by number of the school and code of the measure."""

    world: World
    schools: dict[str, School]
    run: ComparisonRun
    tables: dict[Name, Table] = field(default_factory=dict)

    def of(self, numbers: Collection[str]) -> "Attacked":
        """These schools alone."""
        schools = {number: school for number, school in self.schools.items() if number in numbers}
        tables = {name: table for name, table in self.tables.items() if name[0] in schools}
        return Attacked(self.world, schools, self.run, tables)

    @property
    def people(self) -> Personas:
        return self.world.people


def make_attacked(region: Region, *, schools: int, seed: int) -> Attacked:
    """`schools` tables for each measure; the first school is the one whose people look."""
    chance = random.Random(seed)
    world = make_world(region)
    made = [world.school, *(make_school("681", name=f"Ysgol {number}") for number in range(schools - 1))]
    # What else a school has, shown to everybody.
    for place, school in enumerate(made):
        make_result(school, "fsm", float(4 + place % 50))
        make_result(school, "pupils", float(100 + 7 * place))
        make_result(school, "attendance", 85.0 + place % 10)
    found = Attacked(world, {school.number: school for school in made}, ComparisonRun())
    for school in made:
        for code, unit in MEASURES.items():
            found.tables[school.number, code] = a_table(chance, unit)
    store(found)
    found.run = recompute_now(region=region, by=None)
    return found


def store(found: Attacked) -> None:
    release = Release.objects.get(slug="categories-2020")
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=MEASURES)}
    Result.objects.bulk_create(
        Result(
            school=found.schools[number],
            indicator=indicators[code],
            year=year,
            group=pupils,
            value=(value := table.value((year, pupils))),
            missing="" if value is not None else "not_shown",
            cohort=cell.pupils,
            release=release,
        )
        for (number, code), table in found.tables.items()
        for (year, pupils), cell in table.cells.items()
        if pupils
    )


def change_what_is_hidden(found: Attacked) -> int:
    """Other values in place of the hidden ones, where that changes nothing of what may be shown. How many."""
    shown = set(found.run.comparisons.values_list("school__number", "indicator__code", "year", "pupils"))
    summed = set(found.run.pooled.values_list("school__number", "indicator__code", "pupils"))
    changed = 0
    for (number, code), table in found.tables.items():
        for year, pupils in table.cells:
            if pupils and (number, code, year, pupils) not in shown and (number, code, pupils) not in summed:
                value = table.value((year, pupils))
                other = another(table, (year, pupils), value)
                if other is not None:
                    changed += Result.objects.filter(
                        school__number=number, indicator__code=code, year=year, group=pupils
                    ).update(value=other)
    return changed


def another(table: Table, key: tuple[int, str], value: float | None) -> float | None:
    cell, highest = table.cells[key], 100.0 if table.unit == SHARE else 60.0
    if value is None or not cell.pupils:
        return None
    if key[1] == "all" and cell.pupils >= 5:
        # Hidden for being all or nothing: the other of the two.
        return highest - value if value in {0.0, highest} else None
    # Digits that no other figure has, whether written with one decimal, with two or with all.
    return CANARY
