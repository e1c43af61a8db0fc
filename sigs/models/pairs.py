"""Pairs and trios of schools in a group: who could give whom what, what each side said, what came of it."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from sigs.enums import PairAnswer, PairingState, Permission


@pghistory.track()
class Pairing(models.Model):
    """Two or three schools that are asked to work together in an academic year (`year` is the calendar year
    in which it ends). `key` names the schools: the same ones are asked once a year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="pairings")
    year = models.PositiveSmallIntegerField()
    # The schools' numbers in order, as 6740001-6810002.
    key = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=PairingState, default=PairingState.ASKED)
    # What whoever asks wants to say with it, in the language it was written in.
    message = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    # Declined by one of them, or no longer possible (somebody left the group).
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)
    outcome_language = models.CharField(max_length=2, choices=Language, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "year", "key"], name="pairing_asked_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="pairing_year"),
            models.CheckConstraint(
                condition=Q(state="asked", agreed_at__isnull=True)
                | Q(state__in=["agreed", "ended"], agreed_at__isnull=False)
                | Q(state__in=["declined", "lapsed"]),
                name="pairing_agreed_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["declined", "lapsed"], closed_at__isnull=False, closed_by__isnull=False
                )
                | ~Q(state__in=["declined", "lapsed"]) & Q(closed_at__isnull=True, closed_by__isnull=True),
                name="pairing_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome="")
                | ~Q(state="ended") & Q(ended_at__isnull=True, ended_by__isnull=True, outcome=""),
                name="pairing_ended_with_its_outcome",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="pairing_stays_itself", fields=["group", "year", "key"]),
            pgtrigger.Protect(name="pairings_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.group_id}: {self.state}"


@pghistory.track()
class PairingSide(models.Model):
    """One of the schools, and what its head answered."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="sides")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="pairing_sides")
    answer = models.CharField(max_length=10, choices=PairAnswer, default=PairAnswer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pairing", "school"], name="pairing_side_once"),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at__isnull=True, answered_by__isnull=True, because="")
                | Q(answer="yes", answered_at__isnull=False, answered_by__isnull=False, because="")
                | Q(answer="no", answered_at__isnull=False, answered_by__isnull=False) & ~Q(because=""),
                name="pairing_side_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} of {self.pairing_id}: {self.answer}"


@pghistory.track()
class PairingLink(models.Model):
    """Why: one of them is strong in the area in which another has a need. As it was when they were asked."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="links")
    giver = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    area = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "giver", "receiver", "area"], name="pairing_link_once"
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="pairing_link_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} to {self.receiver_id}: {self.area_id}"
