"""`python -m tests.bench.memory` prints the peak, in GB, of the arithmetic for 24,000 schools."""

import os
import resource

import django
import numpy as np

SCHOOLS, MEASURES, YEARS, GROUPS = 24_000, 50, 10, 3
KILOBYTES_PER_GB = 1024 * 1024


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csc_portal.settings")
    django.setup()
    # The models are ready only now.
    from schools.comparisons import columns, families, whole  # noqa: PLC0415
    from schools.comparisons.binary import encoded  # noqa: PLC0415
    from schools.comparisons.frames import (  # noqa: PLC0415
        ALWAYS,
        Frames,
        Measures,
        Results,
        Schools,
        Weight,
    )
    from schools.comparisons.vocabulary import PHASES  # noqa: PLC0415
    from schools.models import ComparisonRun  # noqa: PLC0415

    chance = np.random.default_rng(1)
    count = SCHOOLS * MEASURES * YEARS * GROUPS
    place = np.arange(count, dtype=np.int64)
    results = Results(
        school=(place // (MEASURES * YEARS * GROUPS)).astype(np.int32),
        indicator=(place // (YEARS * GROUPS) % MEASURES).astype(np.int16),
        year=(2016 + place // GROUPS % YEARS).astype(np.int16),
        pupils=(place % GROUPS).astype(np.int8),
        part=np.zeros(count, dtype=np.int8),
        cohort=chance.integers(8, 200, count, dtype=np.int32),
        value=np.round(chance.normal(70, 10, count), 1),
        year_known=np.ones(count, dtype=bool),
    )
    del place
    ids = np.arange(SCHOOLS)
    schools = Schools(
        ids=ids,
        numbers=[str(number) for number in range(SCHOOLS)],
        phase=ids % 5 // 4,
        medium=ids % 2,
        authority=np.where(ids < 400, ids % 5, -1),
        authorities=[1, 2, 3, 4, 5],
        first_year=np.zeros(SCHOOLS, dtype=np.int64),
        last_year=np.full(SCHOOLS, ALWAYS),
    )
    measures = Measures(
        ids=np.arange(MEASURES),
        direction=np.ones(MEASURES, dtype=np.int64),
        benchmarked=np.ones((MEASURES, len(PHASES)), dtype=bool),
        is_mean=np.ones(MEASURES, dtype=bool),
        is_pooled=np.ones(MEASURES, dtype=bool),
        counts_pupils=np.ones(MEASURES, dtype=bool),
        lowest=np.zeros(MEASURES),
        highest=np.full(MEASURES, 200.0),
        decimals=np.ones(MEASURES, dtype=np.int64),
        unpublished_from=np.full(MEASURES, ALWAYS),
        breaks=frozenset(),
        fsm=0,
        pupils=1,
    )
    bands = {phase: {2012: [40.0, 60.0, 80.0, 100.0]} for phase in ("primary", "secondary")}
    weights = {"": {2012: [Weight(0, False, 70.0), Weight(1, False, 30.0)]}}
    found = Frames(
        schools=schools,
        measures=measures,
        bands=bands,
        boundaries={},
        weights=weights,
        results=results,
        newest_year=2025,
        read_until={},
        categories=[],
        predecessors={},
    )
    run = ComparisonRun(pk=1)
    for portion in whole.compute(found):
        made = columns.comparisons(run, portion.cells, portion.places, schools, measures)
        for _piece in encoded(list(made.values()), len(portion.cells)):
            pass
    families.families(found)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_PER_GB)


if __name__ == "__main__":
    main()
