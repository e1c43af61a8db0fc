"""The health line in words: what it says, why, and how it is mended."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sigs.enums import Health

TAGS = {
    Health.NEW: "quiet",
    Health.ACTS: "good",
    Health.TALKS: "warning",
    Health.BEHIND: "warning",
    Health.QUIET: "bad",
    Health.RESTING: "quiet",
}

MEND = {
    "silent": _("Call a meeting, or write down what was done since: an activity, an action."),
    "no_actions": _("End the next meeting with one action at least: who does what by when."),
    "nothing_done": _("Book the nearest activity, and say what came of it once it is done."),
    "overdue": _("Tick off what is done. Drop what nobody will do, and say why."),
    "new": _("The first activity that is done, or the first action, makes it “Acts”."),
    "paused": _("It goes on when whoever looks after groups starts it again."),
    "done": _("Nothing to mend. The next activity keeps it so."),
}


def reason_of(facts: dict[str, Any]) -> str:
    """The sentence that says why, with its numbers."""
    reason = facts.get("reason", "")
    days, meetings = int(facts.get("days", 0)), int(facts.get("meetings", 0))
    overdue, still_open = int(facts.get("overdue", 0)), int(facts.get("open", 0))
    if reason == "silent":
        said = ngettext(
            "Nothing was heard of the group for %(days)s day: no meeting, no activity, no word in the plan.",
            "Nothing was heard of the group for %(days)s days: no meeting, no activity, no word in the plan.",
            days,
        )
    elif reason == "no_actions":
        said = ngettext(
            "The last meeting agreed no action, and nothing was done since.",
            "The last %(meetings)s meetings agreed no action, and nothing was done since.",
            meetings,
        )
    elif reason == "nothing_done":
        said = ngettext(
            "Nothing was done for %(days)s day: no activity, no action.",
            "Nothing was done for %(days)s days: no activity, no action.",
            days,
        )
    elif reason == "overdue":
        said = ngettext(
            "%(overdue)s agreed action is overdue; open in all: %(open)s.",
            "%(overdue)s agreed actions are overdue; open in all: %(open)s.",
            overdue,
        )
    elif reason == "done":
        said = ngettext(
            "Something was done within the last day.",
            "Something was done within the last %(days)s days.",
            max(days, 1),
        )
    else:
        return str(PLAIN.get(reason, ""))
    return said % {"days": max(days, 1), "meetings": meetings, "overdue": overdue, "open": still_open}


PLAIN = {
    "new": _("The group has just begun; nothing was done yet."),
    "paused": _("The group is paused."),
}
