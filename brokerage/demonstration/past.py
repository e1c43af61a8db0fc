"""What was done on an earlier day: the services of the portal, with its clock set back."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from core import clock


@contextmanager
def days_ago(days: int) -> Iterator[dt.date]:
    """The portal's clock stands so many days before today, and then where it stood."""
    before = settings.CLOCK_SHIFT_DAYS
    settings.CLOCK_SHIFT_DAYS = before - days
    try:
        yield clock.today()
    finally:
        settings.CLOCK_SHIFT_DAYS = before
