"""Sharing in a group: who shares at what level, and what a person sees of whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateTimeField, Exists, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from core import authorise
from core.authorise import allows
from schools.models import School, Share
from schools.queries.days import this_year
from schools.queries.names import shown_name
from schools.queries.shares import highest, living, seen_of_each, shares_with
from sigs.enums import GroupState, Permission
from sigs.models import Group, GroupMember, SharingDeferral
from sigs.queries.groups import current_members, group_visible

Rows = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class Sharing:
    """What one person sees. `members` by name, whatever they share; `own` are those for which the person
    answers; `seen` has the level at which each school is seen, nothing for a school that is not."""

    group: Group
    members: list[School]
    shares: dict[int, Share]
    own: list[School]
    own_level: str | None
    seen: dict[int, str]

    @property
    def sharing(self) -> list[School]:
        return [school for school in self.members if school.pk in self.shares]

    @property
    def is_alone(self) -> bool:
        """Only the own school shares."""
        own = {school.pk for school in self.own}
        return bool(self.shares) and set(self.shares) <= own

    def seen_at(self, school: School) -> str | None:
        return self.seen.get(school.pk)


def sharing_in(group: Group, user: Any) -> Sharing:
    """Two queries. A share counts while its school is a member and the group is at work."""
    members = [member.school for member in current_members(group)]
    shares = living_shares(group, members)
    own_level = highest(
        shares[school.pk].level
        for school in members
        if school.pk in shares and takes_part(user, school, shares)
    )
    return Sharing(
        group=group,
        members=members,
        shares=shares,
        own=[school for school in members if allows(user, Permission.ANSWER_FOR_SCHOOL, school)],
        own_level=own_level,
        seen=seen_of_each(shares, own_level),
    )


def living_shares(group: Group, members: list[School]) -> dict[int, Share]:
    if group.state != GroupState.ACTIVE:
        return {}
    inside = {school.pk for school in members if school.is_open}
    return {pk: share for pk, share in shares_with(group.scope_id).items() if pk in inside}


def takes_part(user: Any, school: School, shares: dict[int, Share]) -> bool:
    """The head of the school, and its staff where the head lets them. Nobody else: an adviser, an authority
    or the consortium gains nothing by what schools share with one another."""
    if allows(user, Permission.ANSWER_FOR_SCHOOL, school):
        return True
    return shares[school.pk].with_staff and allows(user, Permission.TAKE_PART, school)


@dataclass(frozen=True)
class SchoolInGroup:
    """A member school, for what its head decides about it there."""

    scope_path = "school__scope"

    group: Group
    school: School


def own_school_in_group(user: Any, slug: str, number: str) -> SchoolInGroup | None:
    """A school that is a member now, of a group that the person may see."""
    group = group_visible(user, slug)
    member = current_members(group).filter(school__number=number).first() if group else None
    return SchoolInGroup(group, member.school) if group and member else None


def asks_about_sharing(user: Any) -> Rows:
    """The person's own schools in groups in which others share and they have neither shared this year nor
    said that they will not: one row, until it is answered."""
    others = Share.objects.filter(living(), audience=OuterRef("group__scope"))
    earlier = Share.objects.filter(
        school=OuterRef("school"), audience=OuterRef("group__scope"), year=this_year()
    )
    deferred = SharingDeferral.objects.filter(
        group=OuterRef("group"), school=OuterRef("school"), year=this_year()
    )
    since = others.order_by().values("audience").annotate(first=Min("given_at")).values("first")
    rows: Rows = (
        GroupMember.objects.filter(
            school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL),
            left_on__isnull=True,
            group__state=GroupState.ACTIVE,
        )
        .filter(Exists(others), ~Exists(earlier), ~Exists(deferred))
        .order_by()
        .values_list(
            Value("sigs-sharing", CharField()),
            shown_name("group__"),
            Concat("group__slug", Value("/"), "school__number", output_field=CharField()),
            Subquery(since, output_field=DateTimeField()),
        )
    )
    return rows


def is_asked(group: Group, school: School) -> bool:
    """Whether the head has not yet said "not this year"."""
    said = SharingDeferral.objects.filter(group=group, school=school, year=this_year())
    return not said.exists()
