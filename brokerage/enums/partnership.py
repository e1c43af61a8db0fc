"""Two or three schools that work together, and how far they are."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PartnershipKind(models.TextChoices):
    LIGHT_LINK = "light_link", pgettext_lazy("partnership", "Lighter link")
    PAIR = "pair", pgettext_lazy("partnership", "Pathfinder pair")
    TRIO = "trio", pgettext_lazy("partnership", "Pathfinder trio")
    FORMAL = "formal", pgettext_lazy("partnership", "Support by another school")


class PartnershipState(models.TextChoices):
    AGREEING = "agreeing", pgettext_lazy("partnership", "The heads are agreeing")
    ACTIVE = "active", pgettext_lazy("partnership", "At work")
    PAUSED = "paused", pgettext_lazy("partnership", "Paused")
    STOPPED = "stopped", pgettext_lazy("partnership", "Stopped")
    CLOSED = "closed", pgettext_lazy("partnership", "Closed")


class Side(models.TextChoices):
    RECEIVES = "receives", pgettext_lazy("partnership", "Receives help")
    PROVIDES = "provides", pgettext_lazy("partnership", "Gives help")
