"""Days of support: what each school may have in an academic year, and what is booked of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from core import authorise, clock
from core.authorise import active_assignments
from core.models import User
from schools.enums import DayRequestState, DayState, Permission, Role
from schools.models import (
    AdviserTime,
    DayBudget,
    DayEntry,
    DayRequest,
    School,
    SupportCycle,
    SupportLevel,
)
from schools.queries.names import shown_name
from schools.queries.support.levels import current_levels

NONE = Decimal(0)


@dataclass(frozen=True)
class Ledger:
    """One school's days in one academic year. `ceiling` is None where the region uses no support levels or
    the school has none; `level` and `cycle` say where it comes from."""

    school_id: int
    year: int
    ceiling: Decimal | None
    level: SupportLevel | None
    cycle: SupportCycle | None
    extra: Decimal = NONE
    used: Decimal = NONE
    planned: Decimal = NONE

    @property
    def booked(self) -> Decimal:
        return self.used + self.planned

    @property
    def allowed(self) -> Decimal | None:
        """The ceiling and what was approved on top."""
        return None if self.ceiling is None else self.ceiling + self.extra

    @property
    def left(self) -> Decimal | None:
        """Below zero where the ceiling fell after the days were booked."""
        return None if self.allowed is None else self.allowed - self.booked

    @property
    def is_warned(self) -> bool:
        return nears_ceiling(self.booked, self.allowed)


def nears_ceiling(booked: Decimal, allowed: Decimal | None) -> bool:
    """Whether most of the days are booked, by the portal's setting (80 %)."""
    return allowed is not None and booked > 0 and booked * 100 >= allowed * settings.DAYS_WARNED_FROM_PERCENT


def academic_year_of(day: dt.date) -> int:
    """The calendar year in which the academic year of the day ends: it begins on 1 September."""
    return day.year + (day.month >= 9)


def this_year() -> int:
    return academic_year_of(clock.today())


def ledgers(schools: Iterable[int], year: int) -> dict[int, Ledger]:
    """Of every school, in three queries. In the year under way and the next the ceiling is that of the
    school's level now, in years before the one that its days were booked under."""
    wanted = list(schools)
    budgets = DayBudget.objects.filter(school__in=wanted, year=year).select_related("level", "cycle")
    known = {budget.school_id: budget for budget in budgets}
    is_past = year < this_year()
    levels = {} if is_past else current_levels(wanted)
    sums: dict[tuple[int, str], Decimal] = {
        (school, state): total
        for school, state, total in DayEntry.objects.filter(budget__school__in=wanted, budget__year=year)
        .order_by()
        .values_list("budget__school", "state")
        .annotate(total=Sum("days"))
    }
    found = {}
    for school in wanted:
        budget, current = known.get(school), levels.get(school)
        level, cycle = (current.level, current.cycle) if current else (None, None)
        ceiling = Decimal(level.days) if level else None
        if budget and is_past:
            level, cycle, ceiling = budget.level, budget.cycle, budget.ceiling
        found[school] = Ledger(
            school_id=school,
            year=year,
            ceiling=ceiling,
            level=level,
            cycle=cycle,
            extra=budget.extra if budget else NONE,
            used=sums.get((school, DayState.USED), NONE),
            planned=sums.get((school, DayState.PLANNED), NONE),
        )
    return found


def ledger(school: School, year: int) -> Ledger:
    return ledgers([school.pk], year)[school.pk]


def entries_of(school: School, year: int) -> QuerySet[DayEntry]:
    rows = DayEntry.objects.filter(budget__school=school, budget__year=year)
    return rows.select_related("adviser", "planned_by", "used_by", "cancelled_by").order_by("on", "pk")


def requests_of(school: School, year: int) -> QuerySet[DayRequest]:
    rows = DayRequest.objects.filter(budget__school=school, budget__year=year)
    return rows.select_related("asked_by", "decided_by")


def years_with_days(school: School) -> list[int]:
    """The newest first, the year under way and the next always among them."""
    known = DayBudget.objects.filter(school=school).values_list("year", flat=True)
    return sorted({*known, this_year(), this_year() + 1}, reverse=True)


def requests_waiting(user: Any) -> QuerySet[DayRequest]:
    """Those that the person may decide: not what they asked for themselves."""
    rows: QuerySet[DayRequest] = DayRequest.objects.held_by(user, Permission.APPROVE_DAYS)
    return (
        rows.filter(state=DayRequestState.ASKED)
        .exclude(asked_by=user)
        .select_related("budget__school__authority", "budget__level", "asked_by")
        .order_by("asked_at", "pk")
    )


def day_rows(user: Any) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """Requests that wait for the person, in the columns of `schools.queries.attention`."""
    if not authorise.held(user, Permission.APPROVE_DAYS):
        return []
    rows = requests_waiting(user).select_related(None).order_by()
    return [
        rows.values_list(
            Value("more-days", CharField()),
            shown_name("budget__school__"),
            Cast("public_id", CharField()),
            F("asked_at"),
        )
    ]


def entry_visible(user: Any, public_id: Any) -> DayEntry | None:
    rows: QuerySet[DayEntry] = DayEntry.objects.visible_to(user)
    return (
        rows.filter(public_id=public_id)
        .select_related("budget__school__scope", "budget__school__authority", "adviser")
        .first()
    )


def request_visible(user: Any, public_id: Any) -> DayRequest | None:
    rows: QuerySet[DayRequest] = DayRequest.objects.visible_to(user)
    return (
        rows.filter(public_id=public_id)
        .select_related("budget__school__scope", "budget__school__authority", "asked_by", "decided_by")
        .first()
    )


def schools_with_days(user: Any, permission: str) -> QuerySet[School]:
    """The open schools whose days the person may see for this purpose."""
    rows: QuerySet[School] = School.objects.open().of_region().held_by(user, permission)
    return rows.select_related("authority", "scope")


def advisers_of(schools: Iterable[School]) -> dict[int, list[User]]:
    """By school, those whose post it is to advise it, by name."""
    by_scope = {school.scope_id: school.pk for school in schools}
    found: dict[int, list[User]] = {pk: [] for pk in by_scope.values()}
    posts = active_assignments().filter(role=Role.ADVISER, scope__in=list(by_scope), user__is_active=True)
    for post in posts.select_related("user").order_by("user__name", "user_id"):
        found[by_scope[post.scope_id]].append(post.user)
    return found


def shares_of_posts(people: Iterable[int]) -> dict[int, Decimal]:
    """How much of a full post each has for advising; one of whom nobody has said anything is not in it."""
    return dict(AdviserTime.objects.filter(person__in=list(people)).values_list("person_id", "share"))


def people_who_book(school: School) -> QuerySet[User]:
    """Whom days can be booked for: the school's advisers and the senior advisers above them, by name."""
    lineage = school.scope.lineage if school.scope else []
    posts = active_assignments().filter(
        Q(role=Role.ADVISER) | Q(role=Role.SENIOR_ADVISER), scope__in=lineage, user__is_active=True
    )
    return User.objects.filter(pk__in=posts.values("user")).order_by("name", "pk")
