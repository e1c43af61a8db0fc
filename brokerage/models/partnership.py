"""Schools that work together for a time, and who they are. What they do stands in models of its own."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import PartnershipKind, PartnershipState, Permission, Side
from core.authorise import ScopedQuerySet
from core.enums import Language
from schools.models.days import in_quarters

# As a group's: the scope lies under its region and under each of its schools, with their authorities.
KEEP_LINEAGE = """
WITH touched AS (
    SELECT DISTINCT partnership_id FROM {rows}
), under AS (
    SELECT p.scope_id, top.lineage AS top,
           COALESCE(array_agg(DISTINCT step) FILTER (WHERE NOT step = ANY (top.lineage)), '{{}}') AS schools
      FROM touched
      JOIN brokerage_partnership p ON p.id = touched.partnership_id
      JOIN core_scope own ON own.id = p.scope_id
      JOIN core_scope top ON top.id = own.parent_id
      LEFT JOIN brokerage_partner m ON m.partnership_id = p.id
      LEFT JOIN schools_school s ON s.id = m.school_id
      LEFT JOIN core_scope place ON place.id = s.scope_id
      LEFT JOIN LATERAL unnest(place.lineage) AS step ON TRUE
     GROUP BY p.scope_id, top.lineage
)
UPDATE core_scope SET lineage = under.top || under.schools || core_scope.id
  FROM under WHERE core_scope.id = under.scope_id;
RETURN NULL;
"""

# Nothing is closed before somebody from outside has said on which rung of the ladder of evidence it stands,
# and what both sides have gained.
CLOSED_WHEN_EVALUATED = """
IF NEW.state = 'closed' AND OLD.state <> 'closed' AND NOT EXISTS (
  SELECT FROM brokerage_partnershipevaluation
   WHERE partnership_id = NEW.id AND done_at IS NOT NULL
) THEN
  RAISE EXCEPTION 'Partnership % is not evaluated yet', NEW.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_when_evaluated';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Partnership(models.Model):
    """A pair or trio, support for a school, or a lighter link. Whoever may see one of its schools sees it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.OneToOneField("core.Scope", models.PROTECT, related_name="partnership")
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="partnerships")
    kind = models.CharField(max_length=12, choices=PartnershipKind)
    state = models.CharField(max_length=10, choices=PartnershipState, default=PartnershipState.AGREEING)
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="partnerships")
    # Where it began; null for one that the consortium or the authority set up.
    ask = models.ForeignKey(
        "brokerage.Ask", models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    invitation = models.OneToOneField(
        "brokerage.Invitation", models.PROTECT, null=True, blank=True, related_name="partnership"
    )
    title = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # Why these schools, in the broker's words: both read it.
    reason = models.TextField()
    # Staff-days of the helping schools that are planned in all.
    days = models.DecimalField(max_digits=6, decimal_places=2)
    # Those of them that have a day, or are used: the rows of PlannedDay keep the sum.
    planned = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    begun_at = models.DateTimeField()
    # Who keeps it moving.
    broker = models.ForeignKey("core.User", models.PROTECT, related_name="brokered")
    # Why it is paused or was stopped; what pauses or ends it, with its day.
    halted_at = models.DateTimeField(null=True, blank=True)
    halted_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    halted_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        ordering = ["-begun_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(reason=""), name="partnership_says_why"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="partnership_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=300) & Q(in_quarters("days")),
                name="partnership_days_in_quarters",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["paused", "stopped"], halted_at__isnull=False, halted_by__isnull=False)
                & ~Q(halted_because="")
                | ~Q(state__in=["paused", "stopped"])
                & Q(halted_at__isnull=True, halted_by__isnull=True, halted_because=""),
                name="partnership_halted_because",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True),
                name="partnership_closed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_when_evaluated",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]  # carries no types
                func=CLOSED_WHEN_EVALUATED,
            ),
            pgtrigger.ReadOnly(
                name="partnership_stays_itself", fields=["scope", "region", "ask", "begun_at"]
            ),
            pgtrigger.Protect(name="partnerships_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Partner(models.Model):
    """A school of a partnership, and its head's word that it is in it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="partners")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="partner_rows")
    side = models.CharField(max_length=10, choices=Side)
    # The days it gives are booked in its ledger.
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "partnership__scope"
    view_permission = Permission.VIEW_PARTNERSHIP

    class Meta:
        # Who is helped comes first.
        ordering = ["-side", "school__sort_en", "pk"]
        constraints = [
            # A school is no partner of itself.
            models.UniqueConstraint(fields=["partnership", "school"], name="partner_once"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="partner_agreed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="partnership_lineage_on_join",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="joined"),  # type: ignore[no-untyped-call]  # carries no types
                func=KEEP_LINEAGE.format(rows="joined"),
            ),
            pgtrigger.ReadOnly(name="partner_stays_itself", fields=["partnership", "school", "side"]),
            pgtrigger.Protect(name="partners_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.partnership_id}"
