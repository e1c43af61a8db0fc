"""The figures themselves, read by COPY straight into arrays."""

from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from schools.comparisons.arrays import Ints
from schools.comparisons.binary import RowBlocks
from schools.comparisons.vocabulary import PARTS, PUPILS, case_of


@dataclass(frozen=True)
class Results:
    """One entry a result that has a value. Schools and indicators by place, words by their number; `cohort`
    is -1 where the publication gives none."""

    school: NDArray[np.int32]
    indicator: NDArray[np.int16]
    year: NDArray[np.int16]
    pupils: NDArray[np.int8]
    part: NDArray[np.int8]
    cohort: NDArray[np.int32]
    value: NDArray[np.float64]
    year_known: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.value)


RESULTS = f"""
    COPY (
        SELECT result.school_id::integer, result.indicator_id::integer, result.year,
            {case_of('result."group"', PUPILS)}, {case_of("result.part", PARTS)},
            COALESCE(result.cohort, -1)::integer, result.value, release.year_known
        FROM schools_result result JOIN schools_release release ON release.id = result.release_id
        WHERE result.value IS NOT NULL {{chosen}}
    ) TO STDOUT (FORMAT BINARY)
"""  # noqa: S608  # made of our own enumerations


def read_results(schools: Ints, indicators: Ints, chosen: str = "") -> Results:
    """`schools` and `indicators`: their ids in order. `chosen`: further conditions in SQL, made of numbers of
    ours."""
    blocks = RowBlocks(
        [
            ("school", ">i4", "i4"),
            ("indicator", ">i4", "i4"),
            ("year", ">i2", "i2"),
            ("pupils", ">i2", "i1"),
            ("part", ">i2", "i1"),
            ("cohort", ">i4", "i4"),
            ("value", ">f8", "f8"),
            ("year_known", "?", "?"),
        ]
    )
    with connection.cursor() as cursor, blocks.copying() as file:
        cursor.copy_expert(RESULTS.format(chosen=chosen), file)
    columns = blocks.columns()
    columns["school"] = np.searchsorted(schools, columns["school"]).astype(np.int32)
    columns["indicator"] = np.searchsorted(indicators, columns["indicator"]).astype(np.int16)
    return Results(**columns)


def newest_year() -> int:
    """Of all figures; 0 where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(max(newest.year), 0) FROM schools_indicator indicator, LATERAL ("
            "SELECT year FROM schools_result WHERE indicator_id = indicator.id AND value IS NOT NULL"
            " ORDER BY year DESC LIMIT 1) newest"
        )
        return int(cursor.fetchone()[0])
