"""Innovation bids: a call, open between two dates, and what groups ask for."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import BidState, Permission


@pghistory.track()
class InnovationCall(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    grant = models.ForeignKey("sigs.Grant", models.PROTECT, related_name="calls")
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    about_en = models.TextField()
    about_cy = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    # The most that one bid may ask for.
    most = models.DecimalField(max_digits=8, decimal_places=2)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    name = Pair()
    about = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "grant__region__scope"
    view_permission = Permission.DECIDE_MONEY

    class Meta:
        ordering = ["-opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(most__gt=0), name="call_for_something"),
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class Bid(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(InnovationCall, models.PROTECT, related_name="bids")
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="bids")
    state = models.CharField(max_length=10, choices=BidState, default=BidState.ASKED)
    what = models.CharField(max_length=200)
    why = models.TextField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    until = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.TextField(blank=True)
    # What was granted: money of the group from then on.
    tranche = models.OneToOneField("sigs.Tranche", models.PROTECT, null=True, blank=True, related_name="bid")

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "group"], condition=Q(state="asked"), name="bid_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bid_for_something"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["asked", "withdrawn"], decided_at__isnull=True, decided_by__isnull=True
                )
                | Q(state__in=["granted", "refused"], decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(because=""),
                name="bid_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="bid_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", tranche__isnull=False)
                | ~Q(state="granted") & Q(tranche__isnull=True),
                name="bid_granted_as_a_tranche",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="bid_stays_as_asked", fields=["call", "group", "what", "why", "amount", "until"]
            ),
            pgtrigger.Protect(name="bids_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.state}"
