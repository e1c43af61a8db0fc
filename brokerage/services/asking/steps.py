"""The life of an ask:

entered → open        another school is sought; or → elsewhere, where a lighter kind of help meets it
open    → invited     a school is asked; `reopen` when it declines, does not answer, or is not asked after all
invited → matched     a partnership has been opened; → closed with the partnership
open    → unmet       nobody suitable: it stands on the board until it is looked at again or withdrawn
"""

from typing import Any

from django.db import transaction

from brokerage.enums import AskState
from brokerage.models import Ask
from brokerage.services.asking.refusals import InHand, SaysNothing, TiedToSchool
from brokerage.services.asking.telling import tell_brokers, tell_school
from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.queries.support.ties import is_tied

SEEK = Transition(
    "seek",
    sources=[AskState.ENTERED, AskState.OPEN, AskState.UNMET, AskState.ELSEWHERE],
    target=AskState.OPEN,
)
MEET_ELSEWHERE = Transition(
    "meet elsewhere",
    sources=[AskState.ENTERED, AskState.OPEN, AskState.UNMET, AskState.ELSEWHERE],
    target=AskState.ELSEWHERE,
)
INVITE = Transition("invite", sources=[AskState.OPEN, AskState.UNMET], target=AskState.INVITED)
REOPEN = Transition("reopen", sources=[AskState.INVITED, AskState.MATCHED], target=AskState.OPEN)
LOOK_AGAIN = Transition("look again", sources=[AskState.UNMET], target=AskState.OPEN)
MATCH = Transition(
    "match", sources=[AskState.INVITED, AskState.OPEN, AskState.UNMET], target=AskState.MATCHED
)
BOARD = Transition("put on the board", sources=[AskState.OPEN], target=AskState.UNMET)
CLOSE = Transition("close", sources=[AskState.MATCHED], target=AskState.CLOSED)
WITHDRAW = Transition(
    "withdraw", sources=[AskState.ENTERED, AskState.OPEN, AskState.UNMET], target=AskState.WITHDRAWN
)

# What goes with every state but “unmet”; the database holds the same.
OFF_THE_BOARD: dict[str, Any] = {"unmet_at": None, "unmet_because": ""}
NOT_ENDED: dict[str, Any] = {"ended_at": None, "ended_by": None, "ended_because": ""}


def refuse_tied(ask: Ask, by: User) -> None:
    """Whoever is tied to a school never brokers for it."""
    if is_tied(by, ask.school):
        raise TiedToSchool


def ended(because: str, by: User) -> dict[str, Any]:
    return {"ended_at": clock.now(), "ended_by": by, "ended_because": because}


@transaction.atomic
def mark_invited(*, ask: Ask) -> None:
    advance(ask, INVITE, **OFF_THE_BOARD)


@transaction.atomic
def reopen(*, ask: Ask) -> None:
    """It comes back to the broker."""
    advance(ask, REOPEN, **OFF_THE_BOARD)


@transaction.atomic
def look_again(*, ask: Ask, by: User) -> None:
    """Off the unmet board: a school is sought for it once more."""
    refuse_tied(ask, by)
    advance(ask, LOOK_AGAIN, **OFF_THE_BOARD)


@transaction.atomic
def mark_matched(*, ask: Ask) -> None:
    advance(ask, MATCH, **OFF_THE_BOARD)


@transaction.atomic
def put_on_board(*, ask: Ask, because: str, by: User) -> None:
    """`because`: which rule blocks it, in the broker's words. The board counts it from today."""
    refuse_tied(ask, by)
    if not because.strip():
        raise SaysNothing
    advance(ask, BOARD, unmet_at=clock.now(), unmet_because=because)
    tell_school(ask, "unmet", by=by, because=because)


@transaction.atomic
def close_ask(*, ask: Ask, because: str, by: User) -> None:
    """With its partnership; `because` says what came of it."""
    advance(ask, CLOSE, **ended(because, by))


@transaction.atomic
def withdraw(*, ask: Ask, because: str, by: User) -> None:
    if not because.strip():
        raise SaysNothing
    if Ask.objects.filter(pk=ask.pk, state__in=[AskState.INVITED, AskState.MATCHED]).exists():
        raise InHand
    advance(ask, WITHDRAW, **OFF_THE_BOARD, **ended(because, by))
    tell_brokers(ask, "withdrawn", by=by, because=because)
    tell_school(ask, "withdrawn", by=by, because=because)
