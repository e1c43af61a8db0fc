"""Members nominate their convenor: each school names one person, openly, until a day."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from sigs.enums import NominationRule, NominationState, NomineeState, Permission

# A school's voice goes to somebody who was named in the same nomination.
REFUSE_STRANGER = """
IF NOT EXISTS (SELECT FROM sigs_nominee n
                WHERE n.id = NEW.nominee_id AND n.nomination_id = NEW.nomination_id) THEN
  RAISE EXCEPTION 'Nominee % is not of nomination %', NEW.nominee_id, NEW.nomination_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'nominated_in_the_same_nomination';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Nomination(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="nominations")
    # The last day on which schools can nominate or change whom they nominated.
    closes_on = models.DateField()
    rule = models.CharField(max_length=12, choices=NominationRule)
    state = models.CharField(max_length=10, choices=NominationState, default=NominationState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # Why it was called off, or why the consortium chose as it did.
    ended_because = models.CharField(max_length=300, blank=True)
    # The post that came of it.
    seat = models.OneToOneField(
        "sigs.GroupSeat", models.PROTECT, null=True, blank=True, related_name="nomination"
    )

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(state="open"), name="nomination_one_open_per_group"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, ended_by__isnull=True, seat__isnull=True)
                | Q(state="decided", ended_at__isnull=False, ended_by__isnull=False, seat__isnull=False)
                | Q(state="called_off", ended_at__isnull=False, ended_by__isnull=False, seat__isnull=True)
                & ~Q(ended_because=""),
                name="nomination_ended_as_it_did",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.closes_on}"


@pghistory.track()
class Nominee(models.Model):
    """Somebody whom a school named, and whether they would do it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="nominees")
    person = models.ForeignKey("core.User", models.PROTECT, related_name="nominated")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=NomineeState, default=NomineeState.ASKED)
    because = models.CharField(max_length=300, blank=True)
    named_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "person"], name="nominee_once"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | ~Q(state="asked") & Q(answered_at__isnull=False),
                name="nominee_answered_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"


@pghistory.track()
class NominationVote(models.Model):
    """One voice a school, given to one person, changeable until the closing day."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="votes")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="votes")
    cast_at = models.DateTimeField()
    cast_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "school"], name="one_nomination_per_school"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nominee_of_the_same",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=REFUSE_STRANGER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} for {self.nominee_id}"
