"""What the inspectorate found, and what it does next."""

from django.db import models
from django.utils.translation import pgettext_lazy


class InspectionKind(models.TextChoices):
    CORE = "core", pgettext_lazy("inspection", "Inspection")
    INTERIM = "interim", pgettext_lazy("inspection", "Interim visit")
    MONITORING = "monitoring", pgettext_lazy("inspection", "Monitoring visit")


class FollowUp(models.TextChoices):
    """Lightest first. What is lawful of the last two: grounds 7 and 8 of domain-rules 6.4."""

    NONE = "none", pgettext_lazy("follow-up", "No follow-up")
    PRACTICE = "practice", pgettext_lazy("follow-up", "Asked to write up effective practice")
    REVIEW = "review", pgettext_lazy("follow-up", "Estyn review")
    SIGNIFICANT = "significant", pgettext_lazy("follow-up", "In need of significant improvement")
    SPECIAL = "special", pgettext_lazy("follow-up", "In need of special measures")


# Those that last until the inspectorate ends them.
LASTING = (FollowUp.REVIEW, FollowUp.SIGNIFICANT, FollowUp.SPECIAL)
# The statutory categories.
STATUTORY = (FollowUp.SIGNIFICANT, FollowUp.SPECIAL)
