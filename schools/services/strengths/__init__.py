"""Strengths and needs of a school: the one way to state, confirm, renew, offer, withdraw and meet them.

A later app raises a need so:

    need = state_need(school=school, topic=topic, text="…", urgency=Urgency.TERM, wanted="…",
                      grounds=[Work("Seen in the enquiry of March")], by=adviser)
    mark_met(need=need, through="Two terms with Ysgol Glan Ceri", by=head)

Each refuses with a `DomainError` whose sentence is for the person who asked; nothing is stored then."""

from schools.services.strengths.grounds import Cited, Figure, Inspected, Judged, Passage, Work
from schools.services.strengths.rule import set_fading_rule
from schools.services.strengths.standing import (
    confirm,
    let_staff_read,
    mark_met,
    offer,
    renew,
    withdraw,
)
from schools.services.strengths.stating import add_evidence, state_need, state_strength

__all__ = [
    "Cited",
    "Figure",
    "Inspected",
    "Judged",
    "Passage",
    "Work",
    "add_evidence",
    "confirm",
    "let_staff_read",
    "mark_met",
    "offer",
    "renew",
    "set_fading_rule",
    "state_need",
    "state_strength",
    "withdraw",
]
