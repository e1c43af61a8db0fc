"""One year's process: its dates, what is looked at, and the matrix of suggestions."""

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from schools.enums import Capacity, CycleState, Permission


@pghistory.track()
class SupportCycle(models.Model):
    """The year in which a region decides the levels of its schools.

    `year` is the calendar year in which the academic year ends (2026/27 is 2027), as everywhere. Publishing
    moves `state` to published, which makes every final level of the cycle current at once: the level of a
    school is that of its judgement in the latest cycle that is published or closed
    (`schools.queries.support.levels`)."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="support_cycles")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=CycleState, default=CycleState.PREPARING)
    opens_on = models.DateField()
    drafts_by = models.DateField()
    answers_by = models.DateField()
    authority_by = models.DateField()
    region_by = models.DateField()
    # The last day on which a head may appeal against a final level.
    appeals_by = models.DateField()
    publish_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # Raised with each change of dates, matrix or framework: two editors do not overwrite each other.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.RUN_SUPPORT

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="support_cycle_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="support_cycle_year"),
            models.CheckConstraint(
                condition=Q(
                    drafts_by__gte=F("opens_on"),
                    answers_by__gte=F("drafts_by"),
                    authority_by__gte=F("answers_by"),
                    region_by__gte=F("authority_by"),
                    appeals_by__gte=F("region_by"),
                    publish_on__gte=F("region_by"),
                ),
                name="support_cycle_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="preparing", opened_at__isnull=True, opened_by__isnull=True)
                | (~Q(state="preparing") & Q(opened_at__isnull=False, opened_by__isnull=False)),
                name="support_cycle_opened_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["published", "closed"], published_at__isnull=False, published_by__isnull=False
                )
                | (
                    ~Q(state__in=["published", "closed"])
                    & Q(published_at__isnull=True, published_by__isnull=True)
                ),
                name="support_cycle_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="support_cycle_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.academic_year

    @property
    def academic_year(self) -> str:
        return f"{self.year - 1}/{self.year % 100:02}"


@pghistory.track()
class EvidenceKind(models.Model):
    """A kind of evidence that the cycle expects of each school (its framework)."""

    cycle = models.ForeignKey(SupportCycle, models.CASCADE, related_name="evidence_kinds")
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    hint_en = models.CharField(max_length=300, blank=True)
    hint_cy = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    # Without it no draft can be proposed.
    is_expected = models.BooleanField(default=True)

    name = Pair()
    hint = Pair()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "name_en"], name="support_evidence_kind_once")
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class CapacityPrompt(models.Model):
    """What the adviser is asked about when judging improvement capacity; the text says what A looks like."""

    cycle = models.ForeignKey(SupportCycle, models.CASCADE, related_name="prompts")
    text_en = models.CharField(max_length=300)
    text_cy = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    text = Pair()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text_en


@pghistory.track()
class MatrixCell(models.Model):
    """Which level the matrix of a cycle suggests. `evidence_position` 1 is the strongest, 4 the weakest, null
    is "none": what a school without a position is read by. `is_certain` is false where the source of the
    default is least sure. A cycle has all twenty cells or none; it cannot open with none."""

    cycle = models.ForeignKey(SupportCycle, models.CASCADE, related_name="cells")
    evidence_position = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity = models.CharField(max_length=1, choices=Capacity)
    level = models.ForeignKey("schools.SupportLevel", models.PROTECT, related_name="+")
    is_certain = models.BooleanField(default=True)

    class Meta:
        ordering = [F("evidence_position").asc(nulls_last=True), "capacity"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "evidence_position", "capacity"],
                nulls_distinct=False,
                name="support_matrix_cell_once",
            ),
            models.CheckConstraint(
                condition=Q(evidence_position__isnull=True) | Q(evidence_position__range=(1, 4)),
                name="support_matrix_position_1_to_4",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["A", "B", "C", "D"]), name="support_matrix_capacity_a_to_d"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_position or 'none'}{self.capacity}: {self.level}"
