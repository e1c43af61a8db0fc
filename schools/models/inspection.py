"""The inspection record of a school: what was found, in the words of its time, and what followed."""

import datetime as dt
import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from schools.enums import FollowUp, InspectionKind, Permission

# No grades have been given since.
UNGRADED_FROM = dt.date(2022, 1, 1)


@pghistory.track()
class InspectionFramework(models.Model):
    """How inspections were written up from a day on: which areas, and (while there were any) which words for
    the four grades."""

    valid_from = models.DateField(unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)

    name = Pair()

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class InspectionArea(models.Model):
    framework = models.ForeignKey(InspectionFramework, models.CASCADE, related_name="areas")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)

    name = Pair()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="inspection_area_once"),
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class InspectionWord(models.Model):
    """What a grade, 1 (the highest) to 4, was called. A framework without words gives no grades."""

    framework = models.ForeignKey(InspectionFramework, models.CASCADE, related_name="words")
    grade = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)

    name = Pair()

    class Meta:
        ordering = ["grade", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "grade"], name="inspection_word_once"),
            models.CheckConstraint(condition=Q(grade__range=(1, 4)), name="inspection_word_of_four"),
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class Inspection(models.Model):
    """One inspection or visit. `grades` (an area's code → 1 to 4) is empty for every inspection since 2022,
    whatever anybody enters."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="inspections")
    framework = models.ForeignKey(InspectionFramework, models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=10, choices=InspectionKind, default=InspectionKind.CORE)
    inspected_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    grades = models.JSONField(default=dict, blank=True)
    # What the report says in short, in the report's words, and what it recommends, one a line.
    text_en = models.TextField(blank=True)
    text_cy = models.TextField(blank=True)
    recommendations_en = models.TextField(blank=True)
    recommendations_cy = models.TextField(blank=True)
    link = models.URLField(max_length=300, blank=True)
    follow_up = models.CharField(max_length=12, choices=FollowUp, default=FollowUp.NONE)
    # When the inspectorate ended the follow-up.
    follow_up_over_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    text = Pair()
    recommendations = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_REGISTER

    class Meta:
        ordering = ["-inspected_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grades={}) | Q(inspected_on__lt=UNGRADED_FROM),
                name="inspection_graded_before_2022",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("inspected_on")),
                name="inspection_published_after_it_was_held",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_over_on__isnull=True)
                | Q(
                    follow_up__in=["review", "significant", "special"],
                    follow_up_over_on__gte=F("inspected_on"),
                ),
                name="inspection_follow_up_over_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="inspection_withdrawn_because",
            ),
            models.UniqueConstraint(
                fields=["school", "inspected_on", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="inspection_once_a_day",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="inspection_stays_itself", fields=["school", "entered_at", "entered_by"]),
            pgtrigger.Protect(name="inspections_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.inspected_on}"
