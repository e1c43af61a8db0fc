"""What a school has seen: entered once with its review, and cited from elsewhere by its public id."""

import uuid

import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from schools.enums import EvidenceKind


@pghistory.track()
class Evidence(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="evidence")
    section = models.ForeignKey("schools.ReviewSection", models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    text = models.TextField()
    seen_on = models.DateField()
    link = models.URLField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # Taken out: it can be put back until it is dropped for good.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"

    class Meta:
        ordering = ["-seen_on", "-pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.kind} {self.seen_on}"


@pghistory.track(exclude=["content"])
class EvidenceFile(models.Model):
    """One file with a piece of evidence; its type was read from its content."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="file")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
