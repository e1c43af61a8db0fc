"""Wishes before groups are composed: a round for a year, and what each school asked answers in it.

The *year* is the calendar year in which the academic year ends (2026/27 is 2027), as everywhere."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from sigs.enums import (
    ComposedSchools,
    Permission,
    WishKind,
    WishLanguage,
    WishPartners,
    WishRoundState,
    WishState,
)

# A wish names an open school of the region, and not the school that wishes.
REFUSE_SCHOOL = """
IF EXISTS (SELECT FROM sigs_wish w WHERE w.id = NEW.wish_id AND w.school_id = NEW.school_id) THEN
  RAISE EXCEPTION 'School % wishes itself', NEW.school_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'wish_not_for_itself';
END IF;
IF NOT EXISTS (SELECT FROM schools_school s
                WHERE s.id = NEW.school_id AND s.closed_on IS NULL AND s.scope_id IS NOT NULL) THEN
  RAISE EXCEPTION 'School % is not an open school of the region', NEW.school_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'wish_for_an_open_school';
END IF;
RETURN NEW;
"""


@pghistory.track()
class WishRound(models.Model):
    """The heads of these schools are asked, from one day to another, whom and what they wish for."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="wish_rounds")
    year = models.PositiveSmallIntegerField()
    schools = models.CharField(max_length=10, choices=ComposedSchools)
    state = models.CharField(max_length=10, choices=WishRoundState, default=WishRoundState.PREPARING)
    opens_on = models.DateField()
    # The last day on which wishes can be said or changed.
    closes_on = models.DateField()
    # With how many schools, at most, a head may wish to work; and likewise cannot.
    most_schools = models.PositiveSmallIntegerField(default=3)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.COMPOSE

    class Meta:
        ordering = ["-year", "-opens_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "schools"],
                condition=~Q(state="dropped"),
                name="wish_round_once_a_year",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="wish_round_year"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="wish_round_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(most_schools__range=(1, 10)), name="wish_round_names_few_schools"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["preparing", "dropped"], opened_at__isnull=True, closed_at__isnull=True
                )
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="wish_round_opened_and_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schools} {self.year}"


@pghistory.track()
class Wish(models.Model):
    """One school asked in a round, and its answer: none yet, “I don't know yet”, no wishes, or wishes."""

    round = models.ForeignKey(WishRound, models.PROTECT, related_name="wishes")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="wishes")
    state = models.CharField(max_length=10, choices=WishState, default=WishState.WAITING)
    partners = models.CharField(max_length=10, choices=WishPartners, default=WishPartners.ANY)
    language = models.CharField(max_length=10, choices=WishLanguage, default=WishLanguage.ANY)
    topics = models.ManyToManyField("schools.Topic", through="WishTopic", related_name="+")
    # What else the consortium should know, and the language it is written in.
    remark = models.TextField(blank=True)
    written_in = models.CharField(max_length=2, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Counts the answers: whoever saves says which they saw.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.ANSWER_FOR_SCHOOL

    class Meta:
        ordering = ["school__sort_en", "pk"]
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["round", "school"], name="wish_once_a_round"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="waiting") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="wish_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.round_id}: {self.state}"


@pghistory.track()
class WishTopic(models.Model):
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["topic__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["wish", "topic"], name="wish_topic_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} of {self.wish_id}"


@pghistory.track()
class WishSchool(models.Model):
    """A school that one wishes to work with, or cannot; why it cannot is for the consortium alone."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="school_rows")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=WishKind)
    because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "wish__school__scope"
    view_permission = Permission.ANSWER_FOR_SCHOOL

    class Meta:
        ordering = ["kind", "school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wish", "school"], name="wish_school_once"),
            models.CheckConstraint(
                condition=Q(kind="with", because="") | Q(kind="cannot") & ~Q(because=""),
                name="wish_cannot_because",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_school",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=REFUSE_SCHOOL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.kind} {self.school_id}"
