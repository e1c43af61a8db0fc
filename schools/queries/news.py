"""What changed in the schools' data since a moment, newest first."""

import datetime as dt
from typing import Any

from schools.enums import BatchState, RunState
from schools.models import ComparisonRun, Contact, ImportBatch, School

AT_MOST = 20


def stored_imports(since: dt.datetime) -> list[ImportBatch]:
    rows = ImportBatch.objects.filter(state=BatchState.STORED, stored_at__gt=since)
    return list(rows.defer("content", "problems", "set_aside").order_by("-stored_at")[:AT_MOST])


def shown_runs(since: dt.datetime) -> list[ComparisonRun]:
    rows = ComparisonRun.objects.filter(
        state__in=[RunState.CURRENT, RunState.REPLACED], finished_at__gt=since
    )
    return list(rows.order_by("-finished_at")[:1])


def changed_contacts(schools: list[School], since: dt.datetime, but: Any) -> list[Contact]:
    """Changed by somebody else."""
    rows = Contact.objects.filter(school__in=schools, changed_at__gt=since).exclude(changed_by=but)
    return list(rows.select_related("school", "changed_by").order_by("-changed_at")[:AT_MOST])
