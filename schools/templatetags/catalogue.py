from django import template
from django.urls import reverse

from schools.models import Note
from schools.presenting.catalogue import when_of
from schools.units import academic_year

register = template.Library()


@register.filter
def academic(year: int) -> str:
    """2020 → 2019/20"""
    return academic_year(year)


@register.filter
def note_when(note: Note) -> str:
    return when_of(note)


@register.simple_tag
def note_url(note: Note, act: str) -> str:
    """Where a note is changed, withdrawn or brought back. The region’s and a school’s have own doors."""
    if note.school is None:
        return reverse(f"indicator_note_{act}", args=[note.indicator.code, note.public_id])
    return reverse(f"measure_note_{act}", args=[note.school.number, note.indicator.code, note.public_id])
