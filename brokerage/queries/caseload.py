"""What a caseload says of help and visits: last contact, what stands still, the next visit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from brokerage.enums import PartnershipState, VisitState
from brokerage.models import PartnershipContact, Stall, Visit
from brokerage.queries.stalls import stalls_by_school
from brokerage.queries.visits import visits_prepared_by
from core import clock


@dataclass
class Moving:
    """Of one school. The last contact is a visit of which a note was sent, or one of a partnership."""

    last_contact: dt.date | None = None
    stalls: list[Stall] = field(default_factory=list)
    next_visit: Visit | None = None
    # Its day is over and its note is not sent.
    late_visit: Visit | None = None


def moving_by_school(schools: Iterable[int], user: Any) -> dict[int, Moving]:
    """Three queries, however many schools."""
    wanted = list(schools)
    found = {pk: Moving() for pk in wanted}
    contacts = (
        PartnershipContact.objects.filter(
            partnership__partners__school__in=wanted,
            partnership__state=PartnershipState.ACTIVE,
            struck_at__isnull=True,
        )
        .order_by()
        .values_list("partnership__partners__school")
        .annotate(last=Max("on"))
    )
    for school, on in contacts:
        if school in found:
            found[school].last_contact = on
    visits = visits_prepared_by(user).filter(school__in=wanted).exclude(state=VisitState.CANCELLED)
    today = clock.today()
    for visit in visits.order_by("on", "pk"):
        row = found[visit.school_id]
        if visit.state == VisitState.NOTED:
            row.last_contact = max(visit.on, row.last_contact or visit.on)
        elif visit.on >= today:
            row.next_visit = row.next_visit or visit
        else:
            row.late_visit = row.late_visit or visit
    for school, stalls in stalls_by_school(wanted, user).items():
        found[school].stalls = stalls
    return found
