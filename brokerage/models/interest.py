"""Two schools that somebody says are too near to help one another."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import Permission
from core.authorise import ScopedQuerySet
from core.enums import Language


@pghistory.track()
class DeclaredInterest(models.Model):
    """Said by a head or a broker, with a reason; it stands until it is taken back. No school is proposed to
    the other while it stands, whichever of the two asks."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Whose interest it is, and in which other school.
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="interests")
    other = models.ForeignKey("schools.School", models.PROTECT, related_name="interests_of_others")
    # Those of the first school and its brokers read it; the other school never does.
    because = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_HELP

    class Meta:
        ordering = ["-declared_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="interest_declared_because"),
            models.CheckConstraint(condition=~Q(school=F("other")), name="interest_in_another_school"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="interest_taken_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["school", "other"],
                condition=Q(taken_back_at__isnull=True),
                name="interest_declared_once",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="interest_stays_itself",
                fields=["school", "other", "because", "declared_at", "declared_by"],
            ),
            pgtrigger.Protect(name="interests_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} and {self.other_id}"
