from concurrent.futures import ThreadPoolExecutor
from threading import Event

from django.db import connection

from schools.models import Comparison, RegionFigure
from schools.queries.comparisons import Chosen, figures
from schools.queries.runs import current_run
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school

RUNS = 6
READERS = 3


def test_whoever_reads_while_runs_are_swapped_sees_one_whole_run(transactional_db, region):
    schools = [make_school(name=f"Ysgol {number}") for number in range(6)]
    for number, school in enumerate(schools):
        make_result(school, "fsm", 12.0)
        make_result(school, "attendance", 85.0 + number)
    first = recompute_now(region=region, by=None)
    whole = (12, RegionFigure.objects.filter(run=first, pupils="all").count(), 6)
    over = Event()

    def read(_number):
        seen = set()
        try:
            while not over.is_set():
                run = current_run(region)
                seen.add(
                    (
                        Comparison.objects.filter(run=run, school__authority__code="681").count(),
                        RegionFigure.objects.filter(run=run, pupils="all").count(),
                        figures(run, ["attendance"], Chosen())["attendance"].of().schools,
                    )
                )
        finally:
            connection.close()
        return seen

    with ThreadPoolExecutor(READERS) as readers:
        found = [readers.submit(read, number) for number in range(READERS)]
        for number in range(RUNS):
            make_result(schools[0], "capped9", 300.0, year=2010 + number, missing="", group="efsm")
            recompute_now(region=region, by=None)
            Comparison.objects.filter(indicator__code="capped9").exists()
        over.set()
        seen = set().union(*(reader.result(timeout=60) for reader in found))
    # A figure more in each run, and never the rows of one with the sums of another.
    assert {(rows - 12, region_figures - whole[1], here) for rows, region_figures, here in seen} <= {
        (more, 0, 6) for more in range(RUNS + 1)
    }
    assert len(seen) > 1
