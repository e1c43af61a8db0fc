"""What a partnership sets out to do: tasks, objectives with where they begin, days and money."""

import uuid
from decimal import Decimal

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import ObjectiveKind, Permission, Phase, PlannedDayState, StandardTask, TaskState
from core.authorise import ScopedQuerySet
from core.enums import Language
from schools.models.days import in_quarters

# The sum of the days that a school has planned or used changes with the rows, whoever writes them, and stays
# within what was agreed for all helping schools together.
KEEP_PLANNED = """
IF TG_OP = 'UPDATE' AND OLD.state <> 'dropped' THEN change := change - OLD.days; END IF;
IF NEW.state <> 'dropped' THEN change := change + NEW.days; END IF;
IF change = 0 OR NOT EXISTS (
  SELECT FROM brokerage_partner WHERE id = NEW.partner_id AND side = 'provides'
) THEN RETURN NULL; END IF;
UPDATE brokerage_partnership SET planned = planned + change
 WHERE id = NEW.partnership_id AND (change < 0 OR planned + change <= days);
IF NOT FOUND THEN
  RAISE EXCEPTION 'These days go beyond what is agreed for partnership %', NEW.partnership_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_within_agreed_days';
END IF;
RETURN NULL;
"""


@pghistory.track()
class PartnershipTask(models.Model):
    """A step of the work. One with a `code` stands in every file and is found done or not; the others are the
    schools' own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=12, choices=StandardTask, blank=True)
    phase = models.CharField(max_length=10, choices=Phase)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    state = models.CharField(max_length=15, choices=TaskState, default=TaskState.NOT_STARTED)
    # Why it cannot progress, or is not required.
    because = models.CharField(max_length=300, blank=True)
    # What has to be done before it can start.
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="unlocks")
    owner_school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="partnership_tasks"
    )
    due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(code="") ^ Q(text=""), name="partnership_task_says_what"),
            models.CheckConstraint(
                condition=Q(state__in=["stuck", "not_required"]) ^ Q(because=""),
                name="partnership_task_because",
            ),
            models.CheckConstraint(
                condition=Q(code="") | Q(state__in=["not_started", "not_required"]),
                name="partnership_task_standard_is_not_ticked",
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | ~Q(after=F("id")), name="partnership_task_not_after_itself"
            ),
            models.UniqueConstraint(
                fields=["partnership", "code"], condition=~Q(code=""), name="partnership_task_standard_once"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="partnership_task_stays_itself", fields=["partnership", "code", "phase"]),
        ]

    def __str__(self) -> str:
        return self.text or self.get_code_display()


@pghistory.track()
class PartnershipObjective(models.Model):
    """What is to be different, and how that is known: from a baseline by now to a target. A measure of the
    catalogue is kept by what it is of, never by its value: the page shows it as whoever reads may see it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    # Where it is to be seen; null: in all of them.
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=300)
    success = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    kind = models.CharField(max_length=10, choices=ObjectiveKind)
    indicator = models.ForeignKey(
        "schools.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    now = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    baseline_words = models.CharField(max_length=300, blank=True)
    now_words = models.CharField(max_length=300, blank=True)
    now_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(success=""), name="partnership_objective_says_what"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="figure",
                    school__isnull=False,
                    indicator__isnull=False,
                    baseline_year__isnull=False,
                    baseline__isnull=True,
                    now__isnull=True,
                    baseline_words="",
                )
                | Q(
                    kind="count",
                    indicator__isnull=True,
                    baseline__isnull=False,
                    target__isnull=False,
                    baseline_words="",
                )
                | Q(kind="words", indicator__isnull=True, baseline__isnull=True, now__isnull=True)
                & ~Q(baseline_words=""),
                name="partnership_objective_begins_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(now_on__isnull=False) | Q(now__isnull=True, now_words=""),
                name="partnership_objective_now_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_because="")
                | Q(dropped_at__isnull=False) & ~Q(dropped_because=""),
                name="partnership_objective_dropped_because",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="partnership_objective_stays_in_it", fields=["partnership"]),
            pgtrigger.Protect(name="partnership_objectives_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class PlannedDay(models.Model):
    """Staff-days of one of the schools: when, what for; used or dropped. Those of the helping schools stay
    within the days that were agreed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="planned_days")
    partner = models.ForeignKey("brokerage.Partner", models.PROTECT, related_name="planned_days")
    state = models.CharField(max_length=10, choices=PlannedDayState, default=PlannedDayState.PLANNED)
    on = models.DateField()
    days = models.DecimalField(max_digits=4, decimal_places=2)
    what = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    dropped_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=20) & Q(in_quarters("days")), name="planned_day_in_quarters"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="planned_day_says_what"),
            models.CheckConstraint(
                condition=Q(state="planned", over_at__isnull=True, over_by__isnull=True)
                | ~Q(state="planned") & Q(over_at__isnull=False, over_by__isnull=False),
                name="planned_day_over_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped") ^ Q(dropped_because=""), name="planned_day_dropped_because"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_planned",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("days", "state"),  # type: ignore[no-untyped-call]  # carries no types
                declare=[("change", "numeric := 0")],
                func=KEEP_PLANNED,
            ),
            pgtrigger.ReadOnly(name="planned_day_stays_itself", fields=["partnership", "partner"]),
            pgtrigger.Protect(name="planned_days_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.days} on {self.on}"


@pghistory.track()
class PlannedMoney(models.Model):
    """What the partnership may spend on something, out of which grant, and what it has spent of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("brokerage.Partnership", models.PROTECT, related_name="planned_money")
    what = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    spent = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    # The region's grant, or the name of another source.
    grant = models.ForeignKey("sigs.Grant", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "planned money"
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="planned_money_says_what"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, spent__gte=0, spent__lte=F("amount")),
                name="planned_money_spent_within_it",
            ),
            models.CheckConstraint(
                condition=Q(grant__isnull=True) ^ Q(source=""), name="planned_money_from_somewhere"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="planned_money_stays_in_it", fields=["partnership"]),
            pgtrigger.Protect(name="planned_money_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.amount}"
