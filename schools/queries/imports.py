from typing import Any
from uuid import UUID

from django.db import models

from schools.models import ImportBatch


def visible_imports(user: Any) -> models.QuerySet[ImportBatch]:
    """Newest first, without the files themselves and what a list does not show."""
    return (
        ImportBatch.objects.visible_to(user)
        .defer("content", "problems", "set_aside")
        .select_related("checked_by", "stored_by", "undone_by")
    )


def import_visible(user: Any, public_id: UUID) -> ImportBatch | None:
    return (
        ImportBatch.objects.visible_to(user)
        .defer("content")
        .select_related("region__scope", "release", "checked_by", "stored_by", "undone_by")
        .filter(public_id=public_id)
        .first()
    )
