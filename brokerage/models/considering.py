"""How the kind of help was decided: what lighter kinds were left out and why, and what a lighter link is."""

import pghistory
from django.db import models
from django.db.models import Q

from brokerage.enums import HelpKind


@pghistory.track()
class KindLeftOut(models.Model):
    """A kind of help lighter than the one chosen, and why it is not enough here."""

    ask = models.ForeignKey("brokerage.Ask", models.CASCADE, related_name="kinds_left_out")
    kind = models.CharField(max_length=12, choices=HelpKind)
    because = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "kinds left out"
        constraints = [
            models.UniqueConstraint(fields=["ask", "kind"], name="kind_left_out_once"),
            models.CheckConstraint(condition=~Q(because=""), name="kind_left_out_because"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} left out of {self.ask_id}"


@pghistory.track()
class LinkPlan(models.Model):
    """All that is asked of a lighter link: four lines."""

    ask = models.OneToOneField("brokerage.Ask", models.CASCADE, related_name="link_plan")
    with_whom = models.CharField(max_length=300)
    what = models.CharField(max_length=300)
    when = models.CharField(max_length=300)
    how_known = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(with_whom="") & ~Q(what="") & ~Q(when="") & ~Q(how_known=""),
                name="link_plan_in_four_lines",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.what}"
