import datetime as dt
import uuid

import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from schools.enums import NoteState

# The first month of an academic year.
SEPTEMBER = 9


@pghistory.track()
class Note(models.Model):
    """What happened, pinned to a measure at a day or a year: in the whole region (no school), or at one
    school and then seen by those who see that school's detail."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey("schools.Indicator", models.PROTECT, related_name="notes")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="measure_notes"
    )
    # One of the two: a day, or the calendar year in which an academic year ends.
    happened_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    text_en = models.CharField(max_length=280, blank=True)
    text_cy = models.CharField(max_length=280, blank=True)
    state = models.CharField(max_length=10, choices=NoteState, default=NoteState.STANDING)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # The last change of words or date; what an editor had before them is known by it.
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    text = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(happened_on__isnull=True) ^ models.Q(year__isnull=True),
                name="note_of_a_day_or_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__range=(2000, 2100)),
                name="note_year_of_our_time",
            ),
            # The region speaks in both languages, a school in one at least.
            models.CheckConstraint(
                condition=(~models.Q(text_en="") & ~models.Q(text_cy=""))
                | (models.Q(school__isnull=False) & (~models.Q(text_en="") | ~models.Q(text_cy=""))),
                name="note_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(state="standing", withdrawn_at__isnull=True)
                | models.Q(state="withdrawn", withdrawn_at__isnull=False),
                name="note_withdrawn_when_it_was",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "school"], name="note_of_a_measure")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.happened_on or self.year}"

    @property
    def at_year(self) -> int:
        """The year on the measure's axis: that in which the academic year of the day ends."""
        return self.year or ends_in(self.happened_on or self.written_at.date())


def ends_in(day: dt.date) -> int:
    return day.year + (day.month >= SEPTEMBER)
