"""The portal's clock. A setting moves it, so that months of work can be walked through."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def now() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=settings.CLOCK_SHIFT_DAYS)


def today() -> dt.date:
    return timezone.localdate(now())


def day_of(moment: dt.datetime) -> dt.date:
    """The day on which it was, here."""
    return timezone.localdate(moment)


def on_the_wall(moment: dt.datetime) -> dt.datetime:
    """The moment as clocks here show it."""
    return timezone.localtime(moment)
