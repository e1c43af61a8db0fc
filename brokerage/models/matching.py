"""How match points are counted from a day on, and what came of matching a whole region."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import Permission, RegionMatchState
from core.authorise import ScopedQuerySet
from core.enums import Language


@pghistory.track()
class MatchWeights(models.Model):
    """No source gives these numbers: they are the region's own from a day on, and `is_confirmed` says whether
    anybody has decided on them. What held before stays as it was."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="match_weights")
    valid_from = models.DateField()
    # Points of 100 in all.
    strength = models.PositiveSmallIntegerField(default=35)
    likeness = models.PositiveSmallIntegerField(default=20)
    nearness = models.PositiveSmallIntegerField(default=20)
    other_authority = models.PositiveSmallIntegerField(default=10)
    room = models.PositiveSmallIntegerField(default=15)
    # Minutes by road up to which nothing is lost, and from which all is.
    near_minutes = models.PositiveSmallIntegerField(default=5)
    far_minutes = models.PositiveSmallIntegerField(default=65)
    # A school with fewer days left than this share (percent) of what is asked is not proposed.
    least_share = models.PositiveSmallIntegerField(default=50)
    # Over a whole region: what each further need with the same school costs more, and how many at most.
    again = models.PositiveSmallIntegerField(default=4)
    most = models.PositiveSmallIntegerField(default=3)
    is_confirmed = models.BooleanField(default=False)
    because = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.BROKER

    class Meta:
        ordering = ["-valid_from", "pk"]
        verbose_name_plural = "match weights"
        constraints = [
            models.UniqueConstraint(fields=["region", "valid_from"], name="match_weights_once_a_day"),
            models.CheckConstraint(
                condition=Q(room=100 - F("strength") - F("likeness") - F("nearness") - F("other_authority")),
                name="match_weights_make_100",
            ),
            models.CheckConstraint(
                condition=Q(far_minutes__gt=F("near_minutes"), far_minutes__lte=240),
                name="match_weights_minutes_in_order",
            ),
            models.CheckConstraint(
                condition=Q(least_share__range=(1, 100), again__lte=100, most__range=(1, 20)),
                name="match_weights_in_range",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(because=""),
                name="match_weights_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} from {self.valid_from}"


@pghistory.track(exclude=["task"])
class RegionMatch(models.Model):
    """One answer for all open needs of a region. It proposes: each school is chosen by a person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="matches")
    state = models.CharField(max_length=10, choices=RegionMatchState, default=RegionMatchState.QUEUED)
    job = models.OneToOneField("core.Job", models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.TextField(blank=True)
    # What the solver was asked, so that an alternative is weighed by the same facts.
    task = models.JSONField(default=dict)
    # {"value", "gap", "seconds", "greedy", "busiest", "busiest_alone", …}
    figures = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.BROKER_REGION

    class Meta:
        ordering = ["-asked_at", "pk"]
        verbose_name_plural = "region matches"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
                name="region_match_finished_when_over",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(failed_because="")
                | ~Q(state="failed") & Q(failed_because=""),
                name="region_match_failed_because",
            ),
            # Whoever asks while one is under way is given that one.
            models.UniqueConstraint(
                fields=["region"],
                condition=Q(state__in=["queued", "running"]),
                name="region_match_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_over(self) -> bool:
        return self.state in {RegionMatchState.DONE, RegionMatchState.FAILED}

    @property
    def is_done(self) -> bool:
        return self.state == RegionMatchState.DONE


class RegionMatchRow(models.Model):
    """What is proposed for a need, or the rule that stands against every school. Written once."""

    match = models.ForeignKey(RegionMatch, models.CASCADE, related_name="rows")
    ask = models.ForeignKey("brokerage.Ask", models.PROTECT, related_name="+")
    offer = models.ForeignKey("brokerage.Offer", models.PROTECT, null=True, blank=True, related_name="+")
    # Match points, and what they count beside other needs.
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    days = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    rule = models.CharField(max_length=12, blank=True)

    scope_path = "match__region__scope"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "ask"], name="region_match_row_once"),
            models.CheckConstraint(
                condition=Q(
                    offer__isnull=False, points__isnull=False, value__isnull=False, days__gt=0, rule=""
                )
                | Q(offer__isnull=True, points__isnull=True, value__isnull=True, days__isnull=True)
                & ~Q(rule=""),
                name="region_match_row_school_or_rule",
            ),
        ]
        triggers = [pgtrigger.Protect(name="region_match_rows_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.ask_id} in {self.match_id}"
