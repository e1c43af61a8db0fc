"""What schools work on: a tree of topics in two languages, as data."""

import pghistory
from django.db import models
from django.db.models import F, Q

from core.pairs import Pair


@pghistory.track()
class Topic(models.Model):
    """An area (without a parent) or a topic within one. What is retired stays on what names it."""

    code = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    # One sentence: what belongs here.
    about_en = models.CharField(max_length=250, blank=True)
    about_cy = models.CharField(max_length=250, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    name = Pair()
    about = Pair()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="topic_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en
