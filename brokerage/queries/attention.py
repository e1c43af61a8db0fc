"""What needs a person in brokerage: rows of the same columns as those of every app: kind, subject, reference,
since."""

from typing import Any

from django.db.models import QuerySet

Rows = QuerySet[Any, tuple[Any, ...]]


def parts(user: Any) -> list[Rows]:
    """Each noun's rows; they are united into one query with those of the other apps."""
    return []
