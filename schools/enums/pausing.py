"""Why nobody chases a school for a time."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PauseReason(models.TextChoices):
    INSPECTION = "inspection", pgettext_lazy("pause", "Estyn has called")
    ABSENCE = "absence", pgettext_lazy("pause", "Absence")
    HANDOVER = "handover", pgettext_lazy("pause", "Handover to somebody else")
