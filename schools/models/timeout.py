"""Staff-days out of school: one ledger per school and academic year, with the head's own ceiling."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from schools.enums import PaidBy, Permission, TimeOutPurpose, TimeOutState
from schools.models.days import in_quarters

# As for the days of support: the sum changes with the rows, whoever writes them, and only where there is room
# or where the head has agreed. The year's row is locked by it, so many at once each find what is left.
KEEP_TIME_SUM = """
IF TG_OP = 'UPDATE' AND OLD.state = 'booked' THEN change := change - OLD.days; END IF;
IF NEW.state = 'booked' THEN change := change + NEW.days; END IF;
IF change = 0 THEN RETURN NULL; END IF;
UPDATE schools_timeoutyear SET booked = booked + change
 WHERE id = NEW.ledger_id
   AND (change < 0 OR ceiling IS NULL OR NEW.agreed_by_id IS NOT NULL OR booked + change <= ceiling);
IF NOT FOUND THEN
  RAISE EXCEPTION 'These days go beyond the head''s ceiling of ledger %', NEW.ledger_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'time_out_within_ceiling';
END IF;
RETURN NULL;
"""


@pghistory.track()
class TimeOutYear(models.Model):
    """The staff-days out of one school in one academic year (`year` is the calendar year in which it ends).

    `ceiling` is the head's own; null where the head sets none. `booked` is the sum of the rows that are
    booked: a trigger of TimeOut keeps it, and refuses what goes beyond the ceiling unless the head has agreed
    to that row. A ceiling that is lowered later leaves what is booked already."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="time_out_years")
    year = models.PositiveSmallIntegerField()
    ceiling = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    ceiling_set_at = models.DateTimeField(null=True, blank=True)
    ceiling_set_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    booked = models.DecimalField(max_digits=7, decimal_places=2, default=0)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_TIME_OUT

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="time_out_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="time_out_year"),
            models.CheckConstraint(
                condition=Q(booked__gte=0) & (Q(ceiling__isnull=True) | Q(ceiling__gte=0)),
                name="time_out_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True)
                | Q(ceiling_set_at__isnull=False, ceiling_set_by__isnull=False),
                name="time_out_ceiling_set_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"


@pghistory.track()
class TimeOut(models.Model):
    """Staff-days out for one purpose. Beyond the head's ceiling it is *asked* and waits for the head."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ledger = models.ForeignKey(TimeOutYear, models.PROTECT, related_name="rows")
    state = models.CharField(max_length=10, choices=TimeOutState, default=TimeOutState.BOOKED)
    days = models.DecimalField(max_digits=5, decimal_places=2)
    on = models.DateField()
    purpose = models.CharField(max_length=10, choices=TimeOutPurpose)
    what = models.CharField(max_length=200)
    # What cover costs in all; null while nobody knows.
    cover_cost = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    paid_by = models.CharField(max_length=10, choices=PaidBy, blank=True)
    # What booked it, in words of the app that did: the same reference is never booked twice.
    reference = models.CharField(max_length=120, blank=True)
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # The head, for what goes beyond the ceiling.
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # Cancelled, or declined by the head.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "ledger__school__scope"
    view_permission = Permission.VIEW_TIME_OUT

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "time out"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=100) & Q(in_quarters("days")), name="time_out_in_quarters"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="time_out_says_what"),
            models.CheckConstraint(
                condition=Q(cover_cost__isnull=True) | (Q(cover_cost__gte=0) & ~Q(paid_by="")),
                name="time_out_paid_by_somebody",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state__in=["cancelled", "declined"],
                        ended_at__isnull=False,
                        ended_by__isnull=False,
                    )
                    & ~Q(ended_because="")
                )
                | (
                    Q(state__in=["asked", "booked"])
                    & Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                ),
                name="time_out_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | (Q(agreed_at__isnull=False, agreed_by__isnull=False) & ~Q(state="asked")),
                name="time_out_agreed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["ledger", "reference"],
                condition=Q(state__in=["asked", "booked"]) & ~Q(reference=""),
                name="time_out_once_a_reference",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_time_sum",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("days", "state"),  # type: ignore[no-untyped-call]  # carries no types
                declare=[("change", "numeric := 0")],
                func=KEEP_TIME_SUM,
            ),
            pgtrigger.ReadOnly(name="time_out_stays_in_its_year", fields=["ledger"]),
            pgtrigger.Protect(name="time_out_stays_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.days} of {self.ledger_id}: {self.state}"
