"""The yardsticks of the comparisons, as data: bounds of the FSM benchmark groups, and official quartiles."""

import pghistory
from django.db import models

from schools.enums import Phase


@pghistory.track()
class BenchmarkBand(models.Model):
    """Upper bound (included) of an FSM benchmark group: percent of pupils eligible, three-year average.
    Dated settings; `confirmed` is false where no source was found for the bound."""

    phase = models.CharField(max_length=10, choices=Phase)
    valid_from = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    upper = models.FloatField()
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["phase", "valid_from", "number"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "valid_from", "number"], name="benchmark_band_once"),
            models.CheckConstraint(condition=models.Q(upper__range=(0, 100)), name="benchmark_band_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.phase} {self.number} ≤ {self.upper}"


@pghistory.track()
class BenchmarkBoundary(models.Model):
    """Official quartiles of one FSM benchmark group, as published; in numbers' order, whichever is better."""

    indicator = models.ForeignKey("schools.Indicator", models.CASCADE, related_name="boundaries")
    phase = models.CharField(max_length=10, choices=Phase)
    year = models.PositiveSmallIntegerField()
    group = models.PositiveSmallIntegerField()
    lower = models.FloatField()
    median = models.FloatField()
    upper = models.FloatField()
    # Tables were revised: the newest version counts.
    version = models.CharField(max_length=40, blank=True)
    release = models.ForeignKey("schools.Release", models.PROTECT, related_name="boundaries")
    batch = models.ForeignKey("schools.ImportBatch", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["indicator", "phase", "year", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "phase", "year", "group"], name="benchmark_boundary_once"
            ),
            models.CheckConstraint(
                condition=models.Q(lower__lte=models.F("median")) & models.Q(median__lte=models.F("upper")),
                name="benchmark_boundary_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.phase} {self.year} {self.group}"
