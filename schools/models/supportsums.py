"""The region's own support levels added up: rows that are ready, beside CategorySummary, which is national
history. The two never stand in one table."""

import pghistory
from django.db import models

from schools.enums import Medium, Phase


@pghistory.track()
class SupportCount(models.Model):
    """When the final levels of a cycle were last added up, and how many there were."""

    cycle = models.OneToOneField("schools.SupportCycle", models.CASCADE, related_name="count")
    counted_at = models.DateTimeField()
    # With a final level, and all that the cycle looks at.
    schools = models.PositiveIntegerField()
    judgements = models.PositiveIntegerField()
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.schools} at {self.counted_at}"


class SupportSummary(models.Model):
    """How many schools of a part of the region have a final level, and which they had the cycle before. Empty
    authority, phase or medium stands for all; `previous` is empty where the school had none."""

    count = models.ForeignKey(SupportCount, models.CASCADE, related_name="summaries")
    authority = models.ForeignKey("schools.Authority", models.CASCADE, null=True, related_name="+")
    phase = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    medium = models.CharField(max_length=3, choices=Medium, blank=True, default="")
    level = models.ForeignKey("schools.SupportLevel", models.PROTECT, related_name="+")
    previous = models.ForeignKey("schools.SupportLevel", models.PROTECT, null=True, related_name="+")
    schools = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["count", "authority", "phase", "medium", "level", "previous"],
                nulls_distinct=False,
                name="support_summary_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.level_id}: {self.schools}"
