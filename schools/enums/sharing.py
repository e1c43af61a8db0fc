"""What schools tell others of themselves, and their staff-days out of school."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ShareLevel(models.TextChoices):
    """How much of a school a group of schools sees by its consent, from least to most."""

    HEADLINE = "headline", pgettext_lazy("sharing", "Headline figures")
    PROFILE = "profile", pgettext_lazy("sharing", "Profile")
    PROFILE_EFSM = "profile_efsm", pgettext_lazy("sharing", "Profile with free school meals")


class ShareEnd(models.TextChoices):
    REVOKED = "revoked", pgettext_lazy("sharing", "Ended by the school")
    CHANGED = "changed", pgettext_lazy("sharing", "Replaced by another consent")
    LEFT = "left", pgettext_lazy("sharing", "The school left the group")
    PAUSED = "paused", pgettext_lazy("sharing", "The group was paused")
    CLOSED = "closed", pgettext_lazy("sharing", "The group was closed")


class StrengthState(models.TextChoices):
    HELD = "held", pgettext_lazy("strength", "Stated")
    WITHDRAWN = "withdrawn", pgettext_lazy("strength", "Withdrawn")


class NeedState(models.TextChoices):
    OPEN = "open", pgettext_lazy("need", "Open")
    MET = "met", pgettext_lazy("need", "Met")
    WITHDRAWN = "withdrawn", pgettext_lazy("need", "Withdrawn")


class Urgency(models.TextChoices):
    NOW = "now", pgettext_lazy("urgency", "Within weeks")
    TERM = "term", pgettext_lazy("urgency", "Within a term")
    YEAR = "year", pgettext_lazy("urgency", "Within the year")


class StatedBy(models.TextChoices):
    """Which side states a strength or need; the other one confirms it."""

    SCHOOL = "school", pgettext_lazy("side", "The school")
    ADVISER = "adviser", pgettext_lazy("side", "The adviser")


class GroundsKind(models.TextChoices):
    """What a strength or need is founded on."""

    FIGURE = "figure", pgettext_lazy("grounds", "A measure")
    REVIEW = "review", pgettext_lazy("grounds", "The school's own review")
    JUDGEMENT = "judgement", pgettext_lazy("grounds", "A final support level")
    INSPECTION = "inspection", pgettext_lazy("grounds", "An inspection")
    WORK = "work", pgettext_lazy("grounds", "Past work")


class TimeOutPurpose(models.TextChoices):
    SIG = "sig", pgettext_lazy("time out", "School improvement group")
    HUB = "hub", pgettext_lazy("time out", "Hub")
    ENQUIRY = "enquiry", pgettext_lazy("time out", "Peer enquiry")
    PANEL = "panel", pgettext_lazy("time out", "Panel")
    ADVISER = "adviser", pgettext_lazy("time out", "Adviser work")
    OTHER = "other", pgettext_lazy("time out", "Other work with schools")


class TimeOutState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("time out", "Waiting for the headteacher")
    BOOKED = "booked", pgettext_lazy("time out", "Booked")
    DECLINED = "declined", pgettext_lazy("time out", "Declined")
    CANCELLED = "cancelled", pgettext_lazy("time out", "Cancelled")


class PaidBy(models.TextChoices):
    """Who pays for cover."""

    SCHOOL = "school", pgettext_lazy("paid by", "The school")
    GROUP = "group", pgettext_lazy("paid by", "The group's money")
    HUB = "hub", pgettext_lazy("paid by", "The hub")
    AUTHORITY = "authority", pgettext_lazy("paid by", "The authority")
    CONSORTIUM = "consortium", pgettext_lazy("paid by", "The consortium")
    GRANT = "grant", pgettext_lazy("paid by", "A grant")
