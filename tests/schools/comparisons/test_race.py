from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from core.models import Job
from schools.models import ComparisonRun
from schools.services.recompute import start_run

AT_ONCE = 4
TRIALS = 10


def test_many_who_ask_at_the_same_moment_get_one_run(transactional_db, region):
    for _trial in range(TRIALS):
        together = Barrier(AT_ONCE)

        def ask(_number, together=together):
            together.wait()
            try:
                return start_run(region=region, by=None).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as people:
            runs = set(people.map(ask, range(AT_ONCE)))
        assert len(runs) == 1
        assert ComparisonRun.objects.count() == Job.objects.count() == 1
        ComparisonRun.objects.all().delete()
        Job.objects.all().delete()
