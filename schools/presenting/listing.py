"""Rows of the list of schools: the newest figures, through disclosure control."""

from dataclasses import dataclass, replace
from typing import Any

from schools.disclosure import Shown, display, gives_away
from schools.enums import Medium, Phase
from schools.models import Indicator, School
from schools.queries.register import Figure, ids_with_detail, newest_figures, quarters_of
from schools.units import plain

LISTED = ["pupils", "fsm", "attendance", "capped9"]
NONE = Shown("–", None)


@dataclass(frozen=True)
class ListedSchool:
    """One row of the list, ready to be drawn. Numbers without unit: the heading names it."""

    school: School
    phase: str
    medium: str
    pupils: Shown
    fsm: Shown
    # One figure, or two for an all-age school (its primary and its secondary part).
    attendance: list[Shown]
    quarter: int | None
    capped9: Shown
    capped9_quarter: int | None
    km: float | None


def listed_schools(user: Any, schools: list[School]) -> list[ListedSchool]:
    """Four queries, however many schools. Quarters stand where the person may see the school's detail."""
    indicators = {indicator.code: indicator for indicator in Indicator.objects.filter(code__in=LISTED)}
    figures = newest_figures([school.pk for school in schools], LISTED)
    open_to_user = ids_with_detail(user, schools)
    quarters = {code: quarters_of(open_to_user, code) for code in ("attendance", "capped9")}

    def shown(code: str, figure: Figure | None) -> Shown:
        return number_alone(indicators[code], figure) if figure else NONE

    # Django's get_phase_display() translates every choice anew for every row.
    phases = {phase.value: str(phase.label) for phase in Phase}
    media = {medium.value: str(medium.label) for medium in Medium}
    rows = []
    for school in schools:
        own = figures.get(school.pk, {})
        rows.append(
            ListedSchool(
                school=school,
                phase=phases[school.phase],
                medium=media[school.medium],
                pupils=shown("pupils", own.get(("pupils", ""))),
                fsm=shown("fsm", own.get(("fsm", ""))),
                attendance=[shown("attendance", own[key]) for key in sorted(own) if key[0] == "attendance"],
                quarter=quarters["attendance"].get(school.pk),
                capped9=shown("capped9", own.get(("capped9", ""))),
                capped9_quarter=quarters["capped9"].get(school.pk),
                km=getattr(school, "km", None),
            )
        )
    return rows


def number_alone(indicator: Indicator, figure: Figure) -> Shown:
    found = display(
        figure.value,
        figure.cohort,
        decimals=indicator.decimals,
        gives_away=gives_away(indicator, figure.value, figure.cohort, figure.beside),
    )
    return found if found.value is None else replace(found, text=plain(found.value, indicator))
