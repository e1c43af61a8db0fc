"""Visits of advisers: planned, noted, answered by the head; what was agreed is done or dropped."""

from brokerage.services.visits.agreeing import agree_action, end_action, leave_out_action
from brokerage.services.visits.noting import (
    Written,
    answer_note,
    correct_note,
    send_note,
    write_note,
)
from brokerage.services.visits.planning import (
    Preparation,
    cancel_visit,
    change_visit,
    plan_visit,
    prepare_visit,
)
from brokerage.services.visits.refusals import VisitChangedMeanwhile

__all__ = [
    "Preparation",
    "VisitChangedMeanwhile",
    "Written",
    "agree_action",
    "answer_note",
    "cancel_visit",
    "change_visit",
    "correct_note",
    "end_action",
    "leave_out_action",
    "plan_visit",
    "prepare_visit",
    "send_note",
    "write_note",
]
