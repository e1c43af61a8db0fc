"""How much a figure moved, and by how much two differ, in the words of its unit."""

from django.utils.translation import gettext_lazy as _

from schools.enums import Unit
from schools.models import Indicator
from schools.units import measured, plain


def changed_by(change: float, indicator: Indicator) -> str:
    """13.0, or 0.7 percentage points; never negative."""
    if indicator.unit == Unit.PERCENT:
        return str(_("%(number)s percentage points")) % {"number": plain(abs(change), indicator)}
    return measured(abs(change), indicator)


def difference(first: float, second: float, indicator: Indicator) -> float:
    """Between the figures as they are shown."""
    return round(round(first, indicator.decimals) - round(second, indicator.decimals), indicator.decimals)


def compared_words(first: float, second: float, indicator: Indicator) -> str:
    """The first beside the second: "4.2 percentage points higher"."""
    found = difference(first, second, indicator)
    if found == 0:
        return str(_("the same"))
    words = _("%(change)s higher") if found > 0 else _("%(change)s lower")
    return str(words) % {"change": changed_by(found, indicator)}
