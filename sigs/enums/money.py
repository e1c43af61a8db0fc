"""Money of groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TrancheKind(models.TextChoices):
    SHARE = "share", _("Share of a grant")
    INNOVATION = "innovation", _("Innovation bid")


class TrancheState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("tranche", "Planned")
    RELEASED = "released", pgettext_lazy("tranche", "Released")
    HELD = "held", pgettext_lazy("tranche", "Held back")


class SpendKind(models.TextChoices):
    COVER = "cover", _("Cover for staff out of school")
    TRAINING = "training", _("Training and expertise")
    MATERIALS = "materials", _("Materials")
    TRAVEL = "travel", _("Travel")
    TRANSLATION = "translation", _("Translation")
    OTHER = "other", _("Something else")


class BidState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("bid", "Waiting for a decision")
    GRANTED = "granted", pgettext_lazy("bid", "Granted")
    REFUSED = "refused", pgettext_lazy("bid", "Not granted")
    WITHDRAWN = "withdrawn", pgettext_lazy("bid", "Withdrawn")
