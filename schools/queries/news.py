"""What changed in the schools' data since a moment, newest first."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

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


def changed_contacts(schools: list[School], since: dt.datetime, but: Any) -> QuerySet[Any]:
    """Changed by somebody else: when, the school's number, and what is said of it."""
    rows = Contact.objects.filter(school__in=schools, changed_at__gt=since).exclude(changed_by=but)
    facts = JSONObject(
        who="changed_by__name", name_en="school__name_en", name_cy="school__name_cy", role="role"
    )
    return rows.order_by().values_list("changed_at", Value("contact"), "school__number", facts)
