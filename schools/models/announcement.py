import uuid

import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from schools.enums import Permission


@pghistory.track()
class Announcement(models.Model):
    """What a release of figures brought, told to the region once its comparisons were shown. Each imported
    file is announced at most once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="announcements")
    title_en = models.CharField(max_length=120)
    title_cy = models.CharField(max_length=120)
    summary_en = models.TextField(max_length=2000)
    summary_cy = models.TextField(max_length=2000)
    # One row for each indicator and year: {"indicator", "year", "schools", "new", "corrected", "withdrawn"},
    # counted when it was published.
    came = models.JSONField(default=list)
    run = models.ForeignKey("schools.ComparisonRun", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # The last change of the words, which tells nobody again.
    changed_at = models.DateTimeField()

    title = Pair()
    summary = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.VIEW_REGISTER

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title_en="")
                & ~models.Q(title_cy="")
                & ~models.Q(summary_en="")
                & ~models.Q(summary_cy=""),
                name="announcement_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en


@pghistory.track()
class AnnouncedFile(models.Model):
    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="files")
    batch = models.OneToOneField("schools.ImportBatch", models.PROTECT, related_name="announced")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.batch_id}"
