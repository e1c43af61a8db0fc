"""The budget of a school and year, and the ceiling that its support level gives it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q

from core import clock, notices
from core.models import User
from schools.enums import Permission
from schools.models import DayBudget, School, SupportCycle, SupportLevel
from schools.queries.days import advisers_of, nears_ceiling, this_year
from schools.queries.support.levels import current_levels
from schools.queries.support.people import holders
from schools.services.days.refusals import NotInQuarters, OverCeiling

MOST_AT_ONCE = Decimal(25)


@dataclass(frozen=True)
class Ceiling:
    days: Decimal | None = None
    level: SupportLevel | None = None
    cycle: SupportCycle | None = None

    def columns(self) -> dict[str, object]:
        return {"ceiling": self.days, "level": self.level, "cycle": self.cycle}


def ceilings(schools: list[int]) -> dict[int, Ceiling]:
    """What the schools' levels allow now; a school without a level is limited by nothing."""
    levels = current_levels(schools)
    return {
        pk: Ceiling(Decimal(levels[pk].level.days), levels[pk].level, levels[pk].cycle)
        if pk in levels
        else Ceiling()
        for pk in schools
    }


def budget_of(school: School, year: int) -> DayBudget:
    ceiling = ceilings([school.pk])[school.pk]
    return DayBudget.objects.get_or_create(school=school, year=year, defaults=ceiling.columns())[0]


def take_room(budget: DayBudget, days: Decimal) -> None:
    """Bring the ceiling up to date and make sure that there is room for the days, in one update: it keeps the
    budget for this transaction, so that whoever comes at the same moment finds what is left."""
    ceiling = ceilings([budget.school_id])[budget.school_id]
    room = Q() if ceiling.days is None else Q(booked__lte=ceiling.days + F("extra") - days)
    if not DayBudget.objects.filter(room, pk=budget.pk).update(**ceiling.columns()):
        budget.refresh_from_db()
        raise OverCeiling((ceiling.days or Decimal(0)) + budget.extra - budget.booked)


def check_quarters(days: Decimal) -> None:
    if not 0 < days <= MOST_AT_ONCE or (days * 4) % 1:
        raise NotInQuarters


def warn_if_near(budget: DayBudget) -> None:
    """Tell the school's advisers and those above them once that most of the days are booked; and be ready to
    tell them again where that is no longer so."""
    budget.refresh_from_db()
    allowed = None if budget.ceiling is None else budget.ceiling + budget.extra
    unsaid = DayBudget.objects.filter(pk=budget.pk)
    if not nears_ceiling(budget.booked, allowed):
        unsaid.filter(warned_at__isnull=False).update(warned_at=None)
        return
    if not unsaid.filter(warned_at__isnull=True).update(warned_at=clock.now()):
        return
    school = budget.school
    people = {person.pk: person for person in advisers_of([school])[school.pk]}
    people |= {person.pk: person for person in holders(Permission.APPROVE_DAYS, school)}
    for person in people.values():
        notices.tell(
            person,
            "schools/days_near",
            f"/schools/{school.number}/days/?year={budget.year}",
            school=school.name_en,
            school_cy=school.name_cy or school.name_en,
            booked=float(budget.booked),
            allowed=float(allowed or 0),
        )


@transaction.atomic
def refresh_ceilings(*, by: User | None = None) -> int:
    """Bring the ceilings of the year under way up to date, after levels became final. How many changed."""
    budgets = list(DayBudget.objects.select_for_update().filter(year=this_year()).order_by("pk"))
    found = ceilings([budget.school_id for budget in budgets])
    changed = 0
    for budget in budgets:
        ceiling = found[budget.school_id]
        level = ceiling.level.pk if ceiling.level else None
        cycle = ceiling.cycle.pk if ceiling.cycle else None
        if (budget.ceiling, budget.level_id, budget.cycle_id) != (ceiling.days, level, cycle):
            DayBudget.objects.filter(pk=budget.pk).update(**ceiling.columns())
            warn_if_near(budget)
            changed += 1
    return changed
