"""Computes the comparisons anew, in this process or, if a worker has the job already, by waiting for it."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schools.enums import RunState
from schools.queries.region import region_of_portal
from schools.services.recompute import recompute_now

PATIENCE = 1800


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *arguments: Any, **options: Any) -> None:
        region = region_of_portal()
        if region is None:
            raise CommandError("There is no region yet: run prepare_database first.")
        run = recompute_now(region=region, by=None)
        end = time.monotonic() + PATIENCE
        while run.job and not run.job.is_over and time.monotonic() < end:
            time.sleep(0.2)
            run.refresh_from_db()
        if run.state != RunState.CURRENT:
            reason = run.job.error if run.job else ""
            raise CommandError(f"Run {run.pk} did not end well. {reason}")
        counts = run.counts
        self.stdout.write(
            f"Run {run.pk} is shown: {counts['schools']} schools, {counts['comparisons']} comparisons,"
            f" {counts['quarters']} quarters."
        )
