from typing import Any

from django import template

from schools import units
from schools.enums import Phase
from schools.models import Indicator

register = template.Library()


@register.filter
def measured(value: float | None, indicator: Indicator) -> str:
    return "" if value is None else units.measured(value, indicator)


@register.filter
def plain(value: float | None, indicator: Indicator) -> str:
    return "" if value is None else units.plain(value, indicator)


@register.filter
def academic_year(year: Any) -> str:
    return units.academic_year(int(year)) if year else ""


@register.filter
def phase_word(phase: str) -> str:
    """The phase in the reader's language. (Django's get_phase_display() translates every choice for one.)"""
    return str(Phase(phase).label)


@register.filter
def days_written(days: Any) -> str:
    return "" if days is None else units.days_written(days)
