"""Matching a whole region."""

from django.db import models
from django.utils.translation import pgettext_lazy


class RegionMatchState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("region match", "Waiting to begin")
    RUNNING = "running", pgettext_lazy("region match", "Being worked out")
    DONE = "done", pgettext_lazy("region match", "Worked out")
    FAILED = "failed", pgettext_lazy("region match", "Did not succeed")
