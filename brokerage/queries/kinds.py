"""What the portal knows of each kind of help for one ask: for whoever decides which is enough."""

from dataclasses import dataclass

from django.db.models import F, Q

from brokerage.enums import HelpKind, Willing
from brokerage.models import Ask, OfferTopic
from brokerage.queries.asks import topic_ids_within
from schools.queries.days import this_year
from schools.queries.strengths import live_strengths, offered_strengths
from sigs.models import Group
from sigs.queries.groups import groups_of_school, members_of

CLUSTER = "cluster"


@dataclass(frozen=True)
class GroupKnown:
    """How many other schools are in it, and how many of them let the region know of a strength in this."""

    group: Group
    schools: int
    strong: int


@dataclass(frozen=True)
class Known:
    own_strengths: int
    clusters: list[GroupKnown]
    groups: list[GroupKnown]
    offering: int

    def in_groups(self, kind: HelpKind) -> list[GroupKnown]:
        return {HelpKind.CLUSTER: self.clusters, HelpKind.GROUP: self.groups}.get(kind, [])


def known_for(ask: Ask) -> Known:
    topics = topic_ids_within(ask.topic)
    groups = [
        group for group in groups_of_school(ask.school) if group.tier.is_main or group.tier.code == CLUSTER
    ]
    members = members_of(groups)
    ids = {school.pk for schools in members.values() for school in schools} - {ask.school_id}
    strong = set(
        offered_strengths().filter(school__in=ids, topic__in=topics).values_list("school", flat=True)
    )
    known = [
        GroupKnown(
            group,
            schools=sum(school.pk != ask.school_id for school in members.get(group.pk, [])),
            strong=sum(school.pk in strong for school in members.get(group.pk, [])),
        )
        for group in groups
    ]
    return Known(
        own_strengths=live_strengths().filter(school=ask.school_id, topic__in=topics).count(),
        clusters=[one for one in known if one.group.tier.code == CLUSTER],
        groups=[one for one in known if one.group.tier.is_main],
        offering=offering(ask, topics),
    )


def offering(ask: Ask, topics: set[int]) -> int:
    """Other schools whose offer of this year names it and has days left."""
    rows = OfferTopic.objects.filter(
        ~Q(offer__school=ask.school_id),
        ~Q(offer__willing=Willing.NO),
        offer__year=this_year(),
        offer__days__gt=F("offer__promised"),
        topic__in=topics,
    )
    return rows.values("offer__school").distinct().count()
