"""Judgements drawn for moderators to look at together."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from schools.enums import Permission, SampleOutcome


@pghistory.track()
class ModerationSample(models.Model):
    """A stratified sample of the judgements of a cycle: of one authority, or of the region (`authority`
    null). The same seed over the same judgements draws the same sample."""

    cycle = models.ForeignKey("schools.SupportCycle", models.PROTECT, related_name="samples")
    authority = models.ForeignKey(
        "schools.Authority", models.PROTECT, null=True, blank=True, related_name="+"
    )
    size = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=80)
    # Of how many judgements it was drawn.
    drawn_from = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "authority"], nulls_distinct=False, name="moderation_sample_once"
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="moderation_sample_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.size} of {self.drawn_from}"


@pghistory.track()
class SampledJudgement(models.Model):
    """One judgement of a sample, the stratum that it was drawn from, and what came of looking at it.
    `version` is raised with each change: of two moderators at once neither overwrites the other."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sample = models.ForeignKey(ModerationSample, models.CASCADE, related_name="rows")
    judgement = models.ForeignKey("schools.SupportJudgement", models.PROTECT, related_name="samples")
    adviser = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    level = models.ForeignKey("schools.SupportLevel", models.PROTECT, related_name="+")
    differs = models.BooleanField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=SampleOutcome, blank=True)
    remark = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "judgement__school__scope"
    view_permission = Permission.VIEW_CONSISTENCY

    class Meta:
        # By name, never by level (C6).
        ordering = ["judgement__school__sort_en", "judgement__school__number"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "judgement"], name="sampled_judgement_once"),
            models.CheckConstraint(
                condition=Q(outcome="", looked_at__isnull=True, looked_by__isnull=True, remark="")
                | (~Q(outcome="") & Q(looked_at__isnull=False, looked_by__isnull=False)),
                name="sampled_judgement_looked_at_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "supported"]) | ~Q(remark=""),
                name="sampled_judgement_question_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.outcome or 'not looked at'}"
