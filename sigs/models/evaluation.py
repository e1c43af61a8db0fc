"""What a group's work has changed, said by the group and looked at by another one."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from core.authorise import ScopedQuerySet
from core.enums import Language
from core.pairs import Pair
from sigs.enums import CheckState, EvaluationState, Permission, Rung


@pghistory.track()
class Element(models.Model):
    """One question of a framework, such as what a checking group looks at: data."""

    framework = models.SlugField(max_length=30)
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    prompt_en = models.CharField(max_length=300)
    prompt_cy = models.CharField(max_length=300)

    name = Pair()
    prompt = Pair()

    class Meta:
        ordering = ["framework", "position"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="element_once")]

    def __str__(self) -> str:
        return f"{self.framework}: {self.name_en}"


@pghistory.track()
class Evaluation(models.Model):
    """draft → submitted by the convenor → checked by another group → accepted by the consortium."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EvaluationState, default=EvaluationState.DRAFT)
    # In which language it is written: pages in the other one say so.
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    changed = models.TextField(blank=True)
    classrooms = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    spread = models.TextField(blank=True)
    did_not_work = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    share_wider = models.TextField(blank=True)
    rung = models.CharField(max_length=12, choices=Rung, blank=True)
    rung_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # Why it came back, while it is a draft again.
    returned_because = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "year", "number"], name="evaluation_once"),
            models.UniqueConstraint(
                fields=["group"], condition=~Q(state="accepted"), name="evaluation_one_under_way"
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="evaluation_year"),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True, submitted_by__isnull=True)
                | ~Q(state="draft")
                & Q(submitted_at__isnull=False, submitted_by__isnull=False, returned_because="")
                & ~Q(rung=""),
                name="evaluation_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | ~Q(state="accepted") & Q(accepted_at__isnull=True, accepted_by__isnull=True),
                name="evaluation_accepted_by_somebody",
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="evaluation_stays_itself", fields=["group", "year", "number"])]

    def __str__(self) -> str:
        return f"{self.group_id} {self.year}.{self.number}: {self.state}"


@pghistory.track()
class EvaluationCheck(models.Model):
    """Another group looks at an evaluation: it answers prompts and asks questions; it gives no mark.

    Two groups look at one another's work in one direction only in a year, whoever assigns and whenever."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="checks")
    # The evaluation's group and year, kept here for the constraints.
    checked = models.ForeignKey("sigs.Group", models.PROTECT, related_name="checks_of_it")
    year = models.PositiveSmallIntegerField()
    checker = models.ForeignKey("sigs.Group", models.PROTECT, related_name="checks_by_it")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.OPEN)
    assigned_at = models.DateTimeField()
    # Who chose the checking group; null: it was its turn.
    assigned_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    passed_on_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "checker__scope"
    view_permission = Permission.LEAD_GROUP

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=~Q(state="passed_on"), name="check_by_one_group"
            ),
            models.UniqueConstraint(
                F("year"),
                Least("checked", "checker"),
                Greatest("checked", "checker"),
                condition=~Q(state="passed_on"),
                name="check_in_one_direction_a_year",
            ),
            models.CheckConstraint(condition=~Q(checked=F("checker")), name="check_by_another_group"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, done_by__isnull=False)
                | ~Q(state="done") & Q(done_at__isnull=True, done_by__isnull=True),
                name="check_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="passed_on") & ~Q(passed_on_because="")
                | ~Q(state="passed_on") & Q(passed_on_because=""),
                name="check_passed_on_because",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} by {self.checker_id}: {self.state}"


@pghistory.track()
class CheckAnswer(models.Model):
    """What the checking group says to one prompt."""

    check_of = models.ForeignKey(EvaluationCheck, models.CASCADE, related_name="answers")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["element__position"]
        constraints = [models.UniqueConstraint(fields=["check_of", "element"], name="check_answer_once")]

    def __str__(self) -> str:
        return f"{self.check_of_id} {self.element_id}"


@pghistory.track()
class CheckQuestion(models.Model):
    """What the checking group asks, and what the convenor replies."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    check_of = models.ForeignKey(EvaluationCheck, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "check_of__checked__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True, replied_by__isnull=True)
                | ~Q(reply="") & Q(replied_at__isnull=False, replied_by__isnull=False),
                name="check_question_replied_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
