"""Dates in the words of notices, which keep plain values."""

import datetime as dt

from django import template
from django.utils import formats

register = template.Library()


@register.filter
def day_written(day: str) -> str:
    """2026-11-27 → Friday 27 November 2026."""
    return formats.date_format(dt.date.fromisoformat(day), "l j F Y")
