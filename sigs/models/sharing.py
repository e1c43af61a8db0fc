"""What a group keeps about sharing beside the consents themselves, which are schools.Share."""

import pghistory
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from sigs.enums import Permission


@pghistory.track()
class SharingDeferral(models.Model):
    """A head has said "not this year": the school is not asked about sharing with the group again. It can
    still share whenever it wants to."""

    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="sharing_deferrals")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="sharing_deferrals")
    year = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.ANSWER_FOR_SCHOOL

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "school", "year"], name="sharing_deferral_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="sharing_deferral_year"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.group_id}, {self.year}"
