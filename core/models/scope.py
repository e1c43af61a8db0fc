"""Where a role counts: a tree of scopes (region → authority → school, later groups, hubs, panels)."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from core.enums import ScopeKind


@pghistory.track()
class Scope(models.Model):
    kind = models.CharField(max_length=20, choices=ScopeKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # The ids of all ancestors from the root down, and its own: what a permission check overlaps with. A group
    # of schools lies under each of its members too.
    lineage = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        indexes = [GinIndex(fields=["lineage"], name="scope_lineage")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @classmethod
    def create(cls, kind: ScopeKind, parent: "Scope | None" = None) -> "Scope":
        scope = cls.objects.create(kind=kind, parent=parent)
        scope.lineage = [*(parent.lineage if parent else []), scope.pk]
        scope.save(update_fields=["lineage"])
        return scope


@pghistory.track()
class RoleAssignment(models.Model):
    """A post: one person, one role, one scope, between two dates (both included; no end means open)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="assignments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope"],
                condition=models.Q(ends_on__isnull=True),
                name="role_assigned_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"
