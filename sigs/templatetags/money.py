from decimal import Decimal
from typing import Any

from django import template

from sigs.enums import BidState, EvaluationState, TrancheState
from sigs.wording import pounds as written

register = template.Library()

TAGS: dict[str, dict[str, str]] = {
    "tranche": {TrancheState.PLANNED: "quiet", TrancheState.RELEASED: "acting", TrancheState.HELD: "warning"},
    "bid": {
        BidState.ASKED: "waiting",
        BidState.GRANTED: "good",
        BidState.REFUSED: "quiet",
        BidState.WITHDRAWN: "quiet",
    },
    "evaluation": {
        EvaluationState.DRAFT: "quiet",
        EvaluationState.SUBMITTED: "waiting",
        EvaluationState.CHECKED: "acting",
        EvaluationState.ACCEPTED: "good",
    },
}


@register.filter
def pounds(amount: Decimal | None) -> str:
    """£1,250 or £1,250.50; a dash where there is no amount."""
    return "–" if amount is None else written.pounds(Decimal(amount))


@register.filter
def tag_of(row: Any, noun: str) -> str:
    """The colour of the word for its state."""
    return TAGS[noun][row.state]
