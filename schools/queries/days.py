"""Days of support: what each school may have in an academic year, and what is booked of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
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
from schools.queries.support.levels import CurrentLevel, current_levels

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


def with_days(schools: QuerySet[School], year: int) -> QuerySet[School]:
    """The schools, each with what is booked, used and approved on top in the year."""
    budget = DayBudget.objects.filter(school=OuterRef("pk"), year=year).order_by()
    used = (
        DayEntry.objects.filter(budget__school=OuterRef("pk"), budget__year=year, state=DayState.USED)
        .order_by()
        .values("budget")
        .annotate(total=Sum("days"))
        .values("total")
    )
    return schools.annotate(
        days_booked=Subquery(budget.values("booked")[:1]),
        days_extra=Subquery(budget.values("extra")[:1]),
        days_used=Subquery(used[:1]),
    )


def ledgers_now(schools: Iterable[School]) -> dict[int, Ledger]:
    """Of schools that were read `with_days` of the year under way: one query, for their levels."""
    wanted = list(schools)
    levels = current_levels([school.pk for school in wanted])
    return {school.pk: ledger_now(school, levels.get(school.pk)) for school in wanted}


def ledger_now(school: Any, current: CurrentLevel | None) -> Ledger:
    used = school.days_used or NONE
    return Ledger(
        school_id=school.pk,
        year=this_year(),
        ceiling=Decimal(current.level.days) if current else None,
        level=current.level if current else None,
        cycle=current.cycle if current else None,
        extra=school.days_extra or NONE,
        used=used,
        planned=(school.days_booked or NONE) - used,
    )


def ledger(school: School, year: int) -> Ledger:
    """In the year under way and the next the ceiling is that of the school's level now, in years before the
    one that its days were booked under."""
    found = with_days(School.objects.filter(pk=school.pk), year).get()
    if year >= this_year():
        return replace(ledger_now(found, current_levels([school.pk]).get(school.pk)), year=year)
    budget = DayBudget.objects.filter(school=school, year=year).select_related("level", "cycle").first()
    past = replace(ledger_now(found, None), year=year)
    if budget is None:
        return past
    return replace(past, ceiling=budget.ceiling, level=budget.level, cycle=budget.cycle)


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
    return with_days(rows.select_related("authority", "scope"), this_year())


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
