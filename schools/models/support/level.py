"""The region's own levels of support: data, and whether the region uses them."""

import pghistory
from django.db import models

from core.pairs import Pair
from schools.enums import Tone


@pghistory.track()
class SupportLevel(models.Model):
    """One of the region's own levels, its names and what it entitles to. Not the national category (that is
    CategoryRecord, history): nothing in the code knows how many levels there are or what they are called.

    `days` is the ceiling of days of support in an academic year. `position` counts from 1, the least support.
    A retired level stays on the judgements that name it and is offered no more."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="support_levels")
    slug = models.SlugField(max_length=40)
    name_en = models.CharField(max_length=60)
    name_cy = models.CharField(max_length=60)
    descriptor_en = models.TextField(blank=True)
    descriptor_cy = models.TextField(blank=True)
    entitlement_en = models.TextField(blank=True)
    entitlement_cy = models.TextField(blank=True)
    days = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    # Colour and shape together, so that the colour never stands alone.
    tone = models.CharField(max_length=8, choices=Tone, default=Tone.PLAIN)
    retired_on = models.DateField(null=True, blank=True)

    name = Pair()
    descriptor = Pair()
    entitlement = Pair()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="support_level_slug_once"),
            models.CheckConstraint(condition=models.Q(days__range=(0, 195)), name="support_level_days"),
            models.CheckConstraint(condition=~models.Q(name_en=""), name="support_level_named"),
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class SupportPeriod(models.Model):
    """From when to when the region uses its own levels, and who turned them on and off. The levels are on
    while a period of the region is open (`off_at` is null); without one no page of a school mentions them."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="support_periods")
    on_at = models.DateTimeField()
    on_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    off_at = models.DateTimeField(null=True, blank=True)
    off_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region"], condition=models.Q(off_at__isnull=True), name="support_on_once"
            ),
            models.CheckConstraint(
                condition=models.Q(off_at__isnull=True, off_by__isnull=True)
                | models.Q(off_at__isnull=False, off_by__isnull=False, off_at__gte=models.F("on_at")),
                name="support_off_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} from {self.on_at}"
