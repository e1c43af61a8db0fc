"""A school is asked to help another: by whom, why it, by when to answer, and what it said."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import IndependenceCheck, InvitationState, Permission, Refusal
from core.authorise import ScopedQuerySet
from core.enums import Language

ANSWERED = ["accepted", "refused"]


@pghistory.track()
class Invitation(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ask = models.ForeignKey("brokerage.Ask", models.PROTECT, related_name="invitations")
    # The supplier's offer of the year, and the days that are held while it thinks.
    offer = models.ForeignKey("brokerage.Offer", models.PROTECT, related_name="invitations")
    promise = models.OneToOneField(
        "brokerage.Promise", models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.DRAFT)
    days = models.DecimalField(max_digits=5, decimal_places=2)
    # The broker's own words, which both schools read.
    reason = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # The match as it was counted when it was chosen: {"total": 86, "terms": {"strength": 33, …}, …}.
    points = models.JSONField(default=dict)
    # Why a check that fails is no hindrance here.
    override_because = models.TextField(blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    answer_by = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    answer_words = models.TextField(blank=True)
    answer_language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # "Maybe": what the school has to find out first. The last day stays unless the broker moves it.
    maybe_at = models.DateTimeField(null=True, blank=True)
    maybe_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    maybe_words = models.TextField(blank=True)
    maybe_language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Expired (by nobody) or taken back.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    # The asked school sees it by its offer; the asking side by the ask (queries.invitations).
    scope_path = "offer__school__scope"
    view_permission = Permission.VIEW_HELP

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="invitation_says_why"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(sent_at__isnull=False, answer_by__isnull=False, promise__isnull=False)
                | Q(state="withdrawn"),
                name="invitation_sent_with_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_at__isnull=False, answered_by__isnull=False)
                | ~Q(state__in=ANSWERED) & Q(answered_at__isnull=True, answered_by__isnull=True),
                name="invitation_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(refusal="") | ~Q(state="refused") & Q(refusal=""),
                name="invitation_refused_with_a_code",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("sent_at")),
                name="invitation_answered_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(maybe_at__isnull=True, maybe_by__isnull=True, maybe_words="")
                | Q(maybe_at__isnull=False, maybe_by__isnull=False) & ~Q(maybe_words=""),
                name="invitation_maybe_with_words",
            ),
            models.CheckConstraint(
                condition=Q(state="expired", ended_at__isnull=False, ended_by__isnull=True)
                | Q(state="withdrawn", ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")
                | ~Q(state__in=["expired", "withdrawn"])
                & Q(ended_at__isnull=True, ended_by__isnull=True, ended_because=""),
                name="invitation_ended_by_clock_or_somebody",
            ),
            # Nobody is asked while another thinks about it. One that was accepted stays so when its
            # partnership comes to nothing, and then another school is asked.
            models.UniqueConstraint(
                fields=["ask"], condition=Q(state="sent"), name="invitation_one_at_a_time"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="invitation_stays_itself", fields=["ask", "offer", "chosen_at", "chosen_by"]
            ),
            pgtrigger.Protect(name="invitations_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} for {self.ask_id}: {self.state}"


@pghistory.track()
class CheckedIndependence(models.Model):
    """One check as it stood when the school was chosen."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="checks")
    check_name = models.CharField(max_length=10, choices=IndependenceCheck)
    passed = models.BooleanField()
    # A failed check that the kind of help allows ("same authority is allowed for a lighter link").
    allowed = models.BooleanField(default=False)
    # Plain values for the sentence that is said of it, in either language.
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "checked independence"
        constraints = [
            models.UniqueConstraint(fields=["invitation", "check_name"], name="independence_checked_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_name} of {self.invitation_id}: {self.passed}"
