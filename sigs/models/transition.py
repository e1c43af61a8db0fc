"""What pupils should meet again when they move up: a cluster's transition and curriculum plan."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import Permission


@pghistory.track()
class TransitionTheme(models.Model):
    """One theme of a cluster's plan. What is dropped stays, with the day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="themes")
    theme_en = models.CharField(max_length=120)
    theme_cy = models.CharField(max_length=120)
    # What pupils have met before the move, and meet again after it.
    again_en = models.TextField()
    again_cy = models.TextField()
    # By office and school.
    who_en = models.CharField(max_length=150)
    who_cy = models.CharField(max_length=150)
    by_when = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    theme = Pair()
    again = Pair()
    who = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["by_when", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                name="transition_theme_done_or_dropped",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="theme_stays_in_its_group", fields=["group"]),
            pgtrigger.Protect(name="themes_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.theme_en
