import datetime as dt
from typing import Any

from django.utils import timezone

from core import clock


def test_the_clock_is_now() -> None:
    assert abs(clock.now() - timezone.now()) < dt.timedelta(seconds=5)


def test_a_setting_moves_it(settings: Any) -> None:
    settings.CLOCK_SHIFT_DAYS = 40

    assert dt.timedelta(days=39) < clock.now() - timezone.now() <= dt.timedelta(days=40)
    assert clock.today() == timezone.localdate() + dt.timedelta(days=40)


def test_a_day_begins_at_midnight_in_wales() -> None:
    assert clock.today() == clock.now().astimezone(timezone.get_default_timezone()).date()
