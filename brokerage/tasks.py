"""One more edge, like a view: takes the job's arguments and calls the service."""

from collections.abc import Callable
from contextlib import ExitStack

from celery import shared_task

from brokerage.services.inviting import expire_due, remind_invited
from brokerage.services.moving import find_stalled, nudge_stalled
from brokerage.services.offering import ask_whether_still_true
from brokerage.services.regionmatch import KIND, carry_out
from core.jobs import job

# What the clock alone sets off, in this order: expiry, reminders, what is stalled. Each tells nobody twice.
TURNS: tuple[Callable[[], object], ...] = (
    expire_due,
    remind_invited,
    ask_whether_still_true,
    find_stalled,
    nudge_stalled,
)


match_region = job(KIND)(carry_out)


@shared_task(name="brokerage.keep_moving", ignore_result=True)
def keep_moving() -> None:
    """Each turn is taken, whatever becomes of those before it; what went wrong is raised at the end."""
    with ExitStack() as turns:
        for turn in reversed(TURNS):
            turns.callback(turn)
