"""“Needs you” where groups come together: the words of the rows of sigs.queries.joiningattention."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csc_portal.dashboard.need import Need


def proposal_to_answer(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Answer an invitation of %(school)s") % {"school": subject},
        why=_("Its head proposes a group. Accept, or say no with a reason."),
        action=_("Read the invitation"),
        url=reverse("proposal", args=[reference]),
        due_on=since.date(),
    )


def join_to_answer(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Answer %(school)s, which asks to join your group") % {"school": subject},
        why=_("You lead the group, so the answer is yours."),
        action=_("Answer"),
        url=reverse("join_answer", args=[reference]),
        due_on=since.date(),
    )


def convenor_to_nominate(subject: str, reference: str, due: Any) -> Need:
    return Need(
        heading=_("Nominate the convenor of %(group)s") % {"group": subject},
        why=_("Your school names one person of a member school, openly."),
        action=_("Nominate"),
        url=reverse("group_nomination", args=[reference]),
        due_on=due.date(),
    )


def nomination_to_answer(subject: str, reference: str, since: Any) -> Need:
    return Need(
        heading=_("Say whether you would convene %(group)s") % {"group": subject},
        why=_("A school nominated you."),
        action=_("Answer"),
        url=reverse("group_nomination", args=[reference]),
        due_on=since.date(),
    )


def nomination_to_decide(subject: str, reference: str, due: Any) -> Need:
    return Need(
        heading=_("Decide who convenes %(group)s") % {"group": subject},
        why=_("The schools have nominated; the closing day has passed."),
        action=_("See what they said"),
        url=reverse("group_nomination", args=[reference]),
        due_on=due.date(),
    )


JOINING_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "sigs-proposal": proposal_to_answer,
    "sigs-join": join_to_answer,
    "sigs-nominate": convenor_to_nominate,
    "sigs-nominated": nomination_to_answer,
    "sigs-nomination": nomination_to_decide,
}
