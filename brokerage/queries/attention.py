"""What needs a person in brokerage: rows of the same columns as those of every app: kind, subject, reference,
since."""

from typing import Any

from django.db.models import QuerySet

from brokerage.queries.askattention import ask_rows
from brokerage.queries.concernattention import concern_rows
from brokerage.queries.invitations import invitation_rows
from brokerage.queries.offers import offer_rows
from brokerage.queries.partnershipattention import partnership_rows
from brokerage.queries.stalls import stalled_rows
from brokerage.queries.visitattention import visit_rows

Rows = QuerySet[Any, tuple[Any, ...]]


def parts(user: Any) -> list[Rows]:
    """Each noun's rows; they are united into one query with those of the other apps."""
    return [
        *partnership_rows(user),
        *concern_rows(user),
        *visit_rows(user),
        *stalled_rows(user),
        *ask_rows(user),
        *invitation_rows(user),
        *offer_rows(user),
    ]
