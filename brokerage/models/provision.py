"""What national programmes, or those of others, meet: the unmet board is shown net of it."""

import pghistory
from django.db import models
from django.db.models import F, Q

from brokerage.enums import HelpLanguage, Permission
from core.authorise import ScopedQuerySet
from core.pairs import Pair
from schools.enums import Phase


@pghistory.track()
class NationalProvision(models.Model):
    """One programme from a day until a day. An authority or phase that is not named means all of them; places
    that are not counted mean that it takes every school that asks."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="national_provisions")
    # An area stands for every topic in it.
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "schools.Authority", models.PROTECT, null=True, blank=True, related_name="+"
    )
    phase = models.CharField(max_length=10, choices=Phase, blank=True)
    help_language = models.CharField(max_length=3, choices=HelpLanguage, default=HelpLanguage.EITHER)
    name_en = models.CharField(max_length=150)
    name_cy = models.CharField(max_length=150)
    source = models.CharField(max_length=300)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    name = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.VIEW_UNMET

    class Meta:
        ordering = ["topic__parent__position", "topic__position", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="") & ~Q(name_cy="") & ~Q(source=""), name="provision_named_and_sourced"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="provision_dates_in_order"),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__range=(1, 5000)), name="provision_places"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en
