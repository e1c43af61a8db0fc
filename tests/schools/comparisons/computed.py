"""What the real thing computed, as the oracle says it, so that the two can be laid side by side."""

import math
from typing import Any

import numpy as np

from schools.comparisons import categories, families, whole
from schools.comparisons.frames import Frames
from schools.comparisons.vocabulary import (
    MEDIA,
    PARTS,
    PHASES,
    PUPILS,
    TRENDS,
    UNMATCHED,
    VERDICTS,
    WITHHELD,
)
from tests.schools.comparisons.oracle import Row

NEAR = 1e-9


class Computed:
    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.portions = list(whole.compute(frames))

    def indicator(self, place: int) -> int:
        return int(self.frames.measures.ids[place])

    def comparisons(self) -> dict[Any, Row]:
        found = {}
        for portion in self.portions:
            cells, places = portion.cells, portion.places
            for row in range(len(cells)):
                key = (
                    int(self.frames.schools.ids[cells.school[row]]),
                    self.indicator(cells.indicator[row]),
                    int(cells.year[row]),
                    PARTS[cells.part[row]],
                    PUPILS[cells.pupils[row]],
                )
                found[key] = {
                    "value": cells.value[row],
                    "previous": real(places.previous[row]),
                    "fsm": real(places.fsm[row]),
                    "group": int(places.group[row]) or None,
                    "size": int(places.group_size[row]) or None,
                    "percentile": real(places.percentile[row]),
                    "quarter": int(places.quarter[row]) or None,
                    "expected": real(places.expected[row]),
                    "residual": real(places.residual[row]),
                    "band": real(places.band[row]),
                    "verdict": VERDICTS[places.verdict[row]],
                    "trend": TRENDS[places.trend[row]],
                    "withheld": WITHHELD[places.withheld[row]],
                }
        return found

    def cuts(self) -> dict[Any, Row]:
        return {
            (
                self.indicator(cuts.indicator[row]),
                PHASES[cuts.phase[row]],
                int(cuts.year[row]),
                PUPILS[cuts.pupils[row]],
                int(cuts.group[row]),
            ): {**distribution(cuts, row), "official": bool(cuts.official[row])}
            for cuts in (portion.cuts for portion in self.portions)
            for row in range(len(cuts.year))
        }

    def lines(self) -> dict[Any, Row]:
        return {
            (
                self.indicator(lines.indicator[row]),
                PHASES[lines.phase[row]],
                int(lines.year[row]),
                PUPILS[lines.pupils[row]],
            ): {
                "schools": int(lines.schools[row]),
                "intercept": lines.intercept[row],
                "slope": lines.slope[row],
                "residual_sd": lines.residual_sd[row],
                "between": lines.between[row],
                "within": lines.within[row],
                "correlation": real(lines.correlation[row]),
            }
            for lines in (portion.lines for portion in self.portions)
            for row in range(len(lines.year))
        }

    def figures(self) -> dict[Any, Row]:
        authorities = [None, *self.frames.schools.authorities]
        return {
            (
                bool(figures.nation[row]),
                authorities[figures.authority[row]],
                self.indicator(figures.indicator[row]),
                ("", *PHASES)[figures.phase[row]],
                ("", *MEDIA)[figures.medium[row]],
                int(figures.year[row]),
                PUPILS[figures.pupils[row]],
            ): {
                **distribution(figures, row),
                "values": values_of(figures, row),
                "mean": real(figures.mean[row]),
                "correlation": real(figures.correlation[row]),
                "correlated": int(figures.correlated[row]),
            }
            for portion in self.portions
            for figures in portion.figures
            for row in range(len(figures.year))
        }

    def pooled(self) -> dict[Any, Row]:
        return {
            (
                int(self.frames.schools.ids[pooled.school[row]]),
                self.indicator(pooled.indicator[row]),
                PARTS[pooled.part[row]],
                PUPILS[pooled.pupils[row]],
            ): {
                "first_year": int(pooled.first_year[row]),
                "last_year": int(pooled.last_year[row]),
                "years": int(pooled.years[row]),
                "cohort": int(pooled.cohort[row]),
                "value": pooled.value[row],
                "stands_for_hidden": bool(pooled.stands_for_hidden[row]),
            }
            for pooled in (portion.pooled for portion in self.portions)
            for row in range(len(pooled.value))
        }

    def families(self) -> dict[int, Row]:
        found, ids = families.families(self.frames), self.frames.schools.ids
        return {
            int(school): {
                "members": [int(ids[place]) for place in part(found.members, found, row)],
                "distances": [float(distance) for distance in part(found.distances, found, row)],
                "close": int(found.close[row]),
                "known": float(found.known[row]),
                "unmatched": UNMATCHED[found.unmatched[row]],
            }
            for row, school in enumerate(ids)
        }

    def categories(self) -> dict[Any, int]:
        authorities = [None, *self.frames.schools.authorities]
        return {
            (
                authorities[row.authority],
                ("", *PHASES)[row.phase],
                ("", *MEDIA)[row.medium],
                row.year,
                row.category,
                row.previous,
            ): row.schools
            for row in categories.summaries(self.frames)
        }


def distribution(found: Any, row: int) -> Row:
    return {
        "schools": int(found.schools[row]),
        **{name: getattr(found, name)[row] for name in ("lowest", "q1", "median", "q3", "highest")},
    }


def values_of(found: Any, row: int) -> list[float]:
    start = found.starts[row]
    return list(found.values[start : start + found.kept[row]])


def part(pool: Any, found: Any, row: int) -> Any:
    return pool[found.starts[row] : found.starts[row] + found.sizes[row]]


def real(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def differences(found: dict[Any, Row], right: dict[Any, Row]) -> list[tuple[Any, str, Any, Any]]:
    """Key, name, found, right: of every cell that differs by more than 1e-9, or stands on one side only."""
    wrong = [(key, "", None, "a row") for key in right.keys() - found.keys()]
    wrong += [(key, "", "a row", None) for key in found.keys() - right.keys()]
    for key in found.keys() & right.keys():
        for name, value in right[key].items():
            if not same(found[key][name], value):
                wrong.append((key, name, found[key][name], value))
    return wrong


def same(one: Any, other: Any) -> bool:
    if isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(other, float) and isinstance(one, float):
        return math.isclose(one, other, rel_tol=NEAR, abs_tol=NEAR)
    return one == other
