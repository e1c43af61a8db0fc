"""When a group meets, who came, and what they agreed to do."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from sigs.enums import ActionState, MeetingState, Permission
from sigs.models.activity import MOST_DAYS


@pghistory.track()
class Meeting(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.CALLED)
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=300, blank=True)
    agenda = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # Counts the changes; a calendar takes over the entry with the higher number.
    version = models.PositiveIntegerField(default=1)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(online=""), name="meeting_somewhere"),
            models.CheckConstraint(
                condition=Q(state="called", held_at__isnull=True)
                | Q(state="held", held_at__isnull=False)
                | Q(state="cancelled", held_at__isnull=True),
                name="meeting_held_when",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancelled_because=""),
                name="meeting_cancelled_because",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.starts_at:%Y-%m-%d}"


@pghistory.track()
class MeetingSchool(models.Model):
    """A school that was there: who came, by name or post, and the days its staff were out for it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="schools")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    people = models.CharField(max_length=200, blank=True)
    days = models.DecimalField(max_digits=4, decimal_places=2, default=0)

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "school"], name="meeting_school_once"),
            models.CheckConstraint(condition=Q(days__gte=0, days__lte=MOST_DAYS), name="meeting_school_days"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} at {self.meeting_id}"


@pghistory.track()
class Action(models.Model):
    """What somebody or a school undertook to do by a day: at a meeting, or out of the plan."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="actions")
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.OPEN)
    owner = models.ForeignKey(
        "core.User", models.PROTECT, null=True, blank=True, related_name="group_actions"
    )
    owner_school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="group_actions"
    )
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    due_on = models.DateField()
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # What came of it, where somebody says so.
    outcome = models.CharField(max_length=300, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(owner_school__isnull=False), name="action_has_an_owner"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("agreed_on")), name="action_due_after_it_was_agreed"
            ),
            models.CheckConstraint(
                condition=Q(state="open", over_at__isnull=True, over_by__isnull=True)
                | ~Q(state="open") & Q(over_at__isnull=False, over_by__isnull=False),
                name="action_over_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped") & ~Q(dropped_because="")
                | ~Q(state="dropped") & Q(dropped_because=""),
                name="action_dropped_because",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="action_by_state_and_day")]

    def __str__(self) -> str:
        return self.text
