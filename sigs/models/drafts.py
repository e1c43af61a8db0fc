"""The draft before the heads: for each school the group proposed to it, what its head says, and what the
consortium answers; then the publication that makes groups of it."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from sigs.enums import DraftOutcome, DraftState, DraftStepKind, Permission


@pghistory.track()
class DraftPlace(models.Model):
    """One school's place in a composition that was sent. `run` is the one whose group it was shown: a run
    that leaves the group as it is moves it on silently, one that changes it asks the head anew (`round`)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    composition = models.ForeignKey("sigs.Composition", models.PROTECT, related_name="draft_places")
    run = models.ForeignKey("sigs.CompositionRun", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="draft_places")
    # The group's number in the run.
    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    # The last day for an answer. None by then is no answer, not consent.
    answer_by = models.DateField()
    state = models.CharField(max_length=12, choices=DraftState, default=DraftState.WAITING)
    text = models.TextField(blank=True)
    written_in = models.CharField(max_length=2, blank=True)
    # A swap is asked with a named school, or into a group by its number.
    swap_with = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    swap_into = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # What the consortium answers to a comment, a swap or a refusal.
    outcome = models.CharField(max_length=12, choices=DraftOutcome, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.ANSWER_FOR_SCHOOL

    class Meta:
        ordering = ["number", "school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["composition", "school"], name="draft_place_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="waiting") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="draft_place_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "agreed"]) | ~Q(text=""), name="draft_place_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="swap_asked", swap_with__isnull=False, swap_into__isnull=True)
                | Q(state="swap_asked", swap_with__isnull=True, swap_into__isnull=False)
                | ~Q(state="swap_asked") & Q(swap_with__isnull=True, swap_into__isnull=True),
                name="draft_place_swap_with_one",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", replied_at__isnull=True, replied_by__isnull=True, reply="")
                | ~Q(outcome="") & Q(replied_at__isnull=False, replied_by__isnull=False),
                name="draft_place_replied_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state__in=["commented", "swap_asked", "declined"]),
                name="draft_place_reply_to_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.composition_id}: {self.state}"


@pghistory.track()
class DraftStep(models.Model):
    """What was said about a school's place, by whom and when: rows are written once."""

    place = models.ForeignKey(DraftPlace, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=DraftStepKind)
    round = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "place__school__scope"
    view_permission = Permission.ANSWER_FOR_SCHOOL

    class Meta:
        ordering = ["taken_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="draft_steps_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.place_id}"


@pghistory.track()
class Publication(models.Model):
    """The groups of a composition made real, once; undone only before the first member has acted."""

    composition = models.ForeignKey("sigs.Composition", models.PROTECT, related_name="publications")
    run = models.ForeignKey("sigs.CompositionRun", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    undone_because = models.CharField(max_length=300, blank=True)
    # The posts that ended with the groups before, given back by undoing: ids of role assignments.
    ended_posts = models.JSONField(default=list)

    objects = ScopedQuerySet.as_manager()

    scope_path = "composition__region__scope"
    view_permission = Permission.COMPOSE

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["composition"], condition=Q(undone_at__isnull=True), name="publication_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_because="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_because=""),
                name="publication_undone_because",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.composition_id} on {self.published_at:%Y-%m-%d}"


@pghistory.track()
class PublishedGroup(models.Model):
    """A group that a publication made, with its number in the run."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="made")
    group = models.OneToOneField("sigs.Group", models.PROTECT, related_name="published")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="published_group_once")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.number}"


@pghistory.track()
class LeftBehind(models.Model):
    """A membership that a publication ended, and whether its group closed with it: what undoing restores."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="left_behind")
    member = models.ForeignKey("sigs.GroupMember", models.PROTECT, related_name="+")
    closed_group = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "member"], name="left_behind_once")]

    def __str__(self) -> str:
        return f"{self.member_id} by {self.publication_id}"
