"""The support plan of a school, its aims, and the half-termly meetings that look at them."""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from brokerage.enums import (
    AimProgress,
    AimState,
    Permission,
    PlanReason,
    PlanState,
    ProgressMeetingState,
    Seat,
)
from core.authorise import ScopedQuerySet
from core.enums import Language

# Half a term. Unconfirmed, and a plan may say otherwise: domain-rules 6.5 knows it from another consortium.
USUAL_WEEKS = 7


@pghistory.track()
class SupportPlan(models.Model):
    """One plan for a school at a time. The school sees it once it is put to it, never the draft."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="support_plans")
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    because = models.CharField(max_length=12, choices=PlanReason)
    # The source of the reason, with its date.
    judgement = models.ForeignKey(
        "schools.SupportJudgement", models.PROTECT, null=True, blank=True, related_name="+"
    )
    inspection = models.ForeignKey(
        "schools.Inspection", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What should be different when it ends.
    purpose = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # A progress meeting at least every so many weeks.
    every_weeks = models.PositiveSmallIntegerField(default=USUAL_WEEKS)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    put_at = models.DateTimeField(null=True, blank=True)
    # The head's answer to what was last put: words where it is sent back.
    answer_words = models.TextField(blank=True)
    answer_language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_SUPPORT_PLAN

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="support_plan_says_what_for"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="support_plan_dates_in_order"
            ),
            models.CheckConstraint(condition=Q(every_weeks__range=(1, 13)), name="support_plan_every_weeks"),
            models.UniqueConstraint(
                fields=["school"], condition=~Q(state="closed"), name="support_plan_once_a_school"
            ),
            models.CheckConstraint(
                condition=Q(because="level", judgement__isnull=False, inspection__isnull=True)
                | Q(because="inspection", judgement__isnull=True, inspection__isnull=False)
                | Q(because="agreed", judgement__isnull=True, inspection__isnull=True),
                name="support_plan_with_its_source",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "with_school"], agreed_at__isnull=True, agreed_by__isnull=True
                )
                | Q(state="active", put_at__isnull=False, agreed_at__isnull=False, agreed_by__isnull=False)
                | Q(state="closed"),
                name="support_plan_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True, outcome=""),
                name="support_plan_closed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="support_plan_stays_itself", fields=["school", "written_at", "written_by"]
            ),
            pgtrigger.Protect(name="support_plans_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.starts_on}"


@pghistory.track()
class PlanAim(models.Model):
    """One thing to change: where it stands, how one will know, what the school does, what support it gets."""

    plan = models.ForeignKey(SupportPlan, models.CASCADE, related_name="aims")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    baseline = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)
    school_does = models.TextField()
    support = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=AimState, default=AimState.OPEN)
    # What came of it.
    result = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "plan__school__scope"
    view_permission = Permission.VIEW_SUPPORT_PLAN

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_aim_once"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(baseline="") & ~Q(measure=""), name="plan_aim_can_be_measured"
            ),
            models.CheckConstraint(
                condition=Q(state="open", result="") | ~Q(state="open") & ~Q(result=""),
                name="plan_aim_over_with_its_result",
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class ProgressMeeting(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="meetings")
    state = models.CharField(
        max_length=10, choices=ProgressMeetingState, default=ProgressMeetingState.PLANNED
    )
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    seats = ArrayField(models.CharField(max_length=12, choices=Seat), default=list, blank=True)
    people = models.CharField(max_length=300, blank=True)
    # What was agreed: who does what by when, one a line.
    agreed = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "plan__school__scope"
    view_permission = Permission.VIEW_SUPPORT_PLAN

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="planned"), name="progress_meeting_one_to_come"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", over_at__isnull=True, over_by__isnull=True)
                | ~Q(state="planned") & Q(over_at__isnull=False, over_by__isnull=False),
                name="progress_meeting_over_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(seats__len__gt=0), name="progress_meeting_held_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="progress_meeting_cancelled_because",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="progress_meeting_stays_itself", fields=["plan", "called_at", "called_by"]
            ),
            pgtrigger.Protect(name="progress_meetings_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} on {self.on}"


@pghistory.track()
class ProgressNote(models.Model):
    """How far an aim was at a meeting, in a word and a sentence."""

    meeting = models.ForeignKey(ProgressMeeting, models.CASCADE, related_name="notes")
    aim = models.ForeignKey(PlanAim, models.PROTECT, related_name="notes")
    progress = models.CharField(max_length=10, choices=AimProgress)
    words = models.CharField(max_length=500)

    class Meta:
        ordering = ["aim__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "aim"], name="progress_note_once"),
            models.CheckConstraint(condition=~Q(words=""), name="progress_note_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.aim_id}: {self.progress}"
