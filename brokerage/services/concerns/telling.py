"""Who is told of a concern: colleagues who may see it. A mail never names the school nor goes to one."""

from collections.abc import Iterable

from brokerage.enums import Permission
from brokerage.models import Concern
from core import notices
from core.models import User
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied


def tell_officers(concern: Concern, kind: str, *, by: User) -> None:
    """Those who could issue a notice, and are no part of the school."""
    officers = (
        person
        for person in holders(Permission.ISSUE_NOTICE, concern.school)
        if not is_tied(person, concern.school)
    )
    tell(officers, concern, kind, by=by)


def tell(people: Iterable[User], concern: Concern, kind: str, *, by: User) -> None:
    for person in people:
        if person != by:
            notices.tell(person, f"brokerage/{kind}", f"/concerns/{concern.public_id}/", who=by.name)
