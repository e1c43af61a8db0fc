"""A data pack for governors: a printed document about one school, made by a job and kept for a while."""

import uuid

import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from schools.enums import PackLanguage, Permission


@pghistory.track(exclude=["content"])
class Pack(models.Model):
    """One for each school, language and run: whoever asks for the same is given the one there is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="packs")
    run = models.ForeignKey("schools.ComparisonRun", models.CASCADE, related_name="packs")
    language = models.CharField(max_length=4, choices=PackLanguage)
    job = models.ForeignKey("core.Job", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.MAKE_PACK

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "language", "run"], name="pack_once_for_a_run"),
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True, expires_at__isnull=True, content__isnull=True)
                | models.Q(made_at__isnull=False, expires_at__isnull=False, content__isnull=False),
                name="pack_made_with_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.language}"
