"""The measures that a group's schools share."""

from collections.abc import Sequence

from schools.disclosure import may_publish
from schools.models import School
from schools.queries.comparators import shown_run
from schools.queries.shared import SharedFigures, shared_figures
from sigs.presenting.compare.figures import Measure
from sigs.presenting.compare.reading import Reading, period


def measures(members: Sequence[School], seen: dict[int, str], *, drawn: bool = True) -> list[Measure]:
    """In the catalogue's order: those of which any of the schools has a figure. `drawn`: with where each
    stands among all schools of its phase."""
    schools = [school for school in members if school.pk in seen]
    figures = shared_figures(seen, shown_run(), {school.phase for school in schools} if drawn else set())
    series = {(of[1], of[2]) for of, _year, _pupils in figures.values}
    series |= {(of[1], of[2]) for of in figures.pooled}
    series |= {
        (of[1], of[2])
        for (of, year), row in figures.results.items()
        if row.value is not None and not may_publish(row.indicator, year)
    }
    made = [measure_of(figures, pk, part, schools, seen) for pk, part in series]
    return sorted(made, key=lambda one: (one.indicator.position, one.part))


def measure_of(
    figures: SharedFigures, pk: int, part: str, schools: Sequence[School], seen: dict[int, str]
) -> Measure:
    reading = Reading(figures, figures.indicators[pk], part)
    rows = [reading.row(school, seen[school.pk]) for school in schools if reading.is_of(school)]
    return Measure(reading.indicator, part, [period(figures, pk, year) for year in figures.years], rows)
