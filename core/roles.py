"""Roles in readable prose: what each is for and what it may do. Each app's permissions.py adds to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django_stubs_ext import StrOrPromise


@dataclass
class Role:
    code: str
    name: StrOrPromise
    purpose: StrOrPromise
    scope_kind: str
    # What the role may do within its scope (and what lies under it), and in the whole region.
    within: set[str] = field(default_factory=set)
    regionwide: set[str] = field(default_factory=set)


_roles: dict[str, Role] = {}


def define_role(code: str, *, name: StrOrPromise, purpose: StrOrPromise, scope_kind: str) -> Role:
    if code in _roles:
        raise ValueError(f"The role {code} is defined twice.")
    _roles[code] = Role(code, name, purpose, scope_kind)
    return _roles[code]


def allow(codes: Iterable[str], *, within: Iterable[str] = (), regionwide: Iterable[str] = ()) -> None:
    for code in codes:
        role = _roles[code]
        role.within |= {str(permission) for permission in within}
        role.regionwide |= {str(permission) for permission in regionwide}


def all_roles() -> list[Role]:
    return list(_roles.values())


def role_named(code: str) -> Role | None:
    """None for a role that an older version knew and this one does not: it allows nothing."""
    return _roles.get(code)
