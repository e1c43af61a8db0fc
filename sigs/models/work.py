"""What a group at work is asked about, as data: kinds of activity, levels of people, conditions; and the rule
of the health line with its numbers."""

import pghistory
from django.db import models
from django.db.models import Q

from core.pairs import Pair


@pghistory.track()
class ActivityKind(models.Model):
    """Learning walk, lesson study, triads … What is retired stays on what names it."""

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)
    about_en = models.CharField(max_length=250, blank=True)
    about_cy = models.CharField(max_length=250, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    name = Pair()
    about = Pair()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class PeopleLevel(models.Model):
    """At which level of a school somebody works or learns."""

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)
    about_en = models.CharField(max_length=250, blank=True)
    about_cy = models.CharField(max_length=250, blank=True)

    name = Pair()
    about = Pair()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class Condition(models.Model):
    """What has to be there for schools to improve together."""

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    question_en = models.CharField(max_length=250)
    question_cy = models.CharField(max_length=250)

    name = Pair()
    question = Pair()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class HealthRule(models.Model):
    """From when on a group of the region is said to talk, to be behind, to be without contact. No source
    gives these numbers: each region sets its own."""

    region = models.OneToOneField("schools.Region", models.PROTECT, related_name="health_rule")
    # So many of the last meetings without an agreed action.
    meetings_without_actions = models.PositiveSmallIntegerField(default=2)
    # So much of what was agreed is open beyond its day.
    overdue_percent = models.PositiveSmallIntegerField(default=50)
    # No meeting, no activity and nothing done for so long.
    silent_days = models.PositiveSmallIntegerField(default=60)
    # Something was done in so many days: an activity, or an action.
    acted_within_days = models.PositiveSmallIntegerField(default=90)
    # A group is not measured in its first days.
    new_days = models.PositiveSmallIntegerField(default=45)
    # The group sees its line at once, the consortium when it has stood so for so many days.
    shown_after_days = models.PositiveSmallIntegerField(default=21)
    # So large a share of the member schools settles a plan where the others have not answered.
    settling_percent = models.PositiveSmallIntegerField(default=67)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(overdue_percent__range=(1, 100), settling_percent__range=(1, 100)),
                name="health_rule_percent",
            ),
            models.CheckConstraint(
                condition=Q(
                    meetings_without_actions__gte=1,
                    silent_days__gte=7,
                    acted_within_days__gte=7,
                ),
                name="health_rule_not_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"health rule of {self.region_id}"


@pghistory.track()
class GroupHealth(models.Model):
    """The health line of a group as it was last reckoned; `facts` are the numbers behind it."""

    group = models.OneToOneField("sigs.Group", models.CASCADE, related_name="health")
    line = models.CharField(max_length=10)
    since = models.DateField()
    facts = models.JSONField(default=dict)
    reckoned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(line__in=["new", "acts", "talks", "behind", "quiet", "resting"]),
                name="group_health_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.line}"
