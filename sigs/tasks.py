"""One more edge, like a view: takes the job's arguments and calls the service."""

from celery import shared_task

from core.jobs import job
from sigs.services.actions import remind_owners
from sigs.services.composing.carrying import carry_out
from sigs.services.composing.runs import KIND
from sigs.services.health import reckon_all
from sigs.services.wishes.rounds import turn_rounds
from sigs.services.workshops.places import pass_offers_on

compose = job(KIND)(carry_out)


@shared_task(name="sigs.look_after_groups", ignore_result=True)
def look_after_groups() -> None:
    """Several times a day: nobody is told twice of the same, and nothing is written that stands already."""
    reckon_all()
    remind_owners()


@shared_task(name="sigs.turn_with_the_clock", ignore_result=True)
def turn_with_the_clock() -> None:
    """Rounds of wishes open, remind and close on their days; offered places that nobody took pass on."""
    turn_rounds()
    pass_offers_on()
