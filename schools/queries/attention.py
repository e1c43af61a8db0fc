"""What needs a person, as rows of the same columns in every app: kind, subject, reference, since."""

import datetime as dt
from typing import Any

from django.db.models import CharField, F, Min, Q, QuerySet, Value
from django.db.models.functions import Cast

from core import authorise, clock
from schools.enums import BatchState, Permission
from schools.models import ImportBatch, School
from schools.queries.days import day_rows
from schools.queries.indicators import measure_rows
from schools.queries.names import shown_name
from schools.queries.reviewattention import review_rows
from schools.queries.strengths.attention import strength_rows
from schools.queries.support.attention import support_rows
from schools.queries.timeout import time_out_rows

# Contacts are asked about once a year.
CONTACTS_HOLD_FOR = dt.timedelta(days=365)

Rows = QuerySet[Any, tuple[Any, ...]]


def attention(user: Any) -> Rows:
    rows: Rows = contacts_to_confirm(user).union(
        imports_to_confirm(user),
        *measure_rows(user),
        *review_rows(user),
        *support_rows(user),
        *day_rows(user),
        *time_out_rows(user),
        *strength_rows(user),
        all=True,
    )
    return rows


def contacts_to_confirm(user: Any) -> Rows:
    """The person's own schools (not those of a whole region) whose contacts nobody confirmed for a year."""
    rows: Rows = (
        School.objects.open()
        .filter(scope__in=authorise.held(user, Permission.EDIT_CONTACTS))
        .annotate(oldest=Min("contacts__changed_at"))
        .filter(Q(oldest__isnull=True) | Q(oldest__lt=clock.now() - CONTACTS_HOLD_FOR))
        .order_by()
        .values_list(Value("contacts", CharField()), shown_name(), F("number"), F("oldest"))
    )
    return rows


def imports_to_confirm(user: Any) -> Rows:
    return (
        ImportBatch.objects.visible_to(user)
        .filter(state=BatchState.CHECKED)
        .order_by()
        .values_list(
            Value("import", CharField()), F("file_name"), Cast("public_id", CharField()), F("checked_at")
        )
    )
