"""Dated notes on measures: the region's own, and those of one school for those who see its detail."""

from django.db.models import Q, QuerySet

from schools.enums import NoteState
from schools.models import Indicator, Note, School


def notes_for(school: School, indicator: Indicator) -> list[Note]:
    """What stands on the measure's charts and tables for this school, oldest first: the region's notes and
    the school's own. `at_year` is the place on the axis. The page asks who may see the school's detail."""
    rows = standing_notes(indicator).filter(Q(school__isnull=True) | Q(school=school))
    return in_order(rows)


def region_notes(indicator: Indicator) -> list[Note]:
    """The region's, those withdrawn too: they can be brought back."""
    rows = Note.objects.filter(school__isnull=True, indicator=indicator)
    return in_order(rows.select_related("written_by", "indicator", "school"))


def school_notes(school: School, indicator: Indicator) -> list[Note]:
    """The school's own, those withdrawn too: they can be brought back."""
    return in_order(
        Note.objects.filter(school=school, indicator=indicator).select_related(
            "written_by", "indicator", "school"
        )
    )


def standing_notes(indicator: Indicator) -> QuerySet[Note]:
    found: QuerySet[Note] = Note.objects.filter(indicator=indicator, state=NoteState.STANDING)
    return found.select_related("written_by", "indicator", "school")


def in_order(rows: QuerySet[Note]) -> list[Note]:
    def place(note: Note) -> tuple[int, str, int]:
        return (note.at_year, note.happened_on.isoformat() if note.happened_on else "", note.pk)

    return sorted(rows, key=place)
