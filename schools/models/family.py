"""Families of similar schools: what makes schools alike, and whom a run found to be so."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from schools.enums import Phase, Unmatched


@pghistory.track()
class FamilyWeight(models.Model):
    """What makes schools alike, and how much it counts: percent, 100 in all for each date and phase. Settings
    with a date; `confirmed` is false where no source was found for the weight."""

    valid_from = models.PositiveSmallIntegerField()
    # Empty: all phases that have no weights of their own.
    phase = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    indicator = models.ForeignKey("schools.Indicator", models.PROTECT, related_name="+")
    # Compared as logarithms: twice as many pupils is one step, at any size.
    logarithmic = models.BooleanField(default=False)
    weight = models.FloatField()
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["valid_from", "phase", "-weight", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["valid_from", "phase", "indicator"], name="family_weight_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0, weight__lte=100), name="family_weight_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.indicator_id} {self.weight}"


class Family(models.Model):
    """The schools of Wales most like one school, nearest first: of the same phase and open; those of the same
    medium are nearer. Empty where it could not be matched, with the reason."""

    run = models.ForeignKey(
        "schools.ComparisonRun", models.CASCADE, db_index=False, db_constraint=False, related_name="families"
    )
    school = models.ForeignKey(
        "schools.School", models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    members = ArrayField(models.BigIntegerField(), default=list)
    # Of each member: the root of the weighted mean of squared differences, in standard deviations.
    distances = ArrayField(models.FloatField(), default=list)
    # So many of them are close matches.
    close = models.PositiveSmallIntegerField(default=0)
    # Percent of the weights that the school has figures for; it was matched on these alone.
    known = models.FloatField()
    unmatched = models.CharField(max_length=12, choices=Unmatched, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "school"], name="family_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.school_id}"
