"""What a recompute writes: in a partition or rows of its own run, shown when the run becomes current."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.authorise import ScopedQuerySet
from schools.enums import (
    Category,
    Group,
    Medium,
    Permission,
    Phase,
    RunState,
    Trend,
    Verdict,
    Withheld,
)


@pghistory.track(exclude=["progress_note"])
class ComparisonRun(models.Model):
    """One recompute. Exactly one run of a region is current; pages read only that."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="runs")
    job = models.OneToOneField("core.Job", models.PROTECT, null=True, related_name="run")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.BUILDING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    # Which figures it was computed on: the newest import at its start.
    data_until = models.DateTimeField(null=True, blank=True)
    # The newest audit row of each table that it read: what came later is a correction.
    read_until = models.JSONField(default=dict)
    # Raised by every correction of its rows.
    revision = models.PositiveIntegerField(default=1)
    revised_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    progress_note = models.CharField(max_length=60, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.RECOMPUTE

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region"], condition=models.Q(state="current"), name="one_current_run_per_region"
            ),
            models.CheckConstraint(
                condition=models.Q(state="building", finished_at__isnull=True)
                | (~models.Q(state="building") & models.Q(finished_at__isnull=False)),
                name="run_finished_when_not_building",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"


class Comparison(models.Model):
    """A school's place for one indicator, year and group of pupils within its FSM benchmark group.

    A row stands here exactly when its value may be displayed to those who see published figures: what would
    give away a hidden figure beside it is left out too (schools.comparisons.hiding).

    `percentile`: share of the group's schools with a less favourable value, ties counted half, 0 to 100.
    `quarter`: 1 (most favourable) to 4, by the cut points of the group. Defined in schools.comparisons.
    Table partitioned by run; its rows have no foreign keys, so that a run can be put in place and dropped
    while pages are read."""

    pk = models.CompositePrimaryKey("run_id", "school_id", "indicator_id", "year", "part", "pupils")
    run = models.ForeignKey(ComparisonRun, models.DO_NOTHING, related_name="comparisons", db_constraint=False)
    school = models.ForeignKey(
        "schools.School", models.DO_NOTHING, related_name="comparisons", db_constraint=False
    )
    indicator = models.ForeignKey(
        "schools.Indicator", models.DO_NOTHING, related_name="comparisons", db_constraint=False
    )
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    # The pupils it speaks of; null in `cohort` where the publication gives no number of them.
    pupils = models.CharField(max_length=10, choices=Group, default=Group.ALL)
    cohort = models.PositiveIntegerField(null=True)
    value = models.FloatField()
    # The year before in the same series; null across a break or a gap.
    previous = models.FloatField(null=True)
    # Percent of pupils eligible for free school meals that the school was placed by.
    fsm = models.FloatField(null=True)
    benchmark_group = models.PositiveSmallIntegerField(null=True)
    group_size = models.PositiveSmallIntegerField(null=True)
    percentile = models.FloatField(null=True)
    quarter = models.PositiveSmallIntegerField(null=True)
    expected = models.FloatField(null=True)
    residual = models.FloatField(null=True)
    # Half the width of the 95 % band about the expected value, for a cohort of this size.
    band = models.FloatField(null=True)
    # Beyond the band or within it; empty where there is no band, or too few schools to say.
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True, default="")
    # Whether the change from `previous` is more than schools of such a size change by chance.
    trend = models.CharField(max_length=8, choices=Trend, blank=True, default="")
    # Why there is no quarter, where there is none.
    withheld = models.CharField(max_length=20, choices=Withheld, blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_DETAIL

    class Meta:
        # Made by a migration in SQL: Django cannot declare a partitioned table.
        managed = False
        db_table = "schools_comparison"

    def __str__(self) -> str:
        return f"{self.run_id} {self.school_id} {self.indicator_id} {self.year}"


# The tables of sums below are written whole by a run and read by run, which their unique constraint begins
# with. An index and a check of its own for each key would cost every run more than any page gains.


class BenchmarkCut(models.Model):
    """The cut points of one FSM benchmark group, computed from all schools of the phase in Wales."""

    run = models.ForeignKey(
        ComparisonRun, models.CASCADE, db_index=False, db_constraint=False, related_name="cuts"
    )
    indicator = models.ForeignKey(
        "schools.Indicator", models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    phase = models.CharField(max_length=10, choices=Phase)
    year = models.PositiveSmallIntegerField()
    pupils = models.CharField(max_length=10, choices=Group, default=Group.ALL)
    # 0 stands for all groups of the phase together.
    group = models.PositiveSmallIntegerField()
    schools = models.PositiveSmallIntegerField()
    lowest = models.FloatField()
    q1 = models.FloatField()
    median = models.FloatField()
    q3 = models.FloatField()
    highest = models.FloatField()
    # Quartiles that the publisher gave (BenchmarkBoundary) instead of the portal's own.
    official = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "indicator", "phase", "year", "pupils", "group"], name="benchmark_cut_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.phase} {self.year} {self.group}"


class ExpectedLine(models.Model):
    """A straight line of one indicator on FSM over all schools of a phase in Wales, for the scatter."""

    run = models.ForeignKey(
        ComparisonRun, models.CASCADE, db_index=False, db_constraint=False, related_name="lines"
    )
    indicator = models.ForeignKey(
        "schools.Indicator", models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    phase = models.CharField(max_length=10, choices=Phase)
    year = models.PositiveSmallIntegerField()
    pupils = models.CharField(max_length=10, choices=Group, default=Group.ALL)
    schools = models.PositiveSmallIntegerField()
    intercept = models.FloatField()
    slope = models.FloatField()
    residual_sd = models.FloatField()
    # Standard deviation of the residuals of a school of n pupils: the root of between² + within² / n.
    between = models.FloatField(default=0)
    within = models.FloatField(default=0)
    # Null where all values are equal.
    correlation = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "indicator", "phase", "year", "pupils"], name="expected_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.phase} {self.year}"


class CategorySummary(models.Model):
    """How many schools of a part of the region stood in a category, and where they stood the cycle before.
    Empty authority, phase or medium stands for all. `previous` is empty where the school had none."""

    run = models.ForeignKey(
        ComparisonRun, models.CASCADE, db_index=False, db_constraint=False, related_name="category_summaries"
    )
    authority = models.ForeignKey(
        "schools.Authority", models.CASCADE, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    phase = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    medium = models.CharField(max_length=3, choices=Medium, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=6, choices=Category)
    previous = models.CharField(max_length=6, choices=Category, blank=True, default="")
    schools = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "authority", "phase", "medium", "year", "category", "previous"],
                nulls_distinct=False,
                name="category_summary_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.category} {self.schools}"


class RegionFigure(models.Model):
    """The distribution of one indicator over the schools of a part of the region (or, with `nation`, of all
    Wales): ready for the dashboard's rows. Empty authority, phase or medium stands for all. The two figures
    of all-age schools stand in none of them."""

    run = models.ForeignKey(
        ComparisonRun, models.CASCADE, db_index=False, db_constraint=False, related_name="figures"
    )
    nation = models.BooleanField(default=False)
    authority = models.ForeignKey(
        "schools.Authority", models.CASCADE, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    indicator = models.ForeignKey(
        "schools.Indicator", models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    phase = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    medium = models.CharField(max_length=3, choices=Medium, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    # Groups of pupils are summed by authority and by phase, not by medium.
    pupils = models.CharField(max_length=10, choices=Group, default=Group.ALL)
    schools = models.PositiveIntegerField()
    # Weighted by pupils (the cohort, or those on roll where none is published) where the measure is a share
    # or a mean of pupils; otherwise null.
    mean = models.FloatField(null=True)
    lowest = models.FloatField(null=True)
    q1 = models.FloatField(null=True)
    median = models.FloatField(null=True)
    q3 = models.FloatField(null=True)
    highest = models.FloatField(null=True)
    # Sorted; empty for all Wales.
    values = ArrayField(models.FloatField(), default=list)
    # With the percentage eligible for free school meals, over the schools that have both.
    correlation = models.FloatField(null=True)
    correlated_schools = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "nation", "authority", "indicator", "phase", "medium", "year", "pupils"],
                nulls_distinct=False,
                name="region_figure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.phase} {self.year}"


class PooledValue(models.Model):
    """Up to three years of a series together: all that was counted out of all pupils, never a mean of
    percentages. The newest three where each is displayed; otherwise the newest block that ends with a year
    divisible by three, if no hidden year can be worked out from it. A row stands here exactly when it may be
    displayed."""

    run = models.ForeignKey(
        ComparisonRun, models.CASCADE, db_index=False, db_constraint=False, related_name="pooled"
    )
    school = models.ForeignKey(
        "schools.School", models.CASCADE, db_index=False, db_constraint=False, related_name="pooled"
    )
    indicator = models.ForeignKey(
        "schools.Indicator", models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    part = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    pupils = models.CharField(max_length=10, choices=Group, default=Group.ALL)
    # Of these years, both included, never across a series break; `years` of them have a figure.
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField()
    cohort = models.PositiveIntegerField()
    value = models.FloatField()
    # Some of its years are hidden by themselves: show it instead of them, without a place.
    stands_for_hidden = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_DETAIL

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "school", "indicator", "part", "pupils"], name="pooled_value_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.school_id} {self.indicator_id} {self.first_year}-{self.last_year}"
