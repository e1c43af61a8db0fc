import uuid

import pghistory
from django.db import models


@pghistory.track()
class SavedView(models.Model):
    """A person's own choice of filters on a page: a watchlist of schools, a view of the region."""

    class Page(models.TextChoices):
        SCHOOLS = "schools"
        REGION = "region"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("core.User", models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=10, choices=Page)
    name = models.CharField(max_length=80)
    query = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["page", "name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "page", "name"], name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
