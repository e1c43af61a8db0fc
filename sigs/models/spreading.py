"""What spreads: a page for the staff of the member schools, findings for the region, the conference."""

import uuid
from functools import reduce
from operator import and_

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import FindingState, Permission, SessionLanguage, SummaryState

# What one page holds, in both languages.
WRITTEN = (
    "title_en",
    "title_cy",
    "tried_en",
    "tried_cy",
    "changed_en",
    "changed_cy",
    "learned_en",
    "learned_cy",
)
EVERYTHING_WRITTEN = reduce(and_, (~Q(**{name: ""}) for name in WRITTEN))


@pghistory.track()
class Summary(models.Model):
    """One page on what an evaluation found, for everybody at the member schools."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="summaries")
    evaluation = models.OneToOneField("sigs.Evaluation", models.PROTECT, related_name="summary")
    state = models.CharField(max_length=10, choices=SummaryState, default=SummaryState.DRAFT)
    title_en = models.CharField(max_length=120, blank=True)
    title_cy = models.CharField(max_length=120, blank=True)
    tried_en = models.TextField(blank=True)
    tried_cy = models.TextField(blank=True)
    changed_en = models.TextField(blank=True)
    changed_cy = models.TextField(blank=True)
    learned_en = models.TextField(blank=True)
    learned_cy = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    # Since when the whole region may read it.
    opened_at = models.DateTimeField(null=True, blank=True)

    title = Pair()
    tried = Pair()
    changed = Pair()
    learned = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.READ_SUMMARY

    class Meta:
        ordering = ["-shared_at", "pk"]
        verbose_name_plural = "summaries"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", shared_at__isnull=True)
                | Q(state="shared", shared_at__isnull=False) & EVERYTHING_WRITTEN,
                name="summary_shared_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(state="shared"), name="summary_opened_once_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.title_en


@pghistory.track()
class Finding(models.Model):
    """What other schools can use: seen by the whole region while it is published."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="findings")
    evaluation = models.ForeignKey(
        "sigs.Evaluation", models.PROTECT, null=True, blank=True, related_name="findings"
    )
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.DRAFT)
    title_en = models.CharField(max_length=150, blank=True)
    title_cy = models.CharField(max_length=150, blank=True)
    text_en = models.TextField(blank=True)
    text_cy = models.TextField(blank=True)
    # By when the missing language follows: readers are told.
    translation_due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    title = Pair()
    text = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-published_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False),
                name="finding_published_when_it_was",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | ~Q(title_en="") & ~Q(text_en="") & ~Q(title_cy="") & ~Q(text_cy="")
                | Q(translation_due_on__isnull=False)
                & (~Q(title_en="") & ~Q(text_en="") | ~Q(title_cy="") & ~Q(text_cy="")),
                name="finding_in_both_languages_or_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_cy


@pghistory.track()
class Conference(models.Model):
    """The day on which groups tell the region what they found."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    about_en = models.TextField(blank=True)
    about_cy = models.TextField(blank=True)
    held_on = models.DateField()
    place = models.CharField(max_length=150)
    # Since when the region sees the programme.
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    name = Pair()
    about = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.MANAGE_GROUPS

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="conference_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="conference_year"),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} {self.year}"


@pghistory.track()
class ConferenceSession(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="sessions")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="sessions")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    room = models.CharField(max_length=60)
    # Offices, not names: “Deputy headteacher, Ysgol y Bryn”.
    speakers_en = models.CharField(max_length=200)
    speakers_cy = models.CharField(max_length=200)
    language = models.CharField(max_length=10, choices=SessionLanguage)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    speakers = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "conference__region__scope"
    view_permission = Permission.MANAGE_GROUPS

    class Meta:
        ordering = ["starts_at", "room", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "finding"], name="session_of_a_finding_once"),
            models.UniqueConstraint(
                fields=["conference", "room", "starts_at"], name="session_alone_in_its_room"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} {self.room}"
