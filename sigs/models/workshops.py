"""Workshops for convenors: an event with places, and who has one, waits for one, was there."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import Permission, WorkshopFor, WorkshopLanguage, WorkshopPlaceState, WorkshopState

# The number of places taken changes with the places themselves, whoever writes them, and only where there is
# room: a conditional update. The workshop's row is locked by it, so that of many at once each finds what the
# one before has left.
KEEP_TAKEN = """
IF TG_OP = 'UPDATE' AND OLD.state IN ('booked', 'offered', 'attended', 'absent') THEN
  change := change - 1;
END IF;
IF NEW.state IN ('booked', 'offered', 'attended', 'absent') THEN
  change := change + 1;
END IF;
IF change = 0 THEN RETURN NULL; END IF;
UPDATE sigs_workshop SET taken = taken + change
 WHERE id = NEW.workshop_id AND (change < 0 OR taken + change <= places);
IF NOT FOUND THEN
  RAISE EXCEPTION 'Workshop % has no place left', NEW.workshop_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'workshop_place_left';
END IF;
RETURN NULL;
"""


@pghistory.track()
class Workshop(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="workshops")
    title_en = models.CharField(max_length=120)
    title_cy = models.CharField(max_length=120)
    about_en = models.TextField(blank=True)
    about_cy = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=WorkshopState, default=WorkshopState.PLANNED)
    meant_for = models.CharField(max_length=10, choices=WorkshopFor, default=WorkshopFor.CONVENORS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Where it is; empty for one that is online alone.
    place = models.CharField(max_length=250, blank=True)
    # The address to join at, shown to those who have a place.
    joining_link = models.URLField(max_length=300, blank=True)
    language = models.CharField(max_length=10, choices=WorkshopLanguage)
    places = models.PositiveSmallIntegerField()
    # Kept by a trigger of the places: never more than there are.
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    # Days out of school that it takes of each member of staff who is there.
    days_out = models.DecimalField(max_digits=3, decimal_places=2, default=0)
    materials_link = models.URLField(max_length=300, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    title = Pair()
    about = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.MANAGE_GROUPS

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1), name="workshop_has_places"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="workshop_not_oversold"),
            models.CheckConstraint(condition=Q(days_out__range=(0, 5)), name="workshop_days_out"),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(joining_link=""), name="workshop_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="workshop_cancelled_because",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", invited_at__isnull=True)
                | Q(state="cancelled")
                | Q(state__in=["open", "held"], invited_at__isnull=False),
                name="workshop_open_when_invited",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def places_left(self) -> int:
        return self.places - self.taken


@pghistory.track()
class WorkshopPlace(models.Model):
    """A person's place, or their turn on the waiting list: the first who asked is offered the first place."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="place_rows")
    person = models.ForeignKey("core.User", models.PROTECT, related_name="workshop_places")
    # For which school they come; in whose ledger their day out stands.
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=WorkshopPlaceState)
    asked_at = models.DateTimeField()
    # Until when an offered place is kept for the person.
    offered_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"],
                condition=~Q(state__in=["withdrawn", "lapsed"]),
                name="workshop_place_once",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | ~Q(state="offered") & Q(offered_until__isnull=True),
                name="workshop_place_offered_until",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_taken",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]  # carries no types
                declare=[("change", "integer := 0")],
                func=KEEP_TAKEN,
            ),
            pgtrigger.ReadOnly(name="place_stays_itself", fields=["workshop", "person"]),
            pgtrigger.Protect(name="places_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.workshop_id}: {self.state}"
