"""Money as it is written: £1,250 or £1,250.50."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


def pounds(amount: Decimal) -> str:
    """Pence only where there are some."""
    places = 0 if amount == amount.to_integral_value() else 2
    number = number_format(abs(amount), places, use_l10n=True, force_grouping=True)
    pattern = _("−£%(number)s") if amount < 0 else _("£%(number)s")
    return str(pattern) % {"number": number}
