"""A run's arithmetic from beginning to end, a few indicators at a time, so that memory stays small."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from schools.comparisons.arrays import Ints
from schools.comparisons.cells import Cells, candidates
from schools.comparisons.context import context_of
from schools.comparisons.figures import Figures, figures
from schools.comparisons.frames import Frames
from schools.comparisons.hiding import may_be_displayed
from schools.comparisons.lines import Lines
from schools.comparisons.places import Cuts, Places, place
from schools.comparisons.pooled import Pooled, pool
from schools.comparisons.results import Results

# About so many steps of progress, and never more results than this in one of them.
STEPS = 8
MOST_RESULTS = 3_000_000


@dataclass(frozen=True)
class Computed:
    """All that some of the indicators give, and the share of the work that is done with them. `every`: the
    figures that may be published, also those that may not be displayed by themselves."""

    every: Cells
    cells: Cells
    places: Places
    cuts: Cuts
    lines: Lines
    pooled: Pooled
    figures: list[Figures]
    done: float


def compute(frames: Frames) -> Iterator[Computed]:
    context = context_of(frames)
    done = 0
    for rows in portions(frames.results):
        every = candidates(frames.results, rows, frames.schools, frames.measures)
        shown = may_be_displayed(every, frames.measures)
        cells = every.only(shown)
        places, cuts, lines = place(cells, frames, context)
        done += len(rows)
        yield Computed(
            every=every,
            cells=cells,
            places=places,
            cuts=cuts,
            lines=lines,
            pooled=pool(every, shown, frames.measures),
            figures=figures(cells, frames.schools, frames.measures, context),
            done=done / len(frames.results),
        )


def portions(results: Results) -> Iterator[Ints]:
    """Rows of the results, all of an indicator in one portion."""
    if not len(results):
        return
    order = np.argsort(results.indicator, kind="stable")
    ends = np.r_[np.flatnonzero(np.diff(results.indicator[order])) + 1, len(order)]
    most = min(MOST_RESULTS, len(order) // STEPS)
    begin = 0
    for end, after in zip(ends, [*ends[1:], None], strict=True):
        if after is None or after - begin > most:
            yield order[begin:end]
            begin = end
