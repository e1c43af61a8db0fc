"""Who nominated whom, and what comes of it. Nothing here is secret: the page says so first."""

from dataclasses import dataclass
from typing import Any

from sigs.enums import NomineeState
from sigs.models import Group, GroupMember, Nomination, NominationVote, Nominee


@dataclass(frozen=True)
class Named:
    nominee: Nominee
    votes: list[NominationVote]


@dataclass(frozen=True)
class Tally:
    named: list[Named]
    # Schools that said nothing yet, and how many voices count: those for people who do not stand do not.
    silent: int
    counting: int
    winner: Nominee | None
    # Those who share the most voices, where more than one do.
    tied: list[Nominee]


def nomination_of(group: Group) -> Nomination | None:
    """The open one, or else the last."""
    found = Nomination.objects.filter(group=group).select_related(
        "group", "opened_by", "ended_by", "seat__person"
    )
    return found.filter(state="open").first() or found.first()


def tally(nomination: Nomination) -> Tally:
    """Two queries and a count. Only schools that are still members count."""
    members = set(
        GroupMember.objects.filter(group=nomination.group_id, left_on__isnull=True).values_list(
            "school", flat=True
        )
    )
    votes = [
        vote
        for vote in NominationVote.objects.filter(nomination=nomination).select_related("school")
        if vote.school_id in members
    ]
    named = [
        Named(nominee, [vote for vote in votes if vote.nominee_id == nominee.pk])
        for nominee in Nominee.objects.filter(nomination=nomination).select_related("person", "school")
    ]
    named.sort(key=lambda row: (-len(row.votes), row.nominee.person.name))
    standing = [row for row in named if row.nominee.state != NomineeState.DECLINED]
    counting = sum(len(row.votes) for row in standing)
    most = max((len(row.votes) for row in standing), default=0)
    first = [row for row in standing if row.votes and len(row.votes) == most]
    winner = None
    if len(first) == 1 and 2 * most > counting and first[0].nominee.state == NomineeState.ACCEPTED:
        winner = first[0].nominee
    return Tally(
        named=named,
        silent=len(members) - len(votes),
        counting=counting,
        winner=winner,
        tied=[row.nominee for row in first] if len(first) > 1 else [],
    )


def own_nominee(nomination: Nomination, user: Any) -> Nominee | None:
    return Nominee.objects.filter(nomination=nomination, person=user.pk).first()
