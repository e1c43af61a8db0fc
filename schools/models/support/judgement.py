"""What a cycle says of one school, and every step that led there."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from schools.enums import Capacity, JudgementState, JudgementStepKind, Permission, SchoolSide, SchoolVerdict


@pghistory.track()
class SupportJudgement(models.Model):
    """One school in one cycle.

    `suggested` is what the matrix said when the adviser proposed, `proposed` what the adviser proposed (with
    `reason` where the two differ); both stay as they were. `level` is the level as it stands now: moderation,
    an appeal or an amendment change it. It counts for the school only once `state` is final (or appealed
    after that) and the cycle is published. Before the proposal evidence_position, capacity, answers, proposed
    and reason hold the adviser's working draft, which the school does not see.

    Who moderated, appealed or decided stands in the steps. `round` counts the drafts put to the school:
    answers are given to a round."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey("schools.SupportCycle", models.PROTECT, related_name="judgements")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="judgements")
    # Who proposes: found when the cycle opens, then whoever proposed. Null: the school has no adviser.
    adviser = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="judgements")
    state = models.CharField(max_length=20, choices=JudgementState, default=JudgementState.GATHERING)
    state_at = models.DateTimeField()
    evidence_position = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity = models.CharField(max_length=1, choices=Capacity, blank=True)
    # CapacityPrompt's id (as text) → A to D.
    answers = models.JSONField(default=dict, blank=True)
    suggested = models.ForeignKey(
        "schools.SupportLevel", models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed = models.ForeignKey(
        "schools.SupportLevel", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    level = models.ForeignKey(
        "schools.SupportLevel", models.PROTECT, null=True, blank=True, related_name="judgements"
    )
    round = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # When it first became final; an appeal or an amendment leaves it.
    final_at = models.DateTimeField(null=True, blank=True)
    # Text on a later inspection that may stand beside the judgement; there is no inspection record yet.
    later_inspection = models.TextField(blank=True)
    # Raised with each change: what a person saw, for two editors at once.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_SUPPORT

    class Meta:
        # By name, never by level (C6).
        ordering = ["school__sort_en", "school__number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "school"], name="judgement_once_a_cycle"),
            models.CheckConstraint(
                condition=Q(evidence_position__isnull=True) | Q(evidence_position__range=(1, 4)),
                name="judgement_position_1_to_4",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["", "A", "B", "C", "D"]), name="judgement_capacity_a_to_d"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="gathering",
                    round=0,
                    level__isnull=True,
                    proposed_at__isnull=True,
                    proposed_by__isnull=True,
                )
                | (
                    ~Q(state="gathering")
                    & ~Q(capacity="")
                    & Q(
                        round__gte=1,
                        suggested__isnull=False,
                        proposed__isnull=False,
                        level__isnull=False,
                        proposed_at__isnull=False,
                        proposed_by__isnull=False,
                    )
                ),
                name="judgement_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="gathering") | Q(proposed=F("suggested")) | ~Q(reason=""),
                name="judgement_reason_where_it_differs",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["final", "appealed"], final_at__isnull=False)
                | (~Q(state__in=["final", "appealed"]) & Q(final_at__isnull=True)),
                name="judgement_final_when_it_was",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "state"], name="judgement_by_state")]

    def __str__(self) -> str:
        return f"{self.school_id} in cycle {self.cycle_id}: {self.state}"


@pghistory.track()
class SupportEvidence(models.Model):
    """A piece of evidence for a judgement: a text, a link, or both."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    judgement = models.ForeignKey(SupportJudgement, models.CASCADE, related_name="evidence")
    kind = models.ForeignKey("schools.EvidenceKind", models.PROTECT, related_name="evidence")
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "judgement__school__scope"
    view_permission = Permission.VIEW_SUPPORT

    class Meta:
        ordering = ["kind__position", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link=""), name="support_evidence_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of judgement {self.judgement_id}"


@pghistory.track()
class JudgementAnswer(models.Model):
    """What the head or the governing body said to one round of the draft: agreed, or disputed because."""

    judgement = models.ForeignKey(SupportJudgement, models.CASCADE, related_name="school_answers")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=SchoolSide)
    verdict = models.CharField(max_length=10, choices=SchoolVerdict)
    because = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "judgement__school__scope"
    view_permission = Permission.VIEW_SUPPORT

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["judgement", "round", "side"], name="judgement_answer_once"),
            # One person cannot speak for both.
            models.UniqueConstraint(
                fields=["judgement", "round", "answered_by"], name="judgement_answer_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(verdict="agreed") | ~Q(because=""), name="judgement_dispute_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.verdict}"


@pghistory.track()
class JudgementStep(models.Model):
    """One line of a judgement's history: who did what when and why, from which state and level to which."""

    judgement = models.ForeignKey(SupportJudgement, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=JudgementStepKind)
    state_from = models.CharField(max_length=20, choices=JudgementState)
    state_to = models.CharField(max_length=20, choices=JudgementState)
    level_from = models.ForeignKey(
        "schools.SupportLevel", models.PROTECT, null=True, blank=True, related_name="+"
    )
    level_to = models.ForeignKey(
        "schools.SupportLevel", models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "judgement__school__scope"
    view_permission = Permission.VIEW_SUPPORT

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state_from} → {self.state_to}"
