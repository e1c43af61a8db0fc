"""A recompute by the book, to see what speed is worth: the oracle, with the ORM on both sides."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from schools.comparisons import frames
from schools.models import Comparison, Indicator, Result, School
from tests.bench.cost import Cost, seconds
from tests.bench.figures import Figure
from tests.schools.comparisons.computed import differences
from tests.schools.comparisons.generated import Facts, IndicatorFact, ResultFact, SchoolFact
from tests.schools.comparisons.oracle import Oracle, Row

PLAIN_MEASURES = 5


def against_plain_code(cost: Cost) -> Iterator[Figure]:
    """The same by the book: model instances, plain Python, `bulk_create`. A few measures are done; the others
    are reckoned by their rows."""
    codes = [f"measure-{number}" for number in range(PLAIN_MEASURES)]
    stored = Comparison.objects.filter(run__state="current", indicator__code__in=codes)
    rows: dict[Any, Row] = {}
    taken = seconds(lambda: rows.update(by_the_book(codes)))
    whole = taken * cost.rows / len(rows)
    found = {
        (row.school_id, row.indicator_id, row.year, row.part, row.pupils): {
            "value": row.value,
            "percentile": row.percentile,
            "quarter": row.quarter,
            "expected": row.expected,
            "band": row.band,
            "verdict": row.verdict,
            "trend": row.trend,
            "withheld": row.withheld,
        }
        for row in stored
    }
    right = {key: {name: row[name] for name in found[key]} for key, row in rows.items() if key in found}
    wrong = len(differences(found, right)) + abs(len(found) - len(rows))
    yield Figure(
        "recompute_stored_cells_differing_from_plain_code",
        wrong,
        "==",
        0,
        f"of {8 * len(found):,}, beyond 1e-9",
    )
    how = f"{taken:.1f} s for {len(rows):,} comparisons by instances, plain Python and bulk_create"
    yield Figure("recompute_times_faster_than_plain_code", whole / cost.run, ">=", 25, how)
    yield Figure(
        "recompute_control_plain_code_units_of_F", whole / cost.unit, "<=", 2.5, how, is_control=True
    )


def by_the_book(codes: list[str]) -> dict[Any, Row]:
    """The comparisons of these indicators, read and stored one by one."""
    facts = Facts(
        schools=[
            SchoolFact(row.pk, row.phase, row.medium, row.authority_id, row.opened_on, row.closed_on)
            for row in School.objects.all()
        ],
        indicators=[
            IndicatorFact(
                row.pk,
                row.code,
                row.direction,
                tuple(row.benchmarked_phases),
                row.unit,
                lowest=row.lowest,
                highest=row.highest,
                decimals=row.decimals,
            )
            for row in Indicator.objects.filter(code__in=[*codes, "fsm", "pupils"])
        ],
        results=[
            ResultFact(
                row.school_id,
                row.indicator_id,
                row.year,
                row.group,
                row.part,
                row.value,
                row.cohort,
                row.release.year_known,
            )
            for row in Result.objects.filter(indicator__code__in=[*codes, "fsm", "pupils"]).select_related(
                "release"
            )
        ],
        bands={phase: dict(dated) for phase, dated in frames.read_bands().items()},
    )
    oracle = Oracle(facts)
    wanted = {row.id for row in facts.indicators if row.code in codes}
    rows = {key: row for key, row in oracle.comparisons().items() if key[1] in wanted}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE spare PARTITION OF schools_comparison DEFAULT")
        Comparison.objects.bulk_create(
            (
                Comparison(
                    run_id=1_000_000,
                    school_id=school,
                    indicator_id=indicator,
                    year=year,
                    part=part,
                    pupils=pupils,
                    value=row["value"],
                    previous=row["previous"],
                    fsm=row["fsm"],
                    benchmark_group=row["group"],
                    group_size=row["size"],
                    percentile=row["percentile"],
                    quarter=row["quarter"],
                    expected=row["expected"],
                    residual=row["residual"],
                    band=row["band"],
                    verdict=row["verdict"],
                    trend=row["trend"],
                    withheld=row["withheld"],
                )
                for (school, indicator, year, part, pupils), row in rows.items()
            ),
            batch_size=1000,
        )
        cursor.execute("DROP TABLE spare")
    return rows
