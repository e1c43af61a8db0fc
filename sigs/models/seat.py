"""Posts and voices in a group: who leads it, who speaks in it for whom."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import Permission


@pghistory.track()
class SeatKind(models.Model):
    """A kind of post or voice: data, since regions name them differently."""

    code = models.SlugField(max_length=30, unique=True)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)
    # Whoever holds it leads the group in the portal: plans, calls meetings, spends.
    leads = models.BooleanField(default=False)
    # It stands for somebody's point of view, not for a task.
    is_voice = models.BooleanField(default=False)

    name = Pair()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class GroupSeat(models.Model):
    """A person with an account, or a name with an office, from a day on; ended seats stay as history."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="seats")
    kind = models.ForeignKey(SeatKind, models.PROTECT, related_name="seats")
    person = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(max_length=120, blank=True)
    # What the person is elsewhere: head of a school, officer of a diocese.
    office = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    given_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["kind__position", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | Q(person__isnull=True) & ~Q(name=""),
                name="seat_of_a_person_or_a_name",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_because="")
                | Q(ended_on__gte=F("starts_on"), ended_by__isnull=False),
                name="seat_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["group", "kind", "person"],
                condition=Q(ended_on__isnull=True, person__isnull=False),
                name="seat_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["group", "kind", "name"],
                condition=Q(ended_on__isnull=True) & ~Q(name=""),
                name="seat_once_per_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} of {self.group_id}"

    @property
    def holder(self) -> str:
        return self.person.name if self.person else self.name
