"""Whom a person compares a school with, where it is not the default."""

import uuid

import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from schools.enums import ComparatorRule, Permission


@pghistory.track()
class ComparatorSet(models.Model):
    """A person's own choice of schools to compare one school with. Its members stand as they were when it was
    saved; `criteria` says how they were found, where they were found by characteristics. A removed set is
    kept for a while, so that removing it can be taken back."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("core.User", models.CASCADE, related_name="comparator_sets")
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="comparator_sets")
    name = models.CharField(max_length=80)
    rule = models.CharField(max_length=10, choices=ComparatorRule)
    criteria = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # The one that the owner's pages of this school use now, instead of the default.
    in_use = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_DETAIL

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "school", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="comparator_set_name_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "school"], condition=models.Q(in_use=True), name="one_comparator_set_in_use"
            ),
            models.CheckConstraint(
                condition=models.Q(in_use=False) | models.Q(removed_at__isnull=True),
                name="removed_comparator_set_not_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ComparatorMember(models.Model):
    comparator_set = models.ForeignKey(ComparatorSet, models.CASCADE, related_name="members")
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comparator_set", "school"], name="comparator_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.comparator_set}"
