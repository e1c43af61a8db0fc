"""What the demonstration holds of groups: called for the generated region, and for the real one."""

from collections.abc import Callable

from core.models import User
from schools.models import Region
from sigs.demonstration.composing import add_compositions
from sigs.demonstration.drafts import add_draft, add_wishes, add_workshops
from sigs.demonstration.groups import add_groups
from sigs.demonstration.joining import add_joining
from sigs.demonstration.money import add_money
from sigs.demonstration.pilots import add_pilots
from sigs.demonstration.sharing import add_sharing
from sigs.demonstration.structures import add_structures
from sigs.demonstration.work import add_work

Say = Callable[[str], None]


# In this order. Each adds what is not there yet and says whether it did. Whoever adds to it appends a row.
STEPS: tuple[tuple[Callable[..., bool], str], ...] = (
    (add_groups, "Groups: last year's improvement groups, two siglets, a network."),
    (add_structures, "Groups of several tiers: three structures."),
    (add_joining, "Coming together: an invitation, a school that asks to join, a nomination."),
    (add_work, "Groups at work: plans, meetings and agreed actions."),
    (add_sharing, "Sharing in the group of head@: every level, and a pair of schools."),
    (add_money, "Money and evaluations of groups, findings, a conference."),
    (add_pilots, "Two pilots of adviser functions, a cluster’s transition plan."),
    # Before anything is composed: the composer reads them.
    (add_wishes, "Wishes: a round that is closed, and one that is open."),
    (add_compositions, "Groups composed for this year: primary schools, secondary and all-age schools."),
    (add_draft, "This year's secondary groups are with the heads as a draft."),
    (add_workshops, "Workshops for convenors: one open, one being planned."),
)


def load_groups(*, region: Region, people: dict[str, User], say: Say) -> None:
    """In the generated region. Whoever adds to it appends a row to STEPS; safe to repeat."""
    for add, sentence in STEPS:
        if add(region=region, people=people):
            say(sentence)


def load_groups_of_real_region(*, region: Region, people: dict[str, User], say: Say) -> None:
    """On the published files: people are fictional, and no work hangs on a school."""
