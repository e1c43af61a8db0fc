from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from core.authorise import ScopedQuerySet
from schools.enums import Group, Permission


class SchoolQuerySet(ScopedQuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def of_region(self) -> Self:
        """Without the national backdrop."""
        return self.filter(scope__isnull=False)

    def detail_visible_to(self, user: Any) -> Self:
        """Those whose place among similar schools the person may see."""
        return self.held_by(user, Permission.VIEW_DETAIL)


class ResultQuerySet(ScopedQuerySet[Any]):
    def with_groups_beside(self) -> Self:
        """On each figure of all pupils `beside`: the numbers of pupils of the groups that have one of the
        same school, indicator and year, for schools.disclosure.gives_away."""
        same = ("school_id", "indicator_id", "year", "part")
        groups = self.model.objects.filter(
            **{name: OuterRef(name) for name in same}, value__isnull=False, cohort__gt=0
        ).exclude(group=Group.ALL)
        return self.annotate(beside=ArraySubquery(groups.order_by("cohort").values("cohort")))
