"""What the demonstration holds of groups: called for the generated region, and for the real one."""

from collections.abc import Callable

from core.models import User
from schools.models import Region
from sigs.demonstration.composing import add_compositions
from sigs.demonstration.drafts import add_draft, add_wishes, add_workshops
from sigs.demonstration.groups import add_groups
from sigs.demonstration.money import add_money
from sigs.demonstration.sharing import add_sharing
from sigs.demonstration.structures import add_structures
from sigs.demonstration.work import add_work

Say = Callable[[str], None]


def load_groups(*, region: Region, people: dict[str, User], say: Say) -> None:
    """In the generated region. Whoever adds to it appends a call; safe to repeat."""
    if add_groups(region=region, people=people):
        say("Groups: last year's improvement groups, two siglets, a network.")
    if add_structures(region=region, people=people):
        say("Groups of several tiers: three structures.")
    if add_work(region=region, people=people):
        say("Groups at work: plans, meetings and agreed actions.")
    if add_sharing(region=region, people=people):
        say("Sharing in the group of head@: every level, and a pair of schools.")
    if add_money(region=region, people=people):
        say("Money and evaluations of groups, findings, a conference.")
    # Before anything is composed: the composer reads them.
    if add_wishes(region=region, people=people):
        say("Wishes: a round that is closed, and one that is open.")
    if add_compositions(region=region, people=people):
        say("Groups composed for this year: primary schools, secondary and all-age schools.")
    if add_draft(region=region, people=people):
        say("This year's secondary groups are with the heads as a draft.")
    if add_workshops(region=region, people=people):
        say("Workshops for convenors: one open, one being planned.")


def load_groups_of_real_region(*, region: Region, people: dict[str, User], say: Say) -> None:
    """On the published files: people are fictional, and no work hangs on a school."""
