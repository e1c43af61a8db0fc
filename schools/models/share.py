"""What a school lets others see of it beyond what is published: with whom, how much, and until when."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.pairs import Pair
from schools.enums import ShareEnd, ShareLevel

AS_CONSENTED = ["school", "audience", "year", "level", "with_staff", "terms", "given_at", "given_by"]


@pghistory.track()
class SharingTerms(models.Model):
    """What a head agrees to who shares. A version never changes: other words are a new version, and each
    consent names the one that it was given to."""

    version = models.PositiveSmallIntegerField(unique=True)
    text_en = models.TextField()
    text_cy = models.TextField()
    written_on = models.DateField()

    text = Pair()

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "sharing terms"
        triggers = [
            pgtrigger.ReadOnly(name="terms_stay_as_accepted", fields=["version", "text_en", "text_cy"]),
            pgtrigger.Protect(name="terms_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


@pghistory.track()
class Share(models.Model):
    """A school's consent that the people of an audience (a group's scope) see it at a level, for one academic
    year (`year` is the calendar year in which it ends). Another level is another consent: this one ends, and
    stays on record. Who sees what by it: schools.queries.shares."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="shares")
    audience = models.ForeignKey("core.Scope", models.PROTECT, related_name="shares")
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=12, choices=ShareLevel)
    # Whether the school's own staff may see, beside its head, what the others share with it.
    with_staff = models.BooleanField(default=False)
    terms = models.ForeignKey(SharingTerms, models.PROTECT, related_name="shares")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # The last day on which it holds, if nobody ends it before.
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=10, choices=ShareEnd, blank=True, default="")

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "audience", "year"],
                condition=Q(ended_at__isnull=True),
                name="share_one_living",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="share_year"),
            models.CheckConstraint(condition=Q(level__in=ShareLevel.values), name="share_level_known"),
            models.CheckConstraint(
                condition=Q(ends_on__year=F("year")) | Q(ends_on__year=F("year") - 1),
                name="share_ends_with_its_year",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | Q(ended_at__gte=F("given_at"), ended_by__isnull=False) & ~Q(ended_because=""),
                name="share_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["audience", "year"], name="share_by_audience")]
        triggers = [
            pgtrigger.ReadOnly(name="share_stays_as_given", fields=AS_CONSENTED),
            pgtrigger.Protect(name="shares_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} with {self.audience_id}, {self.year}: {self.level}"
