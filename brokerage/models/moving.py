"""What has come to a standstill, by which rule, and whom it waits for."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import Permission, StallKind
from core.authorise import ScopedQuerySet


@pghistory.track()
class StallRule(models.Model):
    """From when on something counts as stalled in a region. No source says it: each is a setting."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="stall_rules")
    kind = models.CharField(max_length=10, choices=StallKind)
    after_days = models.PositiveSmallIntegerField()
    # How much harm a day of it does, beside the other kinds.
    weight = models.PositiveSmallIntegerField()
    # Those it waits for are written to at most once in so many days; 0: never.
    nudge_days = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind"], name="stall_rule_once"),
            models.CheckConstraint(
                condition=Q(after_days__lte=365, weight__range=(1, 10), nudge_days__lte=90),
                name="stall_rule_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.after_days} days"


@pghistory.track()
class Stall(models.Model):
    """One thing that does not move. `since` is the day on which it should have; it is over when it moved."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=StallKind)
    # What stands still, as "partnership/<id>"; once at a time.
    subject = models.CharField(max_length=60)
    ask = models.ForeignKey("brokerage.Ask", models.PROTECT, null=True, blank=True, related_name="stalls")
    invitation = models.ForeignKey(
        "brokerage.Invitation", models.PROTECT, null=True, blank=True, related_name="stalls"
    )
    partnership = models.ForeignKey(
        "brokerage.Partnership", models.PROTECT, null=True, blank=True, related_name="stalls"
    )
    action = models.ForeignKey(
        "brokerage.VisitAction", models.PROTECT, null=True, blank=True, related_name="stalls"
    )
    # Who waits for help, and which school it waits for (null: the broker's side).
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="stalls")
    waits_for = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="stalls_it_holds"
    )
    since = models.DateField()
    found_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)
    nudged_at = models.DateTimeField(null=True, blank=True)
    nudges = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.BROKER

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(over_at__isnull=True), name="stalled_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(over_at__isnull=True) | Q(over_at__gte=F("found_at")),
                name="stall_over_after_it_was_found",
            ),
            models.CheckConstraint(
                condition=Q(nudges=0, nudged_at__isnull=True) | Q(nudges__gt=0, nudged_at__isnull=False),
                name="stall_nudged_when",
            ),
        ]
        triggers = [pgtrigger.Protect(name="stalls_stay_on_record", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
