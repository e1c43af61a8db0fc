import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from schools.enums import Category


@pghistory.track()
class CategoryRecord(models.Model):
    """The national support category of one school and cycle, as published: history, never current.

    `year` is the calendar year in which the academic year ends. Published January 2015 to January 2020;
    ended 27 June 2022."""

    school = models.ForeignKey("schools.School", models.CASCADE, related_name="categories")
    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=6, choices=Category)
    # Step 1 and step 2, where a publication gives them; never recomputed.
    standards_group = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity = models.CharField(max_length=1, blank=True)
    release = models.ForeignKey("schools.Release", models.PROTECT, related_name="categories")
    batch = models.ForeignKey("schools.ImportBatch", models.SET_NULL, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="category_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(year__range=(2015, 2020)), name="category_2015_to_2020"
            ),
            models.CheckConstraint(
                condition=models.Q(standards_group__isnull=True) | models.Q(standards_group__range=(1, 4)),
                name="category_standards_group_1_to_4",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__in=["", "A", "B", "C", "D"]), name="category_capacity_a_to_d"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year} {self.category}"
