from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brokerage.enums import Permission
from brokerage.presenting.partnerships.listing import list_rows
from brokerage.queries.partnerships import LIVING, partnerships_of
from brokerage.queries.timeline import KINDS as KNOWN
from brokerage.queries.timeline import timeline
from core.authorise import authorise
from csc_portal.dashboard.together import KINDS, together_rows
from schools.models import School
from schools.queries.register import school_visible
from schools.views.school import frame


def school_with_work(user: Any, number: str) -> School | None:
    """Where the person may see partnerships: others are not told that there are any."""
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_PARTNERSHIP, school) else None


@authorise(Permission.VIEW_PARTNERSHIP, find=school_with_work)
def school_together(request: HttpRequest, school: School) -> HttpResponse:
    """What the school does with others now, and one line of time of what it did."""
    kind = request.GET.get("kind", "")
    chosen = kind if kind in KNOWN else ""
    living = partnerships_of(school).filter(state__in=LIVING)
    context: dict[str, Any] = {
        **frame(request, school),
        "living": list_rows(living),
        "rows": together_rows(timeline(school, chosen)),
        "kinds": KINDS,
        "chosen": chosen,
        "may_open": request.user.has_perm(Permission.KEEP_PARTNERSHIP, school),
    }
    return render(request, "dashboard/school_together.html", context)
