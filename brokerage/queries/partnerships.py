"""Partnerships of schools: which there are, who is in them, and when they last had contact."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from brokerage.enums import PartnershipState
from brokerage.models import Partner, Partnership, PartnershipContact, PartnershipReview
from core.authorise import active_assignments
from core.models import User
from schools.enums import Role
from schools.models import School
from schools.queries.support.ties import POSTS_THAT_TIE, tied_schools, with_federated

# Something may still be done in them.
LIVING = [PartnershipState.AGREEING, PartnershipState.ACTIVE, PartnershipState.PAUSED]


def with_partners(rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
    partners = Partner.objects.select_related("school__scope", "agreed_by")
    return rows.select_related(
        "scope", "region", "topic", "broker", "halted_by", "evaluation__evaluator"
    ).prefetch_related(Prefetch("partners", partners))


def with_last_change(rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """`last_contact_on`, and `review_due_on` of the next review that nobody has held."""
    contacts = PartnershipContact.objects.filter(partnership=OuterRef("pk"), struck_at__isnull=True)
    reviews = PartnershipReview.objects.filter(partnership=OuterRef("pk"), held_on__isnull=True)
    return rows.annotate(
        last_contact_on=Subquery(contacts.order_by("-on").values("on")[:1]),
        review_due_on=Subquery(reviews.order_by("due_on").values("due_on")[:1]),
    )


def partnerships_visible(user: Any) -> QuerySet[Partnership]:
    return with_last_change(with_partners(Partnership.objects.visible_to(user)))


def partnership_visible(user: Any, public_id: UUID) -> Partnership | None:
    found: Partnership | None = (
        with_partners(Partnership.objects.visible_to(user)).filter(public_id=public_id).first()
    )
    return found


def partnerships_of(school: School) -> QuerySet[Partnership]:
    """All that the school is or was in, the newest first."""
    rows = Partnership.objects.filter(
        Exists(Partner.objects.filter(partnership=OuterRef("pk"), school=school))
    )
    return with_last_change(with_partners(rows))


def partners_of_schools(scopes: Iterable[int]) -> QuerySet[Partner]:
    """Whom the schools with these scopes work with now, the newest partnership first; each with
    `last_contact_on` of the partnership."""
    own = Partner.objects.filter(partnership=OuterRef("partnership"), school__scope__in=list(scopes))
    contacts = PartnershipContact.objects.filter(
        partnership=OuterRef("partnership"), struck_at__isnull=True
    ).order_by("-on")
    return (
        Partner.objects.filter(Exists(own), partnership__state__in=LIVING)
        .exclude(school__scope__in=list(scopes))
        .annotate(last_contact_on=Subquery(contacts.values("on")[:1]))
        .order_by("-partnership__begun_at", "partnership", "pk")
    )


def belongs_to(person: User, partnership: Partnership) -> bool:
    """Works at or governs one of its schools, or one federated with it."""
    return Partner.objects.filter(partnership=partnership, school__in=tied_schools(person)).exists()


def heads_of(partnership: Partnership) -> list[User]:
    schools = Partner.objects.filter(partnership=partnership).values("school__scope")
    posts = active_assignments().filter(scope__in=schools, role=Role.HEADTEACHER, user__is_active=True)
    return list(User.objects.filter(pk__in=posts.values("user")).order_by("name", "pk"))


def evaluators_for(partnership: Partnership) -> QuerySet[User]:
    """Who could say what it came to: advisers, senior advisers and staff of the consortium who belong to
    none of its schools."""
    scopes = Partner.objects.filter(partnership=partnership).order_by().values("school__scope")
    # As `belongs_to` says of one person.
    near = active_assignments().filter(
        scope__school__in=with_federated(scopes).order_by().values("pk"), role__in=POSTS_THAT_TIE
    )
    far = active_assignments().filter(
        role__in=[Role.ADVISER, Role.SENIOR_ADVISER, Role.CONSORTIUM],
        # Only those who see its file can say what it came to.
        scope__in=partnership.scope.lineage,
        user__is_active=True,
    )
    return (
        User.objects.filter(pk__in=far.values("user"))
        .exclude(pk__in=near.values("user"))
        .order_by("name", "pk")
    )


def filtered(
    rows: QuerySet[Partnership], *, state: str = "", kind: str = "", words: str = ""
) -> QuerySet[Partnership]:
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        named = Partner.objects.filter(partnership=OuterRef("pk")).filter(
            Q(school__name_en__icontains=words) | Q(school__name_cy__icontains=words)
        )
        rows = rows.filter(Q(title__icontains=words) | Exists(named))
    return rows
