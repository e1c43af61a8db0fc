"""Schools' own reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewState(models.TextChoices):
    WRITING = "writing", pgettext_lazy("review", "Being written")
    SHARED = "shared", pgettext_lazy("review", "Shared with adviser and governors")
    PUBLISHED = "summary_published", pgettext_lazy("review", "Summary published")
    CLOSED = "closed", pgettext_lazy("review", "Closed for the year")


class AreaStanding(models.TextChoices):
    """Where a school says it is in an area: words for what to do with it, no grades."""

    STRENGTH = "strength", pgettext_lazy("review", "A strength")
    DEVELOPING = "developing", pgettext_lazy("review", "Developing")
    PRIORITY = "priority", pgettext_lazy("review", "A priority")


class EvidenceKind(models.TextChoices):
    PRACTICE = "practice", pgettext_lazy("evidence", "Seen in practice")
    WORK = "work", pgettext_lazy("evidence", "Pupils' work")
    LISTENING = "listening", pgettext_lazy("evidence", "Listening to people")
    DATA = "data", pgettext_lazy("evidence", "Data")


class PackLanguage(models.TextChoices):
    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Both, Welsh first")
