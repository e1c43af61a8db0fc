from typing import TYPE_CHECKING, Any, Self

from core.authorise import ScopedQuerySet

if TYPE_CHECKING:
    from schools.models import School


class SchoolQuerySet(ScopedQuerySet["School"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def of_region(self) -> Self:
        return self.filter(scope__isnull=False)

    def detail_visible_to(self, user: Any) -> Self:
        """Those whose place among similar schools the person may see."""
        return self.held_by(user, "schools.view_detail")
