"""A figure as it is shown: through disclosure control, written with its decimals and unit."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from schools.disclosure import Shown, display, gives_away
from schools.enums import Group, Permission
from schools.models import Indicator, School
from schools.queries.school import PublishedFigure
from schools.units import measured


def shown(
    indicator: Indicator,
    value: float | None,
    cohort: int | None,
    *,
    group: str = Group.ALL,
    missing: str = "",
    exact: bool = False,
    beside: Sequence[int] = (),
) -> Shown:
    """`beside`: pupils of the groups that have a figure too."""
    found = display(
        value,
        cohort,
        decimals=indicator.decimals,
        group=group,
        missing=missing,
        exact=exact,
        gives_away=gives_away(indicator, value, cohort, beside),
    )
    return found if found.value is None else replace(found, text=measured(found.value, indicator))


def sees_exact(user: Any, school: School) -> bool:
    return bool(user.has_perm(Permission.VIEW_EXACT, school))


def published(figure: PublishedFigure, exact: bool) -> dict[str, Any]:
    """A published figure and what may be shown of it. That a publication gives no cohort is said once on the
    page about the data, not on every row."""
    found = shown(
        figure.indicator,
        figure.value,
        figure.cohort,
        missing=figure.missing,
        exact=exact,
        beside=figure.beside,
    )
    quiet = found.value is not None and figure.cohort is None
    return {"figure": figure, "text": found.text, "reason": "" if quiet else found.reason}
