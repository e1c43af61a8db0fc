"""A group's plan: what it sets out to change, for whom, and how it will know."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from sigs.enums import Permission, PlanEvidenceKind, PlanState, ResourceLanguage, Standing


@pghistory.track()
class Plan(models.Model):
    """One open plan per group; those that are closed stay. `year` is the calendar year in which the academic
    year ends. What people write in it is in `language`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=15, choices=PlanState, default=PlanState.DRAFT)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    change = models.TextField(blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    question = models.CharField(max_length=300, blank=True)
    resources_in = models.CharField(max_length=4, choices=ResourceLanguage, default=ResourceLanguage.BOTH)
    # Counts the changes of the plan: whoever saves says which they saw.
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # What came of it, in a sentence or two.
    closed_because = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-year", "-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=~Q(state="closed"), name="plan_one_open_per_group"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", proposed_at__isnull=True, agreed_at__isnull=True)
                | Q(state="with_members", proposed_at__isnull=False, agreed_at__isnull=True)
                | Q(state="agreed", agreed_at__isnull=False, started_at__isnull=True)
                | Q(state="under_way", agreed_at__isnull=False, started_at__isnull=False)
                | Q(state="closed"),
                name="plan_dates_of_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(closed_because="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_because=""),
                name="plan_closed_because",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="plan_year"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.year}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state != PlanState.CLOSED

    @property
    def is_settled(self) -> bool:
        return self.state in {PlanState.AGREED, PlanState.UNDER_WAY}


@pghistory.track()
class PlanTopic(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="needs")
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["topic__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "topic"], name="plan_topic_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.topic_id}"


@pghistory.track()
class PlanEvidence(models.Model):
    """What makes the group think so. A figure is kept by what it is of, never by its value: the page shows it
    as whoever reads may see it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=PlanEvidenceKind, default=PlanEvidenceKind.TEXT)
    text = models.TextField()
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(
        "schools.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="text", indicator__isnull=True)
                | Q(kind="figure", school__isnull=False, indicator__isnull=False, year__isnull=False)
                | Q(kind="review", school__isnull=False, indicator__isnull=True),
                name="plan_evidence_says_what_of",
            ),
            models.CheckConstraint(
                condition=Q(kind="figure") | ~Q(text=""), name="plan_evidence_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind}"


@pghistory.track()
class PlanMeasure(models.Model):
    """How the group will know: a countable thing, from where it stands to where it is to be."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=250)
    # Where the countable thing is one of the measures of the catalogue.
    indicator = models.ForeignKey(
        "schools.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    baseline = models.DecimalField(max_digits=9, decimal_places=2)
    target = models.DecimalField(max_digits=9, decimal_places=2)
    now = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    now_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_measure_once"),
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="plan_measure_changes"),
            models.CheckConstraint(
                condition=Q(now__isnull=True, now_on__isnull=True)
                | Q(now__isnull=False, now_on__isnull=False),
                name="plan_measure_now_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class PlanBudgetLine(models.Model):
    """What the group means to spend; grants, tranches and what was spent are kept elsewhere."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_budget_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plan_budget_line_of_money"),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.amount}"


@pghistory.track()
class PlanCondition(models.Model):
    """Where the group says that it stands with a condition."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="conditions")
    condition = models.ForeignKey("sigs.Condition", models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["condition__position"]
        constraints = [models.UniqueConstraint(fields=["plan", "condition"], name="plan_condition_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.condition_id}: {self.standing}"


@pghistory.track()
class PlanAgreement(models.Model):
    """A member school agrees to the plan as it stood in that version."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="agreements")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "school"], name="plan_agreed_once_per_school")]

    def __str__(self) -> str:
        return f"{self.school_id} agrees to {self.plan_id} v{self.version}"


@pghistory.track()
class PlanComment(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="plan_comment_says_something")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.written_at:%Y-%m-%d}"


@pghistory.track()
class PlanVersion(models.Model):
    """The plan as it stood after each change, so that everybody can see what changed since they agreed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"
