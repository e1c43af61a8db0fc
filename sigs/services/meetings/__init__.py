from sigs.services.meetings.steps import (
    MeetingChangedMeanwhile,
    Present,
    call_meeting,
    cancel_meeting,
    change_meeting,
    record_meeting,
)

__all__ = [
    "MeetingChangedMeanwhile",
    "Present",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "record_meeting",
]
