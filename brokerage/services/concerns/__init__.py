"""Schools causing concern: the register, the fortnightly meeting, joint visits, notices. Nothing of it
reaches a school through the portal."""

from brokerage.services.concerns.jointvisits import cancel_joint_visit, make_joint_visit, plan_joint_visit
from brokerage.services.concerns.meetings import call_meeting, cancel_meeting, hold_meeting, write_down
from brokerage.services.concerns.notices import decide_intervention, end_warning, issue_warning
from brokerage.services.concerns.register import (
    close_concern,
    ease_concern,
    open_concern,
    raise_concern,
    review_concern,
    tell_school,
)

__all__ = [
    "call_meeting",
    "cancel_joint_visit",
    "cancel_meeting",
    "close_concern",
    "decide_intervention",
    "ease_concern",
    "end_warning",
    "hold_meeting",
    "issue_warning",
    "make_joint_visit",
    "open_concern",
    "plan_joint_visit",
    "raise_concern",
    "review_concern",
    "tell_school",
    "write_down",
]
