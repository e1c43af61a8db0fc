"""What advisers' time goes into over the schools that a person leads advisers of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Min, Q, Sum

from brokerage.enums import VisitNoteState
from brokerage.models import FirstVisitBy, ReleaseDays, VisitNote
from core import clock
from core.authorise import active_assignments
from core.models import User
from schools.enums import DayState, Role
from schools.models import DayEntry, School
from schools.queries.days import this_year
from schools.queries.support.ties import tied_schools

# Notes whose words stand.
STANDING = [VisitNoteState.SENT, VisitNoteState.ACCURATE]
AUTUMN = 9


def year_bounds() -> tuple[dt.date, dt.date]:
    """First and last day of the academic year under way."""
    year = this_year()
    return dt.date(year - 1, AUTUMN, 1), dt.date(year, AUTUMN - 1, 31)


def first_visits(schools: Iterable[int]) -> dict[int, dt.date]:
    """By school, the first day of the year under way on which days of support were used: those of a visit are
    once its note is sent."""
    rows = DayEntry.objects.filter(
        budget__school__in=list(schools), budget__year=this_year(), state=DayState.USED
    ).order_by()
    return dict(rows.values_list("budget__school").annotate(first=Min("on")))


def first_visit_days(levels: Iterable[int]) -> dict[int, FirstVisitBy]:
    return {row.level_id: row for row in FirstVisitBy.objects.filter(level__in=list(levels))}


def day_in_year(rule: FirstVisitBy) -> dt.date:
    first, _last = year_bounds()
    return dt.date(first.year + (rule.month < AUTUMN), rule.month, rule.day)


def shares_of_support(schools: Iterable[int]) -> dict[int, tuple[Decimal, Decimal]]:
    """By adviser: days of support and days of challenge, of the year's notes that stand."""
    found: dict[int, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    notes = VisitNote.objects.filter(
        visit__school__in=list(schools), visit__on__range=year_bounds(), state__in=STANDING
    ).values_list("visit__adviser", "days", "support_percent")
    for adviser, days, percent in notes:
        if days is None or percent is None:
            continue
        support, challenge = found[adviser]
        share = days * percent / 100
        found[adviser] = (support + share, challenge + days - share)
    return dict(found)


def release_days(people: Iterable[int]) -> dict[int, ReleaseDays]:
    rows = ReleaseDays.objects.filter(person__in=list(people), year=this_year()).select_related("school")
    return {row.person_id: row for row in rows}


def days_spent(people: Iterable[int]) -> dict[int, Decimal]:
    """By adviser, the days used and planned this year, at whatever school."""
    rows = (
        DayEntry.objects.filter(adviser__in=list(people), budget__year=this_year())
        .exclude(state=DayState.CANCELLED)
        .order_by()
        .values("adviser")
        .annotate(total=Sum("days"))
    )
    return {row["adviser"]: row["total"] for row in rows}


def partner_schools(people: Iterable[int]) -> dict[int, School]:
    """By adviser who leads a school as well: that school."""
    posts = active_assignments().filter(
        Q(role=Role.HEADTEACHER), user__in=list(people), scope__school__isnull=False
    )
    return {post.user_id: post.scope.school for post in posts.select_related("scope__school").order_by("pk")}


def school_that_releases(person: User) -> School | None:
    return tied_schools(person).filter(scope__in=heads_posts(person)).first()


def heads_posts(person: User) -> list[int]:
    posts = active_assignments().filter(user=person, role=Role.HEADTEACHER)
    return list(posts.values_list("scope_id", flat=True))


def today_is_after(day: dt.date) -> bool:
    return clock.today() > day
