"""A time in which nobody chases a school: an inspection is announced, a head is away, a head takes over."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from schools.enums import PauseReason, Permission


@pghistory.track()
class Pause(models.Model):
    """Counts from `begins_on` to `ends_on`, both included, unless it was lifted before. It stops reminders
    and what is called stalled; no last day of anything moves by it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=10, choices=PauseReason)
    # What whoever deals with the school should know, if anything.
    words = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    begins_on = models.DateField()
    ends_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # Lifted by somebody, or (by nobody) by the next one that took its place.
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_DETAIL

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="pause_dates_in_order"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=False) | Q(lifted_by__isnull=True), name="pause_lifted_when"
            ),
            models.UniqueConstraint(
                fields=["school"], condition=Q(lifted_at__isnull=True), name="pause_one_at_a_time"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="pause_stays_itself", fields=["school", "reason", "begun_at", "begun_by"]
            ),
            pgtrigger.Protect(name="pauses_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.begins_on}"
