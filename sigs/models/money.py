"""Money of groups: grants, what is released of them in tranches, and what was spent.

Every sum is kept by the rows that make it up, in a conditional update of the row above: whoever writes, at
whatever moment, no more is released than the grant holds, and no more is spent than was released."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import Permission, SpendKind, TrancheKind, TrancheState

KEEP_RELEASED = """
IF TG_OP = 'UPDATE' AND OLD.state = 'released' THEN
  RAISE EXCEPTION 'Tranche % is released: its money is with the group', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'tranche_released_for_good';
END IF;
IF NEW.state <> 'released' THEN RETURN NULL; END IF;
UPDATE sigs_grant SET released = released + NEW.amount
 WHERE id = NEW.grant_id AND released + NEW.amount <= total;
IF NOT FOUND THEN
  RAISE EXCEPTION 'Grant % has less left than %', NEW.grant_id, NEW.amount
    USING ERRCODE = 'check_violation', CONSTRAINT = 'tranche_within_grant';
END IF;
RETURN NULL;
"""

KEEP_SPENT = """
IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM sigs_spendline line
   WHERE line.id = NEW.corrects_id AND line.tranche_id = NEW.tranche_id
     AND line.corrects_id IS NULL AND line.amount = - NEW.amount
) THEN
  RAISE EXCEPTION 'A counter-line takes back the whole of one line of the same tranche'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'spend_line_countered_whole';
END IF;
UPDATE sigs_tranche SET spent = spent + NEW.amount
 WHERE id = NEW.tranche_id AND state = 'released' AND spent + NEW.amount BETWEEN 0 AND amount;
IF NOT FOUND THEN
  RAISE EXCEPTION 'Tranche % has less left than %', NEW.tranche_id, NEW.amount
    USING ERRCODE = 'check_violation', CONSTRAINT = 'spend_within_released';
END IF;
RETURN NULL;
"""


@pghistory.track()
class Grant(models.Model):
    """Money that the consortium has for groups in one academic year, and on which conditions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    conditions_en = models.TextField()
    conditions_cy = models.TextField()
    funder = models.CharField(max_length=120)
    total = models.DecimalField(max_digits=10, decimal_places=2)
    # The sum of the tranches that are released; kept by them.
    released = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    # From this amount on a spend line says where its receipt is; below it, what and how much are enough.
    receipt_from = models.DecimalField(max_digits=8, decimal_places=2)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    name = Pair()
    conditions = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.DECIDE_MONEY

    class Meta:
        ordering = ["-year", "name_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "name_en"], name="grant_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="grant_year"),
            models.CheckConstraint(
                condition=Q(total__gt=0, released__gte=0, receipt_from__gte=0), name="grant_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(released__lte=F("total")), name="grant_holds_what_is_released"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} {self.year}"


@pghistory.track()
class Tranche(models.Model):
    """A part of a grant for one group. Once released it stays: what was wrong is told by the spend lines."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="tranches")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="tranches")
    kind = models.CharField(max_length=10, choices=TrancheKind, default=TrancheKind.SHARE)
    number = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=TrancheState, default=TrancheState.PLANNED)
    # The sum of its spend lines; kept by them.
    spent = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    # The evaluation that says what came of it.
    evaluation = models.ForeignKey(
        "sigs.Evaluation", models.PROTECT, null=True, blank=True, related_name="tranches"
    )
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    held_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["grant__year", "due_on", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "grant", "kind", "number"], name="tranche_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tranche_of_something"),
            models.CheckConstraint(
                condition=Q(spent__gte=0, spent__lte=F("amount")), name="tranche_spent_within_it"
            ),
            models.CheckConstraint(
                condition=Q(state="released") | Q(spent=0), name="tranche_spent_if_released"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="planned") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="tranche_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="held") & ~Q(held_because="") | ~Q(state="held") & Q(held_because=""),
                name="tranche_held_because",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_released",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("amount", "state"),  # type: ignore[no-untyped-call]  # carries no types
                func=KEEP_RELEASED,
            ),
            pgtrigger.ReadOnly(name="tranche_stays_itself", fields=["group", "grant", "kind"]),
            pgtrigger.Protect(name="tranches_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.amount} for {self.group_id}: {self.state}"


@pghistory.track()
class SpendLine(models.Model):
    """What a group paid for out of a tranche. Never changed: a counter-line takes it back, with a reason."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12, choices=SpendKind)
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    spent_on = models.DateField()
    receipt = models.CharField(max_length=200, blank=True)
    # The school whose cover was paid for.
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="counter")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "tranche__group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["spent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, amount__gt=0) | Q(corrects__isnull=False, amount__lt=0),
                name="spend_line_or_counter_line",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="spend_line_says_what"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_spent", when=pgtrigger.After, operation=pgtrigger.Insert, func=KEEP_SPENT
            ),
            pgtrigger.Protect(name="lines_stay_as_written", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.tranche_id}: {self.what}"
