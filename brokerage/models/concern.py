"""Schools causing concern: seen by the school's adviser, the authority and the consortium, by nobody else.

The register, what was said each fortnight, joint visits by two. Notices stand in models/notice.py."""

import datetime as dt
import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import (
    ConcernMeetingState,
    ConcernState,
    ConcernStepKind,
    JointVisitState,
    Permission,
    ToldHow,
)
from core.authorise import ScopedQuerySet
from core.enums import Language

FORTNIGHT = dt.timedelta(days=14)


@pghistory.track()
class Concern(models.Model):
    """`reviewed_on` is the day it was last looked at; the next is within a fortnight of it while it is open.
    It does not become serious before the school has been told (`told_on`)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="concerns")
    state = models.CharField(max_length=10, choices=ConcernState, default=ConcernState.WATCH)
    reason = models.TextField()
    evidence = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # Since when it stands as it does, and who decided so.
    state_at = models.DateTimeField()
    state_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    next_review_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    told_how = models.CharField(max_length=10, choices=ToldHow, blank=True)
    # Who at the school, by post.
    told_whom = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(evidence=""), name="concern_says_why"),
            models.UniqueConstraint(
                fields=["school"], condition=~Q(state="closed"), name="concern_once_a_school"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", next_review_on__isnull=True)
                | ~Q(state="closed")
                & Q(
                    next_review_on__isnull=False,
                    next_review_on__gt=F("reviewed_on"),
                    next_review_on__lte=F("reviewed_on") + FORTNIGHT,
                ),
                name="concern_looked_at_each_fortnight",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by__isnull=True, told_how="", told_whom="")
                | Q(told_on__isnull=False, told_by__isnull=False) & ~Q(told_how="") & ~Q(told_whom=""),
                name="concern_told_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="serious") | Q(told_on__isnull=False), name="concern_told_before_serious"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="concern_stays_itself", fields=["public_id", "school", "opened_at", "opened_by"]
            ),
            pgtrigger.Protect(name="concerns_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state != ConcernState.CLOSED


@pghistory.track()
class ConcernStep(models.Model):
    """Each decision on a concern: what, why, by whom. Never changed."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=ConcernStepKind)
    # The level from then on.
    level = models.CharField(max_length=10, choices=ConcernState)
    because = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "concern__school__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="concern_step_says_why")]
        triggers = [
            pgtrigger.Protect(name="concern_steps_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.kind} of concern {self.concern_id}"


@pghistory.track()
class ConcernMeeting(models.Model):
    """The fortnightly meeting of an authority's officers. Its agenda is every open concern of the authority;
    what was said of each is a ConcernReview."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    authority = models.ForeignKey("schools.Authority", models.PROTECT, related_name="concern_meetings")
    state = models.CharField(max_length=10, choices=ConcernMeetingState, default=ConcernMeetingState.CALLED)
    on = models.DateField()
    # Who is asked, then who came: by post.
    people = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "authority__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "on"], condition=~Q(state="cancelled"), name="concern_meeting_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state="called", over_at__isnull=True, over_by__isnull=True)
                | ~Q(state="called") & Q(over_at__isnull=False, over_by__isnull=False),
                name="concern_meeting_over_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="concern_meeting_cancelled_because",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(people=""), name="concern_meeting_held_by_somebody"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="concern_meeting_stays_itself", fields=["authority", "called_at", "called_by"]
            ),
            pgtrigger.Protect(name="concern_meetings_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.on}"


@pghistory.track()
class ConcernReview(models.Model):
    """What was said of a concern on a day, at the fortnightly meeting or apart from it."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="reviews")
    meeting = models.ForeignKey(ConcernMeeting, models.PROTECT, null=True, blank=True, related_name="reviews")
    on = models.DateField()
    said = models.TextField()
    # What was offered to the school, or thought of.
    ideas = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    next_review_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "concern__school__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(said=""), name="concern_review_says_something"),
            models.UniqueConstraint(
                fields=["meeting", "concern"],
                condition=Q(meeting__isnull=False),
                name="concern_review_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("on"), next_review_on__lte=F("on") + FORTNIGHT),
                name="concern_review_next_within_a_fortnight",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="concern_reviews_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} on {self.on}"


@pghistory.track()
class JointVisit(models.Model):
    """A visit by two, where a concern continues."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="joint_visits")
    state = models.CharField(max_length=10, choices=JointVisitState, default=JointVisitState.PLANNED)
    on = models.DateField()
    first = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    second = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # What the two are to find out; then what they saw.
    purpose = models.TextField()
    note = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "concern__school__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="joint_visit_by_two"),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(state="planned"), name="joint_visit_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", over_at__isnull=True, over_by__isnull=True)
                | ~Q(state="planned") & Q(over_at__isnull=False, over_by__isnull=False),
                name="joint_visit_over_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="made") | ~Q(note=""), name="joint_visit_made_with_its_note"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="joint_visit_cancelled_because",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="joint_visit_stays_itself", fields=["concern", "planned_at", "planned_by"]
            ),
            pgtrigger.Protect(name="joint_visits_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} on {self.on}"
