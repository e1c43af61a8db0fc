"""Which groups there are, who is in them, and who may see their space."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet

from core import authorise
from core.authorise import active_assignments
from core.enums import ScopeKind
from schools.models import School
from sigs.enums import GroupState, Permission, Role
from sigs.models import Group, GroupMember

NOW = Q(members__left_on__isnull=True)


def group_visible(user: Any, slug: str) -> Group | None:
    """For whoever may see its space: the people of its schools and those who look after it."""
    found: Group | None = (
        Group.objects.visible_to(user)
        .select_related("scope", "tier", "region", "parent")
        .filter(slug=slug)
        .first()
    )
    return found


def all_groups() -> QuerySet[Group]:
    """The groups that are not closed, with the number of their schools."""
    return (
        Group.objects.exclude(state=GroupState.CLOSED)
        .select_related("tier")
        .annotate(schools=Count("members", filter=NOW))
    )


def groups_of_school(school: School) -> QuerySet[Group]:
    """Those it is in now, which are not closed."""
    return all_groups().filter(members__in=GroupMember.objects.filter(school=school, left_on__isnull=True))


def own_scopes(user: Any) -> set[int]:
    """The scopes of the schools and groups at which the person holds a post."""
    return {
        post.scope_id
        for post in authorise.posts(user)
        if post.scope.kind in {ScopeKind.SCHOOL, ScopeKind.GROUP}
    }


def seen_through(user: Any) -> tuple[set[int], set[int]]:
    """The scopes through which the person sees groups, and those among them of own schools and groups."""
    scopes = set(authorise.held(user, Permission.VIEW_GROUP))
    return scopes, scopes & own_scopes(user)


def groups_of_person(user: Any) -> QuerySet[Group]:
    """The groups of the schools where the person works, or which the person leads: not those of a region."""
    _all, scopes = seen_through(user)
    return all_groups().filter(scope__lineage__overlap=sorted(scopes))


def current_members(group: Group) -> QuerySet[GroupMember]:
    return (
        GroupMember.objects.filter(group=group, left_on__isnull=True)
        .select_related("school__authority", "school__scope")
        .order_by("school__sort_en", "pk")
    )


def former_members(group: Group) -> QuerySet[GroupMember]:
    return (
        GroupMember.objects.filter(group=group, left_on__isnull=False)
        .select_related("school__authority", "left_by")
        .order_by("-left_on", "school__sort_en")
    )


def members_of(groups: Iterable[Group]) -> dict[int, list[School]]:
    """The schools that are in each group now, by the group's id; one query."""
    found: dict[int, list[School]] = defaultdict(list)
    rows = GroupMember.objects.filter(group__in=[group.pk for group in groups], left_on__isnull=True)
    for row in rows.select_related("school__authority").order_by("school__sort_en", "pk"):
        found[row.group_id].append(row.school)
    return found


def convenors_of(groups: Iterable[Group]) -> dict[int, list[str]]:
    """The names of those who hold the post of convenor today, by the group's id; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    posts = active_assignments().filter(
        role=Role.CONVENOR, scope__group__in=[group.pk for group in groups], user__is_active=True
    )
    for group, name in posts.order_by("user__name").values_list("scope__group__pk", "user__name"):
        found[group].append(name)
    return found


def count_and_convenors(group: Group) -> tuple[int, list[str]]:
    """How many schools are in it, and the names of its convenors; one query."""
    posts = active_assignments().filter(role=Role.CONVENOR, scope__group=OuterRef("pk"), user__is_active=True)
    found = (
        Group.objects.filter(pk=group.pk)
        .annotate(
            schools=Count("members", filter=NOW),
            convenors=ArraySubquery(posts.order_by("user__name").values("user__name")),
        )
        .order_by()
        .values_list("schools", "convenors")
    )
    return found.get()


def answered_for(user: Any) -> list[School]:
    """The open schools for which the person speaks in groups."""
    found = School.objects.held_by(user, Permission.ANSWER_FOR_SCHOOL).open().of_region()
    return list(found.select_related("scope", "authority__region").order_by("sort_en", "number"))


def schools_to_choose() -> list[School]:
    open_ones = School.objects.open().of_region()
    return list(open_ones.select_related("authority__region", "scope").order_by("sort_en", "number"))
