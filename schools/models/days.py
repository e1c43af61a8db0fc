"""Days of support: how many a school may have in an academic year, and what each is planned or used for."""

import uuid
from decimal import Decimal

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from core.authorise import ScopedQuerySet
from schools.enums import DayRequestState, DayState, Permission, VisitKind

# The sum that counts against the ceiling changes with the entries themselves, whoever writes them, and only
# where there is room: a conditional update. The row of the budget is locked by it, so that of many at once
# each finds what the one before has left.
KEEP_SUM = """
IF TG_OP = 'UPDATE' AND OLD.state <> 'cancelled' THEN change := change - OLD.days; END IF;
IF NEW.state <> 'cancelled' THEN change := change + NEW.days; END IF;
IF change = 0 THEN RETURN NULL; END IF;
UPDATE schools_daybudget SET booked = booked + change
 WHERE id = NEW.budget_id
   AND (change < 0 OR ceiling IS NULL OR booked + change <= ceiling + extra);
IF NOT FOUND THEN
  RAISE EXCEPTION 'These days go beyond the ceiling of budget %', NEW.budget_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'days_within_ceiling';
END IF;
RETURN NULL;
"""


def in_quarters(field: str) -> Exact:
    """Days are counted in steps of a quarter of a day."""
    return Exact(Mod(F(field), Value(Decimal("0.25"))), Value(Decimal(0)))


@pghistory.track()
class DayBudget(models.Model):
    """The days of support of one school in one academic year (`year` is the calendar year in which it ends).

    `ceiling` is that of the school's own support level when days were last booked, null where the region
    uses no levels or the school has none: then nothing limits the days. `extra` was approved on top. `booked`
    is the sum of the entries that are not cancelled; a trigger of DayEntry keeps it, and refuses what goes
    beyond ceiling and extra. A ceiling that falls later leaves what is booked already."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="day_budgets")
    year = models.PositiveSmallIntegerField()
    ceiling = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    # Where the ceiling comes from: the level, and the cycle that gave it.
    level = models.ForeignKey("schools.SupportLevel", models.PROTECT, null=True, blank=True, related_name="+")
    cycle = models.ForeignKey("schools.SupportCycle", models.PROTECT, null=True, blank=True, related_name="+")
    extra = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    booked = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    # When the advisers were told that most of the days are booked; empty again when that is no longer so.
    warned_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_DAYS

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="day_budget_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="day_budget_year"),
            models.CheckConstraint(
                condition=Q(extra__gte=0, booked__gte=0) & (Q(ceiling__isnull=True) | Q(ceiling__gte=0)),
                name="day_budget_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True, level__isnull=True, cycle__isnull=True)
                | Q(ceiling__isnull=False, level__isnull=False, cycle__isnull=False),
                name="day_budget_ceiling_of_a_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"


@pghistory.track()
class DayEntry(models.Model):
    """Days of support for one purpose: planned, then used or cancelled."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    budget = models.ForeignKey(DayBudget, models.PROTECT, related_name="entries")
    state = models.CharField(max_length=10, choices=DayState, default=DayState.PLANNED)
    days = models.DecimalField(max_digits=4, decimal_places=2)
    kind = models.CharField(max_length=12, choices=VisitKind)
    purpose = models.CharField(max_length=200)
    on = models.DateField()
    adviser = models.ForeignKey("core.User", models.PROTECT, related_name="support_days")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "budget__school__scope"
    view_permission = Permission.VIEW_DAYS

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "day entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=25) & Q(in_quarters("days")), name="day_entry_in_quarters"
            ),
            models.CheckConstraint(
                condition=Q(state="used", used_at__isnull=False, used_by__isnull=False)
                | Q(state="cancelled")
                | Q(state="planned", used_at__isnull=True, used_by__isnull=True),
                name="day_entry_used_by_somebody",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False)
                    & ~Q(cancelled_because="")
                )
                | (
                    ~Q(state="cancelled")
                    & Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_because="")
                ),
                name="day_entry_cancelled_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["adviser", "state"], name="day_entry_by_adviser")]
        triggers = [
            pgtrigger.Trigger(
                name="keep_sum",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("days", "state"),  # type: ignore[no-untyped-call]  # carries no types
                declare=[("change", "numeric := 0")],
                func=KEEP_SUM,
            ),
            pgtrigger.ReadOnly(name="days_stay_in_budget", fields=["budget"]),
            pgtrigger.Protect(name="days_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.days} of {self.budget_id}: {self.state}"


@pghistory.track()
class DayRequest(models.Model):
    """More days than the ceiling: asked for with a reason, approved or refused by the senior adviser."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    budget = models.ForeignKey(DayBudget, models.PROTECT, related_name="requests")
    state = models.CharField(max_length=10, choices=DayRequestState, default=DayRequestState.ASKED)
    days = models.DecimalField(max_digits=4, decimal_places=2)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "budget__school__scope"
    view_permission = Permission.VIEW_DAYS

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget"], condition=Q(state="asked"), name="day_request_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=25) & Q(in_quarters("days")), name="day_request_in_quarters"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="day_request_says_why"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="day_request_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="day_request_refused_because"
            ),
            # Nobody decides what they asked for themselves.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="day_request_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} more for {self.budget_id}: {self.state}"


@pghistory.track()
class AdviserTime(models.Model):
    """How much of a full post a person has for advising schools: 1 where nobody has said otherwise."""

    person = models.OneToOneField("core.User", models.CASCADE, related_name="adviser_time")
    share = models.DecimalField(max_digits=3, decimal_places=2)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="adviser_time_share")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.share}"
