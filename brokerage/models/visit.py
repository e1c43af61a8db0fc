"""Visits of an adviser: planned with questions, then noted; the head says whether the note is accurate."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import AgreedState, Permission, VisitNoteState, VisitState, WhoActs
from core.authorise import ScopedQuerySet
from core.enums import Language
from schools.enums import VisitKind
from schools.models.days import in_quarters

ANSWERED = ["accurate", "disputed"]


@pghistory.track()
class Visit(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="visits")
    adviser = models.ForeignKey("core.User", models.PROTECT, related_name="visits")
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    kind = models.CharField(max_length=12, choices=VisitKind)
    on = models.DateField()
    # The school reads the purpose; the rest is the adviser's preparation.
    purpose = models.CharField(max_length=200)
    focus = models.TextField(blank=True)
    question_1 = models.CharField(max_length=300, blank=True)
    question_2 = models.CharField(max_length=300, blank=True)
    question_3 = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # Its days in the school's ledger.
    entry = models.OneToOneField("schools.DayEntry", models.PROTECT, related_name="visit")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_VISITS

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="visit_says_what_for"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False)
                & ~Q(cancelled_because="")
                | ~Q(state="cancelled")
                & Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_because=""),
                name="visit_cancelled_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "on"], name="visit_by_school_and_day")]
        triggers = [
            pgtrigger.ReadOnly(name="visit_stays_itself", fields=["school", "planned_at", "planned_by"]),
            pgtrigger.Protect(name="visits_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.on}"


@pghistory.track()
class VisitNote(models.Model):
    """What came of a visit. Only its writers see a draft; once it is sent its words stay, and a correction is
    a note with the next number."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=VisitNoteState, default=VisitNoteState.DRAFT)
    evidence = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    concerns = models.TextField(blank=True)
    # How much of the time was support; the rest was challenge.
    support_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    answer_words = models.TextField(blank=True)
    answer_language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)

    objects = ScopedQuerySet.as_manager()

    scope_path = "visit__school__scope"
    view_permission = Permission.VIEW_VISITS

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="visit_note_number_once"),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(state="draft"), name="visit_note_one_draft_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(support_percent__isnull=True) | Q(support_percent__range=(0, 100)),
                name="visit_note_share_of_support",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gt=0, days__lte=25) & Q(in_quarters("days")),
                name="visit_note_days_in_quarters",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True, sent_by__isnull=True)
                | ~Q(state="draft")
                & Q(
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                    days__isnull=False,
                    support_percent__isnull=False,
                )
                & ~Q(evidence=""),
                name="visit_note_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_at__isnull=False, answered_by__isnull=False)
                | ~Q(state__in=ANSWERED) & Q(answered_at__isnull=True, answered_by__isnull=True),
                name="visit_note_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="disputed") | ~Q(answer_words=""), name="visit_note_disputed_because"
            ),
            # Nobody says of the own note that it is accurate.
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("sent_by")),
                name="visit_note_answered_by_another",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="sent_notes_stay",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]  # carries no types
                    "evidence", "strengths", "concerns", "support_percent", "days", "language"
                ),
                condition=pgtrigger.Q(old__state__in=["sent", "accurate", "disputed"]),
            ),
            pgtrigger.ReadOnly(name="visit_note_stays_itself", fields=["visit", "number"]),
            pgtrigger.Protect(name="visit_notes_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.number}: {self.state}"


@pghistory.track()
class VisitAction(models.Model):
    """What was agreed at a visit: who does what by when. It counts once the note is sent."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    note = models.ForeignKey(VisitNote, models.PROTECT, related_name="actions")
    state = models.CharField(max_length=10, choices=AgreedState, default=AgreedState.OPEN)
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    who = models.CharField(max_length=10, choices=WhoActs)
    due_on = models.DateField()
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "note__visit__school__scope"
    view_permission = Permission.VIEW_VISITS

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="visit_action_says_what"),
            models.CheckConstraint(
                condition=Q(state="open", over_at__isnull=True, over_by__isnull=True, outcome="")
                | Q(state="done", over_at__isnull=False, over_by__isnull=False)
                | Q(state="dropped", over_at__isnull=False, over_by__isnull=False) & ~Q(outcome=""),
                name="visit_action_over_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class RaisedNeed(models.Model):
    """A need of the school that a visit brought up, by its statement."""

    note = models.ForeignKey(VisitNote, models.CASCADE, related_name="raised")
    need = models.ForeignKey("schools.Need", models.PROTECT, related_name="raised_at_visits")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["note", "need"], name="need_raised_once")]

    def __str__(self) -> str:
        return f"{self.need_id} at {self.note_id}"
