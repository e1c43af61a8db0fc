"""How a measure's value is written: its decimals and its unit, in the reader's language."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from schools.enums import Unit
from schools.models import Indicator

WITH_UNIT = {
    Unit.PERCENT: _("%(number)s%%"),
    Unit.POUNDS: _("£%(number)s"),
}


def plain(value: float, indicator: Indicator) -> str:
    """The number alone, as it stands in a table whose heading names the unit."""
    return number_format(
        round(value, indicator.decimals), indicator.decimals, use_l10n=True, force_grouping=True
    )


def measured(value: float, indicator: Indicator) -> str:
    """The number with its unit, as it stands in a sentence: 92.5%, £4,747, 371."""
    pattern = WITH_UNIT.get(Unit(indicator.unit))
    number = plain(value, indicator)
    return str(pattern) % {"number": number} if pattern else number


def academic_year(year: int) -> str:
    """2020 → 2019/20."""
    return f"{year - 1}/{year % 100:02}"


def years_together(first: int, last: int) -> str:
    """2023/24 to 2025/26"""
    return str(_("%(first)s to %(last)s")) % {"first": academic_year(first), "last": academic_year(last)}


def days_written(days: Decimal) -> str:
    """2, 0.5 or 1.25: no decimals that say nothing."""
    places = 0 if days == days.to_integral_value() else 2 if (days * 2) % 1 else 1
    return str(number_format(days, places))
