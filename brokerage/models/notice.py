"""The record of a warning notice, with exactly the fields that the law asks for, and of an intervention."""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from brokerage.enums import Ground, InterventionBasis, Permission, WarningState
from core.authorise import ScopedQuerySet
from core.enums import Language


@pghistory.track()
class WarningNotice(models.Model):
    """What was given to the governing body on paper. The portal sends nothing: it keeps the record."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concern = models.ForeignKey("brokerage.Concern", models.PROTECT, related_name="warnings")
    state = models.CharField(max_length=10, choices=WarningState, default=WarningState.ISSUED)
    grounds = ArrayField(models.PositiveSmallIntegerField(choices=Ground))
    reasons = models.TextField()
    action_required = models.TextField()
    issued_on = models.DateField()
    # The compliance period ends with this day.
    comply_by = models.DateField()
    action_minded = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # Copies, at once: to the head and the Welsh Ministers always, to the two others where the school is a
    # foundation or voluntary one.
    copied_head_on = models.DateField()
    copied_ministers_on = models.DateField()
    copied_appointing_on = models.DateField(null=True, blank=True)
    copied_religious_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    issued_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    over_on = models.DateField(null=True, blank=True)
    over_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    over_because = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "concern__school__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grounds__len__gt=0, grounds__contained_by=[1, 2, 3, 4, 5, 6]),
                name="warning_on_grounds_1_to_6",
            ),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(action_required="") & ~Q(action_minded=""),
                name="warning_says_all_that_it_must",
            ),
            models.CheckConstraint(condition=Q(comply_by__gt=F("issued_on")), name="warning_gives_time"),
            models.CheckConstraint(
                condition=Q(copied_head_on__gte=F("issued_on"), copied_ministers_on__gte=F("issued_on"))
                & (Q(copied_appointing_on__isnull=True) | Q(copied_appointing_on__gte=F("issued_on")))
                & (Q(copied_religious_on__isnull=True) | Q(copied_religious_on__gte=F("issued_on"))),
                name="warning_copied_once_issued",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", over_on__isnull=True, over_by__isnull=True, over_because="")
                | ~Q(state="issued")
                & Q(over_on__gte=F("issued_on"), over_by__isnull=False)
                & ~Q(over_because=""),
                name="warning_over_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(state="issued"), name="warning_one_in_force"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="warning_stays_as_given",
                fields=[
                    "public_id",
                    "concern",
                    "grounds",
                    "reasons",
                    "action_required",
                    "issued_on",
                    "comply_by",
                    "action_minded",
                    "copied_head_on",
                    "copied_ministers_on",
                    "copied_appointing_on",
                    "copied_religious_on",
                    "recorded_at",
                    "issued_by",
                ],
            ),
            pgtrigger.Protect(name="warnings_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.issued_on}"


@pghistory.track()
class Intervention(models.Model):
    """The authority's decision to intervene, and what allows it: grounds 7 and 8 need no notice; the others
    one that was not complied with, or an urgent risk to health or safety."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concern = models.ForeignKey("brokerage.Concern", models.PROTECT, related_name="interventions")
    basis = models.CharField(max_length=10, choices=InterventionBasis)
    ground = models.PositiveSmallIntegerField(choices=Ground)
    warning = models.ForeignKey(
        WarningNotice, models.PROTECT, null=True, blank=True, related_name="interventions"
    )
    # The inspection whose category is the ground.
    inspection = models.ForeignKey(
        "schools.Inspection", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The urgent risk, in words.
    risk = models.TextField(blank=True)
    what = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    scope_path = "concern__school__scope"
    view_permission = Permission.VIEW_CONCERNS

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="intervention_says_what"),
            models.CheckConstraint(
                condition=Q(
                    basis="notice",
                    ground__range=(1, 6),
                    warning__isnull=False,
                    inspection__isnull=True,
                    risk="",
                )
                | Q(basis="safety", ground__range=(1, 6), warning__isnull=True, inspection__isnull=True)
                & ~Q(risk="")
                | Q(
                    basis="category",
                    ground__in=[7, 8],
                    warning__isnull=True,
                    inspection__isnull=False,
                    risk="",
                ),
                name="intervention_allowed",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="interventions_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.decided_on}"
