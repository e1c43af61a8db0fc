"""What a group does: an activity of its plan, with the schools and the people who take part."""

import uuid
from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from sigs.enums import ActivityState, Permission, ResourceLanguage

MOST_DAYS = Decimal(20)


@pghistory.track()
class Activity(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("sigs.Plan", models.PROTECT, related_name="activities")
    kind = models.ForeignKey("sigs.ActivityKind", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.PLANNED)
    starts_on = models.DateField()
    ends_on = models.DateField()
    lead_school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    # Whoever leads it, by name or by post.
    led_by = models.CharField(max_length=120)
    resources_in = models.CharField(max_length=4, choices=ResourceLanguage, default=ResourceLanguage.BOTH)
    version = models.PositiveIntegerField(default=1)
    booked_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    # What came of it.
    outcome = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "plan__group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) & ~Q(outcome="")
                | ~Q(state="done") & Q(done_on__isnull=True, outcome=""),
                name="activity_done_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped", dropped_at__isnull=False) & ~Q(dropped_because="")
                | ~Q(state="dropped") & Q(dropped_at__isnull=True, dropped_because=""),
                name="activity_dropped_because",
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(booked_at__isnull=False), name="activity_booked_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class ActivitySchool(models.Model):
    """A school that takes part, with the days of its staff out of school and what their cover costs."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="schools")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    days = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    cover_cost = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "school"], name="activity_school_once"),
            models.CheckConstraint(
                condition=Q(days__gte=0, days__lte=MOST_DAYS)
                & (Q(cover_cost__isnull=True) | Q(cover_cost__gte=0)),
                name="activity_school_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.activity_id}"


@pghistory.track()
class ActivityPeople(models.Model):
    """So many people of one level, and what they do. Nobody is named."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="people")
    level = models.ForeignKey("sigs.PeopleLevel", models.PROTECT, related_name="+")
    how_many = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["level__position", "pk"]
        verbose_name_plural = "activity people"
        constraints = [
            models.UniqueConstraint(fields=["activity", "level"], name="activity_level_once"),
            models.CheckConstraint(condition=Q(how_many__range=(1, 500)), name="activity_people_some"),
        ]

    def __str__(self) -> str:
        return f"{self.how_many} × {self.level_id}"
