"""A group that holds functions of an adviser for a time, to see whether it should."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from sigs.enums import Permission, PilotDecision, PilotState


@pghistory.track()
class Pilot(models.Model):
    """running → decided: what it is to be judged by is written before, the decision after the evaluation."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="pilots")
    state = models.CharField(max_length=10, choices=PilotState, default=PilotState.RUNNING)
    # In which language it is written: pages in the other one say so.
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    title = models.CharField(max_length=120)
    # The functions of an adviser that the group holds, one a line.
    functions = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    risks = models.TextField()
    baseline = models.TextField()
    evaluation = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=PilotDecision, blank=True)
    because = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="pilot_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="running", decision="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state="decided", decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decision="")
                & ~Q(because="")
                & ~Q(evaluation=""),
                name="pilot_decided_on_its_evaluation",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def function_lines(self) -> list[str]:
        return [line for line in self.functions.splitlines() if line.strip()]
