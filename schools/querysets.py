from typing import Any, Self

from core.authorise import ScopedQuerySet
from schools.enums import Permission


class SchoolQuerySet(ScopedQuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def of_region(self) -> Self:
        """Without the national backdrop."""
        return self.filter(scope__isnull=False)

    def detail_visible_to(self, user: Any) -> Self:
        """Those whose place among similar schools the person may see."""
        return self.held_by(user, Permission.VIEW_DETAIL)
