"""What a school offers to others in a year, and the ledger of its days."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import HelpLanguage, Permission, PromiseState, Willing
from core.authorise import ScopedQuerySet
from core.enums import Language
from schools.models.days import in_quarters

# The sum of the days that are promised, booked or used changes with the rows, whoever writes them, and only
# where there is room. The year's row is locked by it, so that of many at once each finds what is left.
KEEP_PROMISED = """
IF TG_OP = 'UPDATE' AND OLD.state <> 'released' THEN change := change - OLD.days; END IF;
IF NEW.state <> 'released' THEN change := change + NEW.days; END IF;
IF change = 0 THEN RETURN NULL; END IF;
UPDATE brokerage_offer SET promised = promised + change
 WHERE id = NEW.offer_id AND (change < 0 OR (willing <> 'no' AND promised + change <= days));
IF NOT FOUND THEN
  RAISE EXCEPTION 'These days go beyond what is left of offer %', NEW.offer_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'promised_within_offer';
END IF;
RETURN NULL;
"""


@pghistory.track()
class Offer(models.Model):
    """Whether a school helps others in an academic year (`year` is the calendar year in which it ends), with
    how many staff-days in all. `promised` is the sum of its promises that are not released: a trigger keeps
    it. A ceiling that is lowered later leaves what is promised already."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="offers")
    year = models.PositiveSmallIntegerField()
    willing = models.CharField(max_length=5, choices=Willing)
    days = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    promised = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    # The school's own limits: minutes by road, partnerships at once, languages it can help in.
    most_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    at_once = models.PositiveSmallIntegerField(default=2)
    languages = models.CharField(max_length=3, choices=HelpLanguage, default=HelpLanguage.EITHER)
    limits = models.TextField(blank=True)
    limits_language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # Each half-term: still true? Then by whom, or by the link of a mail.
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    asked_again_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_HELP

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="offer_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="offer_year"),
            models.CheckConstraint(
                condition=Q(days__gte=0, days__lte=500, promised__gte=0) & Q(in_quarters("days")),
                name="offer_days_in_quarters",
            ),
            models.CheckConstraint(
                condition=Q(willing="no", days=0) | ~Q(willing="no"), name="offer_of_nothing_has_no_days"
            ),
            models.CheckConstraint(condition=Q(at_once__range=(1, 20)), name="offer_at_once"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"


@pghistory.track()
class OfferTopic(models.Model):
    """What a school offers to help with; `strength` is the statement it rests on."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="offer_topics")
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")
    strength = models.ForeignKey(
        "schools.Strength", models.PROTECT, null=True, blank=True, related_name="offered_in"
    )

    class Meta:
        ordering = ["topic__parent__position", "topic__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "topic"], name="offer_topic_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} by {self.offer_id}"


@pghistory.track()
class Promise(models.Model):
    """Staff-days of an offer, held for one ask: promised with the invitation, booked with the answer yes,
    used when they were worked, free again otherwise. Two brokers cannot spend the same day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="promises")
    state = models.CharField(max_length=10, choices=PromiseState, default=PromiseState.PROMISED)
    days = models.DecimalField(max_digits=5, decimal_places=2)
    ask = models.ForeignKey("brokerage.Ask", models.PROTECT, null=True, blank=True, related_name="promises")
    partnership = models.ForeignKey(
        "brokerage.Partnership", models.PROTECT, null=True, blank=True, related_name="promises"
    )
    what = models.CharField(max_length=200)
    promised_at = models.DateTimeField()
    promised_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # When it came to its present state.
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    released_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "offer__school__scope"
    view_permission = Permission.VIEW_HELP

    class Meta:
        ordering = ["promised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=100) & Q(in_quarters("days")), name="promise_in_quarters"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="promise_says_what"),
            models.CheckConstraint(
                condition=Q(state="released") & ~Q(released_because="")
                | ~Q(state="released") & Q(released_because=""),
                name="promise_released_because",
            ),
            models.CheckConstraint(
                condition=Q(moved_at__gte=F("promised_at")), name="promise_moved_after_it_was_made"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_promised",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("days", "state"),  # type: ignore[no-untyped-call]  # carries no types
                declare=[("change", "numeric := 0")],
                func=KEEP_PROMISED,
            ),
            pgtrigger.ReadOnly(name="promise_stays_itself", fields=["offer", "ask"]),
            pgtrigger.Protect(name="promises_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.days} of {self.offer_id}: {self.state}"
