import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.pairs import Pair
from schools.enums import Direction, Group, IndicatorKind, IndicatorState, Missing, Phase, Unit
from schools.querysets import ResultQuerySet


@pghistory.track()
class Indicator(models.Model):
    """A measure, as data: what it counts, for whom, since when, and who answers for it."""

    code = models.SlugField(max_length=30, unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    short_en = models.CharField(max_length=40)
    short_cy = models.CharField(max_length=40)
    reason_en = models.TextField()
    reason_cy = models.TextField()
    # In words a governor understands: what is counted, and out of what.
    numerator_en = models.TextField(blank=True)
    numerator_cy = models.TextField(blank=True)
    denominator_en = models.TextField(blank=True)
    denominator_cy = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=IndicatorKind)
    unit = models.CharField(max_length=10, choices=Unit)
    decimals = models.PositiveSmallIntegerField(default=1)
    direction = models.CharField(max_length=6, choices=Direction)
    phases = ArrayField(models.CharField(max_length=10, choices=Phase))
    # Placed in quarters within the FSM benchmark group of these phases (empty: context only).
    benchmarked_phases = ArrayField(models.CharField(max_length=10, choices=Phase), default=list, blank=True)
    lowest = models.FloatField()
    highest = models.FloatField()
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source_en = models.CharField(max_length=200)
    source_cy = models.CharField(max_length=200)
    owner_en = models.CharField(max_length=120)
    owner_cy = models.CharField(max_length=120)
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=IndicatorState, default=IndicatorState.IN_USE)
    retired_on = models.DateField(null=True, blank=True)
    retired_because_en = models.CharField(max_length=250, blank=True)
    retired_because_cy = models.CharField(max_length=250, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    # Set once a person changed its words: reference data that is loaded again leaves them alone.
    changed_at = models.DateTimeField(null=True, blank=True)

    name = Pair()
    short = Pair()
    reason = Pair()
    numerator = Pair()
    denominator = Pair()
    source = Pair()
    owner = Pair()
    retired_because = Pair()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lowest__lt=models.F("highest")), name="indicator_range_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="in_use",
                    retired_on__isnull=True,
                    replaced_by__isnull=True,
                    retired_because_en="",
                    retired_because_cy="",
                )
                | (
                    models.Q(state="retired", retired_on__isnull=False)
                    & ~models.Q(retired_because_en="")
                    & ~models.Q(retired_because_cy="")
                ),
                name="indicator_retired_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class SeriesBreak(models.Model):
    """From this year on the measure is not comparable with the years before."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="breaks")
    year = models.PositiveSmallIntegerField()
    reason_en = models.CharField(max_length=250)
    reason_cy = models.CharField(max_length=250)

    reason = Pair()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="series_break_once")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


@pghistory.track()
class Release(models.Model):
    """A publication that figures come from. `year_known` is false where the file does not say which year its
    measures are of: pages then say when they were published instead."""

    slug = models.SlugField(unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    source_en = models.CharField(max_length=250)
    source_cy = models.CharField(max_length=250)
    published_on = models.DateField()
    year_known = models.BooleanField(default=True)

    name = Pair()
    source = Pair()

    class Meta:
        ordering = ["-published_on"]

    def __str__(self) -> str:
        return self.name_en


class Result(models.Model):
    """One school's figure. `year` is the calendar year in which the academic year ends (2019/20 → 2020), or
    that of publication where the release does not know it. `cohort` counts pupils; null where the
    publication gives none."""

    # The unique constraint and the index below begin with these two.
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="results", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="results", db_index=False)
    year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=10, choices=Group, default=Group.ALL)
    # All-age schools have two attendance figures, one for each of their phases.
    part = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    cohort = models.PositiveIntegerField(null=True, blank=True)
    missing = models.CharField(max_length=15, choices=Missing, blank=True, default="")
    release = models.ForeignKey(Release, models.PROTECT, related_name="results")
    batch = models.ForeignKey("schools.ImportBatch", models.SET_NULL, null=True, related_name="+")

    objects = ResultQuerySet.as_manager()

    scope_path = "school__scope"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "indicator", "year", "group", "part"], name="result_once"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) ^ models.Q(missing=""),
                name="result_has_value_or_reason",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "year"], name="result_by_indicator_year")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.indicator_id} {self.year}"


# An import brings tens of thousands of figures: their audit rows are written by one statement.
pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)(Result)
