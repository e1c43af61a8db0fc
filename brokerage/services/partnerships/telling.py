"""Who is told what of a partnership."""

from collections.abc import Iterable

from brokerage.models import Partnership
from brokerage.queries.partnerships import heads_of
from core import notices
from core.models import User


def tell_all(partnership: Partnership, kind: str, *, by: User | None, because: str = "") -> None:
    """The heads of its schools, and who keeps it moving."""
    tell_people(partnership, kind, [*heads_of(partnership), partnership.broker], by=by, because=because)


def tell_people(
    partnership: Partnership, kind: str, people: Iterable[User], *, by: User | None, because: str = ""
) -> None:
    for person in {one.pk: one for one in people if one.is_active}.values():
        if by is None or person.pk != by.pk:
            notices.tell(
                person,
                f"brokerage/partnership_{kind}",
                f"/partnerships/{partnership.public_id}/",
                title=partnership.title,
                who=by.name if by else "",
                because=because,
            )
