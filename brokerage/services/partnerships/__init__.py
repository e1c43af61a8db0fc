"""What becomes of a partnership, from its opening to its end."""

from brokerage.services.partnerships.agreeing import agree, decline
from brokerage.services.partnerships.contacts import log_contact, strike_contact
from brokerage.services.partnerships.days import drop_day, plan_day, use_day
from brokerage.services.partnerships.evaluating import close, name_evaluator, write_evaluation
from brokerage.services.partnerships.halting import pause, resume, stop
from brokerage.services.partnerships.money import plan_money, spend_money
from brokerage.services.partnerships.objectives import (
    add_objective,
    change_objective,
    drop_objective,
    say_now,
)
from brokerage.services.partnerships.opening import open_partnership
from brokerage.services.partnerships.refusals import ChangedMeanwhile
from brokerage.services.partnerships.reviews import hold_review
from brokerage.services.partnerships.tasks import add_task, move_task

__all__ = [
    "ChangedMeanwhile",
    "add_objective",
    "add_task",
    "agree",
    "change_objective",
    "close",
    "decline",
    "drop_day",
    "drop_objective",
    "hold_review",
    "log_contact",
    "move_task",
    "name_evaluator",
    "open_partnership",
    "pause",
    "plan_day",
    "plan_money",
    "resume",
    "say_now",
    "spend_money",
    "stop",
    "strike_contact",
    "use_day",
    "write_evaluation",
]
