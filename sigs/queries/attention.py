"""What needs a person in groups: rows of the same columns as every app’s, kind, subject, reference, since."""

from typing import Any

from django.db.models import QuerySet

from sigs.queries.drafts import drafts_to_answer, replies_to_give
from sigs.queries.joiningattention import joining_rows
from sigs.queries.moneyattention import money_rows
from sigs.queries.pairs import pairs_to_answer
from sigs.queries.sharing import asks_about_sharing
from sigs.queries.wishes import wishes_to_give
from sigs.queries.workattention import work_rows
from sigs.queries.workshops import offers_to_take

Rows = QuerySet[Any, tuple[Any, ...]]


def parts(user: Any) -> list[Rows]:
    """Each noun's rows; they are united into one query with those of the other apps."""
    return [
        wishes_to_give(user),
        drafts_to_answer(user),
        replies_to_give(user),
        offers_to_take(user),
        asks_about_sharing(user),
        pairs_to_answer(user),
        *joining_rows(user),
        *work_rows(user),
        *money_rows(user),
    ]
