"""Who may do what, as a page for people: made from the roles themselves, so that it cannot be out of date."""

from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation

from brokerage.enums import Permission as HelpPermission
from core.enums import Permission as CorePermission
from core.enums import ScopeKind
from core.roles import Role, all_roles
from schools.enums import Permission as SchoolsPermission
from sigs.enums import Permission as SigsPermission

FILE = settings.BASE_DIR / "docs" / "permissions.md"
PERMISSIONS: tuple[type[TextChoices], ...] = (
    CorePermission,
    SchoolsPermission,
    SigsPermission,
    HelpPermission,
)
HEAD = """\
# Who may do what

Made by `python manage.py write_permissions` from the roles in each app's `permissions.py`; a test fails
while it is out of date. What every address answers to everybody stands in
`tests/architecture/permission_matrix.csv`.

A role is a post: one person, one role, at one place, between two dates. *There* means at that place and
whatever lies under it (an authority's schools, the region's authorities and schools); *region* means
everywhere in the region, whatever the place.
"""


def page() -> str:
    """In English, whatever language is active."""
    with translation.override("en"):
        return "\n".join(chain([HEAD], table(), roles()))


def table() -> Iterator[str]:
    known = all_roles()
    yield "| | " + " | ".join(str(role.name) for role in known) + " |"
    yield "|---" * (len(known) + 1) + "|"
    for permission in chain.from_iterable(PERMISSIONS):
        cells = [extent(role, permission.value) for role in known]
        yield f"| {permission.label} | " + " | ".join(cells) + " |"
    yield ""


def extent(role: Role, permission: str) -> str:
    if permission in role.regionwide:
        return "region"
    return "there" if permission in role.within else ""


def roles() -> Iterator[str]:
    for role in all_roles():
        yield f"## {role.name}\n"
        yield f"{role.purpose} Held at: {ScopeKind(role.scope_kind).label.lower()}.\n"
        for permission in chain.from_iterable(PERMISSIONS):
            where = extent(role, permission.value)
            if where:
                yield f"- {permission.label} ({where})"
        yield ""
