"""Workshops: who may come, who has a place, and who waits."""

from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import translation

from core import authorise, clock
from core.enums import ScopeKind
from core.models import User
from core.roles import all_roles
from schools.models import Region, School
from schools.queries.region import region_of_portal
from sigs.enums import Permission, WorkshopFor, WorkshopPlaceState, WorkshopState
from sigs.models import Workshop, WorkshopPlace

Rows = QuerySet[Any, tuple[Any, ...]]

# Whoever holds one of them is meant.
MEANT = {
    WorkshopFor.CONVENORS: (Permission.LEAD_GROUP,),
    WorkshopFor.HEADS: (Permission.LEAD_GROUP, Permission.ANSWER_FOR_SCHOOL),
    WorkshopFor.STAFF: (Permission.LEAD_GROUP, Permission.ANSWER_FOR_SCHOOL, Permission.TAKE_PART),
}
TAKEN = (
    WorkshopPlaceState.BOOKED,
    WorkshopPlaceState.OFFERED,
    WorkshopPlaceState.ATTENDED,
    WorkshopPlaceState.ABSENT,
)
GONE = (WorkshopPlaceState.WITHDRAWN, WorkshopPlaceState.LAPSED)


def workshops_for(user: Any) -> QuerySet[Workshop]:
    """All but those being planned, which the consortium alone sees; next one first, past ones last."""
    rows = Workshop.objects.filter(region=region_of_portal())
    if not authorise.held(user, Permission.MANAGE_GROUPS):
        rows = rows.exclude(state=WorkshopState.PLANNED)
    return rows.order_by("starts_at", "pk")


def workshop_visible(user: Any, public_id: UUID) -> Workshop | None:
    if not authorise.held(user, Permission.VIEW_GROUP):
        return None
    return workshops_for(user).select_related("region__scope").filter(public_id=public_id).first()


def workshop_managed(user: Any, public_id: UUID) -> Workshop | None:
    return (
        Workshop.objects.visible_to(user).select_related("region__scope").filter(public_id=public_id).first()
    )


def region_managed(user: Any) -> Region | None:
    return region_of_portal()


def is_meant(user: Any, workshop: Workshop) -> bool:
    wanted = MEANT[WorkshopFor(workshop.meant_for)]
    return any(authorise.held(user, permission) for permission in wanted)


def own_place(user: Any, workshop: Workshop) -> WorkshopPlace | None:
    """The person's place or turn that stands; None once they withdrew or let an offer pass."""
    return workshop.place_rows.filter(person=user).exclude(state__in=GONE).select_related("school").first()


def places_of(workshop: Workshop) -> QuerySet[WorkshopPlace]:
    return (
        workshop.place_rows.exclude(state__in=GONE)
        .select_related("person", "school")
        .order_by("person__name", "pk")
    )


def waiting_list(workshop: Workshop) -> QuerySet[WorkshopPlace]:
    """Whoever asked first is offered the first place."""
    return workshop.place_rows.filter(state=WorkshopPlaceState.WAITING).order_by("asked_at", "pk")


def turn_in_list(place: WorkshopPlace) -> int:
    """1 for whoever is next."""
    before = Q(asked_at__lt=place.asked_at) | Q(asked_at=place.asked_at, pk__lt=place.pk)
    return waiting_list(place.workshop).filter(before).count() + 1


def schools_of_person(user: User) -> list[School]:
    """Those at which the person holds a post, for whose staff the day out counts: own schools first, then
    those of the groups that the person leads."""
    posts = authorise.posts(user)
    scopes = [post.scope_id for post in posts if post.scope.kind == ScopeKind.SCHOOL]
    groups = [post.scope_id for post in posts if post.scope.kind == ScopeKind.GROUP]
    welsh = (translation.get_language() or "").startswith("cy")
    order = "sort_cy" if welsh else "sort_en"
    schools = School.objects.open()
    own = list(schools.filter(scope__in=scopes).order_by(order))
    return own or list(
        schools.filter(group_members__group__scope__in=groups, group_members__left_on__isnull=True)
        .distinct()
        .order_by(order)
    )


def people_meant(workshop: Workshop) -> list[User]:
    """Whom to invite."""
    roles = authorise.active_assignments().filter(
        role__in=[
            role.code
            for role in all_roles()
            if any(permission in role.within for permission in MEANT[WorkshopFor(workshop.meant_for)])
        ],
        user__is_active=True,
    )
    return list(User.objects.filter(pk__in=roles.values("user")).order_by("name", "pk"))


def offers_to_take(user: Any) -> Rows:
    """Places kept for the person for a while; in the columns of sigs.queries.attention."""
    return (
        WorkshopPlace.objects.filter(person=user.pk, state=WorkshopPlaceState.OFFERED)
        .filter(workshop__state=WorkshopState.OPEN, offered_until__gte=clock.now())
        .order_by()
        .values_list(
            Value("sigs-workshop-offer", CharField()),
            F("workshop__title_cy")
            if (translation.get_language() or "") == "cy"
            else F("workshop__title_en"),
            Cast("workshop__public_id", CharField()),
            Cast("offered_until", DateTimeField()),
        )
    )
