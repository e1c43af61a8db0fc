"""What happened in a partnership: contacts, half-termly reviews, pauses, and what it came to."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import ContactKind, Outcome, Permission, Progress
from core.authorise import ScopedQuerySet
from core.enums import Language
from sigs.enums import Rung

# Whoever works at one of the schools or governs it is too near to evaluate what they did together. That the
# evaluator may be federated with one of them is refused before (services.evaluating).
KEEP_INDEPENDENT = """
IF EXISTS (
  SELECT FROM brokerage_partner partner
    JOIN schools_school school ON school.id = partner.school_id
    JOIN core_roleassignment post ON post.scope_id = school.scope_id
   WHERE partner.partnership_id = NEW.partnership_id
     AND post.user_id = NEW.evaluator_id
     AND post.role IN ('headteacher', 'teacher', 'governor')
     AND post.starts_on <= COALESCE(NEW.done_at, NEW.named_at)::date
     AND (post.ends_on IS NULL OR post.ends_on >= NEW.named_at::date)
) THEN
  RAISE EXCEPTION 'Person % belongs to a school of partnership %', NEW.evaluator_id, NEW.partnership_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluated_by_a_third';
END IF;
RETURN NEW;
"""


@pghistory.track()
class PartnershipContact(models.Model):
    """One contact between the schools. What was entered by mistake is struck out, and stays on record."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="contacts")
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=ContactKind)
    text = models.TextField()
    # What was agreed for the next time.
    next_step = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="partnership_contact_says_what"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
                name="partnership_contact_struck_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="partnership_contact_stays",
                fields=["partnership", "on", "kind", "text", "logged_at", "logged_by"],
            ),
            pgtrigger.Protect(name="partnership_contacts_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


@pghistory.track()
class PartnershipReview(models.Model):
    """Half-termly: due on a day; held, with how it goes in a word and in words."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    progress = models.CharField(max_length=10, choices=Progress, blank=True)
    words = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="partnership_review_once"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, progress="", written_at__isnull=True, written_by=None)
                | Q(held_on__isnull=False, written_at__isnull=False, written_by__isnull=False)
                & ~Q(progress="")
                & ~Q(words=""),
                name="partnership_review_held_with_words",
            ),
        ]
        triggers = [pgtrigger.Protect(name="partnership_reviews_stay", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.partnership_id} review {self.number}"


@pghistory.track()
class PartnershipHalt(models.Model):
    """Each time that a partnership was paused, or that it was stopped: from when, why, and until when."""

    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="halts")
    is_for_good = models.BooleanField(default=False)
    because = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    halted_at = models.DateTimeField()
    halted_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["halted_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="partnership_halt_because"),
            models.CheckConstraint(
                condition=Q(resumed_at__isnull=True, resumed_by__isnull=True)
                | Q(resumed_at__gte=F("halted_at"), resumed_by__isnull=False, is_for_good=False),
                name="partnership_halt_resumed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(resumed_at__isnull=True),
                name="partnership_halt_one_at_a_time",
            ),
        ]
        triggers = [pgtrigger.Protect(name="partnership_halts_stay", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.halted_at:%Y-%m-%d}"


@pghistory.track()
class PartnershipEvaluation(models.Model):
    """What it came to, on the ladder of evidence, said by somebody who belongs to none of its schools."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.OneToOneField("brokerage.Partnership", models.PROTECT, related_name="evaluation")
    evaluator = models.ForeignKey("core.User", models.PROTECT, related_name="partnerships_to_evaluate")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    rung = models.CharField(max_length=12, choices=Rung, blank=True)
    # What shows that it stands on that rung.
    rung_because = models.TextField(blank=True)
    helped_gained = models.TextField(blank=True)
    helpers_gained = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by=F("evaluator"))
                & ~Q(outcome="")
                & ~Q(rung="")
                & ~Q(rung_because="")
                & ~Q(helped_gained="")
                & ~Q(helpers_gained=""),
                name="partnership_evaluated_whole_by_its_evaluator",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="evaluated_by_a_third",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=KEEP_INDEPENDENT,
            ),
            pgtrigger.ReadOnly(name="partnership_evaluation_stays_in_it", fields=["partnership"]),
            pgtrigger.Protect(name="partnership_evaluations_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id}: {self.rung}"
