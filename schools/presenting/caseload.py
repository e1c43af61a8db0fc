"""A caseload as a table: each school with what can be said of it in one row."""

from collections import defaultdict
from dataclasses import dataclass

from schools.disclosure import Shown
from schools.models import CategoryRecord, Contact, Indicator, School
from schools.presenting.days import DayRow, day_rows
from schools.presenting.listing import NONE, number_alone
from schools.presenting.standing import MeasureRow, measure_row
from schools.queries.register import Figure, newest_figures
from schools.queries.standing import standings_of

SHOWN_MEASURES = ("attendance", "capped9")


@dataclass(frozen=True)
class CaseloadRow:
    school: School
    head: Contact | None
    category: CategoryRecord | None
    fsm: Shown
    attendance_parts: list[Shown]
    measures: dict[str, MeasureRow]
    days: DayRow


def caseload_rows(schools: list[School], *, exact: bool) -> list[CaseloadRow]:
    """Eight queries, however many schools, read `with_days`."""
    days = {row.school.pk: row for row in day_rows(schools)}
    heads = {row.school_id: row for row in Contact.objects.filter(school__in=schools, role="head")}
    categories = {row.school_id: row for row in CategoryRecord.objects.filter(school__in=schools)}
    figures = newest_figures([school.pk for school in schools], ["fsm", "attendance"])
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=["fsm", "attendance"])}
    measures: dict[int, dict[str, MeasureRow]] = defaultdict(dict)
    for found in standings_of(schools, SHOWN_MEASURES):
        if not found.comparison.part:
            measures[found.school.pk][found.indicator.code] = measure_row(found, exact=exact)
    return [
        CaseloadRow(
            school=school,
            head=heads.get(school.pk),
            category=categories.get(school.pk),
            fsm=shown_alone(indicators["fsm"], figures.get(school.pk, {}).get(("fsm", ""))),
            attendance_parts=[
                shown_alone(indicators["attendance"], figure)
                for (code, part), figure in sorted(figures.get(school.pk, {}).items())
                if code == "attendance" and part
            ],
            measures=dict(measures[school.pk]),
            days=days[school.pk],
        )
        for school in schools
    ]


def shown_alone(indicator: Indicator, figure: Figure | None) -> Shown:
    return number_alone(indicator, figure) if figure else NONE
