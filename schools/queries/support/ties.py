"""Schools that a person is too near to judge."""

from typing import Any

from django.db.models import Q, QuerySet

from core.authorise import posts
from core.models import User
from schools.enums import Role
from schools.models import School

# An adviser's post is what one judges from; any other post at a school is a tie to it.
POSTS_THAT_TIE = {Role.HEADTEACHER, Role.TEACHER, Role.GOVERNOR}


def tied_schools(person: User) -> QuerySet[School]:
    """Where the person works or governs, and the schools federated with those (a partner adviser is both
    adviser and head)."""
    scopes = [post.scope_id for post in posts(person) if post.role in POSTS_THAT_TIE]
    return with_federated(scopes) if scopes else School.objects.none()


def with_federated(scopes: Any) -> QuerySet[School]:
    """The schools of these scopes (a list or a query of their ids), and those federated with them."""
    return School.objects.filter(
        Q(scope__in=scopes)
        | Q(
            pk__in=School.objects.filter(
                federations__ends_on__isnull=True,
                federations__federation__memberships__ends_on__isnull=True,
                federations__federation__memberships__school__scope__in=scopes,
            ).values("pk")
        )
    )


def is_tied(person: User, school: School) -> bool:
    return tied_schools(person).filter(pk=school.pk).exists()
