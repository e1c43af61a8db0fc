"""Days of support in the fictional region: what advisers have used and planned since September, a request
that waits, and samples that moderators have begun to look at."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from numpy.random import Generator

from core import clock
from core.models import User
from schools.demonstration.chance import stream
from schools.demonstration.earlier import add_earlier_year
from schools.demonstration.region import SEED
from schools.enums import DayRequestState, DayState, Medium, SampleOutcome, VisitKind
from schools.models import (
    Authority,
    DayBudget,
    DayEntry,
    DayRequest,
    Region,
    SampledJudgement,
    School,
    SupportCycle,
)
from schools.queries.days import academic_year_of, advisers_of
from schools.queries.support.levels import COUNTING_CYCLES, CurrentLevel, current_levels
from schools.services.sampling import draw_sample
from schools.services.supportsums import add_up

# Shares of the ceiling that are used and planned by late autumn, drawn between these.
USED, PLANNED = (0.1, 0.45), (0.1, 0.4)
LONGEST_VISIT = 6
# A visit every so many days, back to September and ahead to July.
APART = 17
KINDS_USED = (VisitKind.AUTUMN, VisitKind.MONITORING, VisitKind.JOINT)
KINDS_PLANNED = (VisitKind.JOINT, VisitKind.MONITORING, VisitKind.SPRING, VisitKind.SPRING, VisitKind.SUMMER)
WORDS = {
    VisitKind.AUTUMN: ("Standards and support level", "Safonau a lefel cymorth"),
    VisitKind.MONITORING: ("Progress of the support plan", "Cynnydd y cynllun cymorth"),
    VisitKind.JOINT: (
        "Lessons and books together with the deputy head",
        "Gwersi a llyfrau gyda’r dirprwy bennaeth",
    ),
    VisitKind.SPRING: ("Teaching and leadership", "Addysgu ac arweinyddiaeth"),
    VisitKind.SUMMER: ("Planning and targets", "Cynllunio a thargedau"),
}
REASON = (
    "Two senior leaders are away until Easter, and the acting head asks for someone beside her each week."
)
REMARK = "Which evidence is of this year? Both lesson visits are of last summer."


@transaction.atomic
def add_days(*, region: Region, people: dict[str, User], shown: list[School]) -> bool:
    """For the schools that the accounts work with and the others of Cardiff. Nothing where days are there."""
    cycles = SupportCycle.objects.filter(region=region).order_by("year")
    if DayBudget.objects.exists() or not cycles:
        return False
    add_earlier_year(region, people["consortium"])
    for cycle in cycles.filter(state__in=COUNTING_CYCLES):
        add_up(cycle=cycle)
    schools = list(
        School.objects.of_region().open().filter(authority__code="681").select_related("authority")
    )
    schools += [school for school in shown if school.authority_id != schools[0].authority_id]
    levels = current_levels([school.pk for school in schools])
    advisers = advisers_of(schools)
    chance = stream(SEED, "days")
    for school in sorted(schools, key=lambda school: school.number):
        if school.pk in levels and advisers.get(school.pk):
            adviser = next((row for row in advisers[school.pk] if row == people["adviser"]), None)
            book_year(school, levels[school.pk], adviser or advisers[school.pk][0], chance)
    ask_for_more(shown, people)
    look_at_samples(cycles.last(), people)
    return True


def book_year(school: School, current: CurrentLevel, adviser: User, chance: Generator) -> None:
    year = academic_year_of(clock.today())
    ceiling = Decimal(current.level.days)
    budget = DayBudget.objects.create(
        school=school, year=year, ceiling=ceiling, level=current.level, cycle=current.cycle
    )
    for state, (low, high) in ((DayState.USED, USED), (DayState.PLANNED, PLANNED)):
        days = in_quarters(float(ceiling) * float(chance.uniform(low, high)))
        DayEntry.objects.bulk_create(visits(budget, school, adviser, state, days))


def in_quarters(days: float) -> Decimal:
    return max(Decimal(round(days * 4)) / 4, Decimal("0.5"))


def visits(
    budget: DayBudget, school: School, adviser: User, state: DayState, days: Decimal, after: int = 4
) -> list[DayEntry]:
    """The days in a few visits: back from today for what is used, ahead for what is planned."""
    today, now = clock.today(), clock.now()
    used = state == DayState.USED
    kinds = KINDS_USED if used else KINDS_PLANNED
    found = []
    for number, part in enumerate(parts(days)):
        kind = kinds[number % len(kinds)]
        away = dt.timedelta(days=APART * number + after)
        on = max(today - away, dt.date(budget.year - 1, 9, 2)) if used else today + away
        found.append(
            DayEntry(
                budget=budget,
                state=state,
                days=part,
                kind=kind,
                purpose=WORDS[kind][school.medium == Medium.WELSH],
                on=on,
                adviser=adviser,
                planned_at=now - dt.timedelta(days=70),
                planned_by=adviser,
                used_at=now - away if used else None,
                used_by=adviser if used else None,
            )
        )
    return found


def parts(days: Decimal) -> list[Decimal]:
    """5.25 → 2, 2, 1.25; many days in longer visits."""
    longest = Decimal(2 if days <= LONGEST_VISIT else 3)
    whole, rest = divmod(days, longest)
    return [longest] * int(whole) + ([rest] if rest else [])


def ask_for_more(shown: list[School], people: dict[str, User]) -> None:
    """One school of the adviser's has nearly all its days booked, and more are asked for."""
    budget = (
        DayBudget.objects.filter(school__in=shown, school__authority__code="681")
        .exclude(school=shown[0])
        .order_by("-ceiling", "school__number")
        .first()
    )
    if budget is None or budget.ceiling is None:
        return
    left = budget.ceiling - budget.booked
    if left >= 1:
        DayEntry.objects.bulk_create(
            visits(
                budget, budget.school, people["adviser"], DayState.PLANNED, left - Decimal("0.5"), after=11
            )
        )
    DayRequest.objects.create(
        budget=budget,
        state=DayRequestState.ASKED,
        days=Decimal(4),
        reason=REASON,
        asked_at=clock.now() - dt.timedelta(days=2),
        asked_by=people["adviser"],
    )


def look_at_samples(cycle: SupportCycle | None, people: dict[str, User]) -> None:
    if cycle is None:
        return
    cardiff = Authority.objects.get(code="681")
    for authority, person in ((cardiff, people["senior.adviser"]), (None, people["consortium"])):
        sample = draw_sample(cycle=cycle, authority=authority, by=person)
        rows = SampledJudgement.objects.filter(sample=sample).order_by("judgement__school__number")
        for row, outcome in zip(rows, (SampleOutcome.SUPPORTED, SampleOutcome.QUESTIONS), strict=False):
            row.outcome = outcome
            row.remark = REMARK if outcome == SampleOutcome.QUESTIONS else ""
            row.looked_at, row.looked_by = clock.now() - dt.timedelta(days=1), person
            row.save()
