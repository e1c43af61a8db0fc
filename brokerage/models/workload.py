"""What the region expects of advisers' time: first visits of the year, the days of partner advisers."""

import pghistory
from django.db import models
from django.db.models import Q

from schools.models.days import in_quarters


@pghistory.track()
class FirstVisitBy(models.Model):
    """By which day of the academic year the schools of a support level should have had their first visit. No
    source says it: a setting of the region."""

    level = models.OneToOneField("schools.SupportLevel", models.CASCADE, related_name="first_visit_by")
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "first visits by"
        constraints = [
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 28)), name="first_visit_on_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level_id}: {self.day}/{self.month}"


@pghistory.track()
class ReleaseDays(models.Model):
    """The days in an academic year for which a school releases its head, who is a partner adviser."""

    person = models.ForeignKey("core.User", models.PROTECT, related_name="release_days")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="release_days")
    year = models.PositiveSmallIntegerField()
    days = models.DecimalField(max_digits=5, decimal_places=2)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name_plural = "release days"
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="release_days_once_a_year"),
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=195) & Q(in_quarters("days")),
                name="release_days_in_quarters",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year}: {self.days}"
