"""Support plans of schools, and their half-termly progress meetings."""

from brokerage.services.supportplans.meetings import (
    Judged,
    call_progress_meeting,
    cancel_progress_meeting,
    hold_progress_meeting,
)
from brokerage.services.supportplans.writing import (
    PlanChangedMeanwhile,
    add_aim,
    agree_plan,
    change_aim,
    change_plan,
    close_plan,
    judge_aim,
    put_plan,
    remove_aim,
    send_plan_back,
    write_plan,
)

__all__ = [
    "Judged",
    "PlanChangedMeanwhile",
    "add_aim",
    "agree_plan",
    "call_progress_meeting",
    "cancel_progress_meeting",
    "change_aim",
    "change_plan",
    "close_plan",
    "hold_progress_meeting",
    "judge_aim",
    "put_plan",
    "remove_aim",
    "send_plan_back",
    "write_plan",
]
