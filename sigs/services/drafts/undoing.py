"""A publication taken back, as long as no member has acted in the new groups."""

from typing import Any

import pghistory.models
from django.db import transaction
from django.db.models import Model

from core import clock
from core.models import RoleAssignment, User
from core.transitions import Transition, advance
from schools.models import Share
from sigs.enums import CompositionState, GroupState
from sigs.models import Composition, Group, GroupHealth, GroupMember, LeftBehind, Publication, PublishedGroup
from sigs.queries.drafts import groups_made, publication_of
from sigs.services.drafts.publishing import close
from sigs.services.drafts.refusals import ActedAlready, NotWithHeads, SaysNothing
from sigs.services.drafts.telling import tell_of_groups
from sigs.services.groups import admit_school, release_school

UNPUBLISH = Transition("unpublished", sources={CompositionState.PUBLISHED}, target=CompositionState.SENT)
REOPEN = Transition("reopened", sources={GroupState.CLOSED}, target=GroupState.ACTIVE)

# What stands beside every group without anybody having acted.
NOT_AN_ACT: set[type[Model]] = {GroupMember, PublishedGroup, GroupHealth}


@transaction.atomic
def undo_publication(*, composition: Composition, because: str, by: User) -> None:
    """Last year's groups are as they were: members, posts. What their members had consented to share is not
    shared again by itself. Refused once somebody has acted in a new group (ActedAlready)."""
    if not because.strip():
        raise SaysNothing
    held = Composition.objects.select_for_update(of=("self",), no_key=True).get(pk=composition.pk)
    publication = publication_of(held)
    if publication is None:
        raise NotWithHeads
    made = [row.group for row in groups_made(publication)]
    acted = first_acted_in(made, publication)
    if acted is not None:
        raise ActedAlready(str(acted.name))
    why = because.strip()[:300]
    was: dict[int, Group] = {}
    for group in made:
        for member in group.members.filter(left_on__isnull=True).select_related("school"):
            release_school(group=group, school=member.school, by=by, because=why)
            was[member.school_id] = group
        close(group, why, by)
    restore(publication, why, by)
    advance(held, UNPUBLISH, published_at=None, published_by=None)
    Publication.objects.filter(pk=publication.pk).update(
        undone_at=clock.now(), undone_by=by, undone_because=why
    )
    tell_of_groups(was, "group_unmade")
    composition.refresh_from_db()


def restore(publication: Publication, why: str, by: User) -> None:
    rows = LeftBehind.objects.filter(publication=publication)
    rows = rows.select_related("member__group__tier", "member__school").order_by("pk")
    reopened: set[int] = set()
    for row in rows:
        group = row.member.group
        if row.closed_group and group.pk not in reopened:
            now = clock.now()
            facts = {"closed_on": None, "closed_because": "", "changed_at": now, "changed_by": by}
            advance(group, REOPEN, version=group.version + 1, **facts)
            reopened.add(group.pk)
        group.state = GroupState.ACTIVE
        if row.member.school.is_open:
            admit_school(group=group, school=row.member.school, by=by, because=row.member.because)
    RoleAssignment.objects.filter(pk__in=publication.ended_posts).update(ends_on=None)


def first_acted_in(groups: list[Group], publication: Publication) -> Group | None:
    """A group whose facts or members were changed, to which somebody was given a post, or in which anything
    was written: whatever points to a group is an act, also what later versions add."""
    by_id = {group.pk: group for group in groups}
    for group in groups:
        if group.version > 1:
            return group
    members = GroupMember.objects.filter(group__in=groups)
    changed = members.exclude(left_on__isnull=True) | members.exclude(
        school__in=publication.run.placements.values("school")
    )
    found = changed.values_list("group", flat=True).first()
    if found:
        return by_id[found]
    scopes = {group.scope_id: group for group in groups}
    post = RoleAssignment.objects.filter(scope__in=scopes).first()
    if post is not None:
        return scopes[post.scope_id]
    share = Share.objects.filter(audience__in=scopes).first()
    if share is not None:
        return scopes[share.audience_id]
    for model, name in pointing_to_groups():
        row = model._default_manager.filter(**{f"{name}__in": by_id}).values_list(name, flat=True).first()
        if row is not None:
            return by_id[row]
    return None


def pointing_to_groups() -> list[tuple[type[Model], str]]:
    """The tables and columns that point to a group, apart from its history."""
    found = []
    for relation in Group._meta.get_fields(include_hidden=True):
        other: Any = relation.related_model
        if (
            relation.auto_created
            and not relation.concrete
            and other not in NOT_AN_ACT
            and not issubclass(other, pghistory.models.Event)
        ):
            found.append((other, relation.field.name))  # type: ignore[union-attr]  # a reverse relation
    return found
