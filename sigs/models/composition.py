"""Composing groups: what is composed for which year, the engine's runs, and where each run puts each school.

The *year* is the calendar year in which the academic year ends (2026/27 is 2027), as everywhere."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import (
    AllAgeWith,
    ComposedSchools,
    CompositionRunState,
    CompositionState,
    Permission,
    StageSource,
    TradeOffPoint,
)


@pghistory.track()
class Composition(models.Model):
    """Groups to be composed for a year out of some of the region's schools. The runs try; one of them is
    sent to the heads as a draft (`sent_run`) and published when they have been heard."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="compositions")
    year = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    schools = models.CharField(max_length=10, choices=ComposedSchools)
    all_age_with = models.CharField(max_length=10, choices=AllAgeWith, default=AllAgeWith.SECONDARY)
    with_special = models.BooleanField(default=True)
    with_prus = models.BooleanField(default=True)
    stage_source = models.CharField(max_length=10, choices=StageSource)
    # The year that the stages are of; null: not known, said so.
    stage_year = models.PositiveSmallIntegerField(null=True, blank=True)
    # What the next run will be asked (sigs.matching's Rules as JSON); each run keeps its own copy.
    rules = models.JSONField(default=dict)
    # Counts the changes of facts and rules: whoever saves says which they saw.
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=CompositionState, default=CompositionState.DRAFT)
    sent_run = models.ForeignKey(
        "sigs.CompositionRun", models.PROTECT, null=True, blank=True, related_name="sent_as"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    name = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.COMPOSE

    class Meta:
        ordering = ["-year", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="composition_year"),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "published"], sent_run__isnull=False)
                & Q(sent_at__isnull=False, sent_by__isnull=False)
                | Q(state="draft", sent_run__isnull=True, sent_at__isnull=True, sent_by__isnull=True)
                | Q(state="dropped"),
                name="composition_sent_with_its_run",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False, published_by__isnull=False)
                | ~Q(state="published") & Q(published_at__isnull=True, published_by__isnull=True),
                name="composition_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped", dropped_at__isnull=False, dropped_by__isnull=False)
                | ~Q(state="dropped") & Q(dropped_at__isnull=True, dropped_by__isnull=True),
                name="composition_dropped_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} {self.year}"

    @property
    def is_draft(self) -> bool:
        return self.state == CompositionState.DRAFT


class CompositionData(models.Model):
    """What a run read of the schools, as it was then: the runs made from it by hand are measured by the same.
    Rows are written once and never change."""

    composition = models.ForeignKey(Composition, models.CASCADE, related_name="data")
    read_at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        triggers = [pgtrigger.Protect(name="composition_data_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.composition_id} {self.read_at:%Y-%m-%d}"


@pghistory.track(exclude=["best"])
class CompositionRun(models.Model):
    """One answer of the engine, or one made by hand from another by swapping two schools (`parent`)."""

    composition = models.ForeignKey(Composition, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=CompositionRunState, default=CompositionRunState.QUEUED)
    rules = models.JSONField()
    seed = models.BigIntegerField()
    # The budget: the same seed and budget give the same answer.
    iterations = models.PositiveIntegerField()
    engine_version = models.CharField(max_length=20, blank=True)
    data = models.ForeignKey(CompositionData, models.PROTECT, null=True, blank=True, related_name="runs")
    job = models.OneToOneField("core.Job", models.PROTECT, null=True, blank=True, related_name="+")
    # Three points of the trade-off between journeys and mix: this one, and of which run.
    point = models.CharField(max_length=10, choices=TradeOffPoint, blank=True)
    beside = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="points")
    # Made by hand: the run it was made from and the two schools that changed places.
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    swapped = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    swapped_with = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # Why it failed, in the language of whoever asked.
    failed_because = models.TextField(blank=True)
    # The best so far, for the page that follows the run.
    best = models.JSONField(default=dict)
    cost = models.FloatField(null=True, blank=True)
    terms = models.JSONField(default=list)
    scoreboard = models.JSONField(default=list)
    # What one step of each slider would cost or bring, as tried with a small budget.
    steps = models.JSONField(default=dict)
    group_count = models.PositiveSmallIntegerField(null=True, blank=True)
    school_count = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "composition__region__scope"
    view_permission = Permission.COMPOSE

    class Meta:
        ordering = ["composition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["composition", "number"], name="composition_run_number"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "cancelled", "failed"], finished_at__isnull=False),
                name="composition_run_finished_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(cost__isnull=False, data__isnull=False, group_count__gte=1, school_count__gte=1),
                name="composition_run_done_with_its_result",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(failed_because="")
                | ~Q(state="failed") & Q(failed_because=""),
                name="composition_run_failed_because",
            ),
            models.CheckConstraint(
                condition=Q(cancel_asked_at__isnull=True, cancel_asked_by__isnull=True)
                | Q(cancel_asked_at__isnull=False, cancel_asked_by__isnull=False),
                name="composition_run_cancelled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, swapped__isnull=True, swapped_with__isnull=True)
                | Q(parent__isnull=False, swapped__isnull=False, swapped_with__isnull=False)
                & ~Q(swapped=F("swapped_with")),
                name="composition_run_by_hand_names_two_schools",
            ),
            models.CheckConstraint(
                condition=Q(beside__isnull=True, point="") | Q(beside__isnull=False) & ~Q(point=""),
                name="composition_run_point_of_a_run",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.number} of {self.composition_id}"

    @property
    def is_over(self) -> bool:
        return self.state not in {CompositionRunState.QUEUED, CompositionRunState.RUNNING}

    @property
    def is_done(self) -> bool:
        return self.state == CompositionRunState.DONE

    @property
    def is_by_hand(self) -> bool:
        return self.parent_id is not None


class Placement(models.Model):
    """A school in a group of a run. Written once with the run's result, and never changed."""

    run = models.ForeignKey(CompositionRun, models.CASCADE, related_name="placements")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="placements")
    # The group's number within the run, from 1.
    number = models.PositiveSmallIntegerField()

    scope_path = "run__composition__region__scope"

    class Meta:
        ordering = ["number", "school__sort_en", "school_id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "school"], name="placement_once_a_run"),
            models.CheckConstraint(condition=Q(number__gte=1), name="placement_numbers_from_1"),
        ]
        triggers = [pgtrigger.Protect(name="placements_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.number} of {self.run_id}"
