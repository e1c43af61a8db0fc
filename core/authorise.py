"""Who may: permissions held through role assignments, and the mark that every view carries."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Self, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase

from core import clock, snapshot
from core.models import RoleAssignment, User
from core.roles import role_named

View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=models.Model)


def active_assignments() -> models.QuerySet[RoleAssignment]:
    today = clock.today()
    return RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today
    ).select_related("scope")


def posts(user: User) -> list[RoleAssignment]:
    """The person's posts of today, read once per request (kept on the user object)."""
    known: list[RoleAssignment] | None = getattr(user, "_posts", None)
    if known is None:
        known = list(active_assignments().filter(user=user).order_by("pk"))
        user._posts = known  # type: ignore[attr-defined]  # through the lazy user of a request too
    return known


def person_of(request: HttpRequest) -> User:
    """Who asks, behind a door that only signed-in people pass."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def held(user: Any, permission: str) -> list[int]:
    """The ids of the scopes in which the person holds the permission."""
    if not user.is_authenticated or not user.is_active:
        return []
    scopes: set[int] = set()
    for post in posts(user):
        role = role_named(post.role)
        if role and permission in role.within:
            scopes.add(post.scope_id)
        if role and permission in role.regionwide:
            scopes.add(post.scope.lineage[0])
    return sorted(scopes)


def lineage_of(obj: Any) -> list[int]:
    """The lineage of the scope that `scope_path` leads to from the object; empty where there is none."""
    for step in type(obj).scope_path.split("__"):
        obj = getattr(obj, step)
        if obj is None:
            return []
    lineage: list[int] = obj.lineage
    return lineage


def allows(user: Any, permission: str, obj: Any = None) -> bool:
    scopes = held(user, permission)
    return bool(scopes) if obj is None else not set(scopes).isdisjoint(lineage_of(obj))


class ScopedQuerySet(models.QuerySet[M]):
    """For models that state `scope_path` (the way to their Scope) and `view_permission`."""

    def visible_to(self, user: Any) -> Self:
        return self.held_by(user, self.model.view_permission)  # type: ignore[attr-defined]  # stated per model

    def held_by(self, user: Any, permission: str) -> Self:
        scopes = held(user, permission)
        if not scopes:
            return self.none()
        path: str = self.model.scope_path  # type: ignore[attr-defined]  # stated per model
        return self.filter(**{f"{path}__lineage__overlap": scopes})


def authorise(permission: str, *, find: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """The view's door. `find(user, **url_arguments)` gives the object among those that the person may see,
    or None: 404 if not visible, 403 if visible but the permission is not held. The view receives the
    object in place of the URL's arguments."""

    def mark(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            with snapshot.page(request):
                if find is None:
                    if not allows(request.user, permission):
                        raise PermissionDenied
                    return view(request, **arguments)
                found = find(request.user, **arguments)
                if found is None:
                    raise Http404
                if not allows(request.user, permission, found):
                    raise PermissionDenied
                return view(request, found)

        door.access = ("permission", str(permission))  # type: ignore[attr-defined]  # read by the guard test
        return door

    return mark


def signed_in(view: View) -> View:
    """Open to everyone who is signed in; the view shows each person only what is theirs."""

    @wraps(view)
    def door(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        with snapshot.page(request):
            return view(request, **arguments)

    door.access = ("signed in", "")  # type: ignore[attr-defined]  # read by the guard test
    return door


def public(reason: str) -> Callable[[View], View]:
    """Open to everyone, with the reason that the guard test lists."""

    def mark(view: View) -> View:
        view.access = ("public", reason)  # type: ignore[attr-defined]  # read by the guard test
        return login_not_required(view)

    return mark
