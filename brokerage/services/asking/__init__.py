"""What becomes of an ask, from its entry to its end."""

from brokerage.services.asking.deciding import Link, decide_kind, lighter_than
from brokerage.services.asking.entering import change_ask, enter_ask
from brokerage.services.asking.refusals import AskChangedMeanwhile
from brokerage.services.asking.steps import (
    close_ask,
    look_again,
    mark_invited,
    mark_matched,
    put_on_board,
    reopen,
    withdraw,
)

__all__ = [
    "AskChangedMeanwhile",
    "Link",
    "change_ask",
    "close_ask",
    "decide_kind",
    "enter_ask",
    "lighter_than",
    "look_again",
    "mark_invited",
    "mark_matched",
    "put_on_board",
    "reopen",
    "withdraw",
]
