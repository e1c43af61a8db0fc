"""The support plan of a school and its progress meetings."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("support plan", "Draft")
    WITH_SCHOOL = "with_school", pgettext_lazy("support plan", "With the school")
    ACTIVE = "active", pgettext_lazy("support plan", "Agreed")
    CLOSED = "closed", pgettext_lazy("support plan", "Closed")


class PlanReason(models.TextChoices):
    LEVEL = "level", pgettext_lazy("support plan", "The school's own support level")
    INSPECTION = "inspection", pgettext_lazy("support plan", "An inspection with follow-up")
    AGREED = "agreed", pgettext_lazy("support plan", "Agreed with the school")


class AimState(models.TextChoices):
    OPEN = "open", pgettext_lazy("aim", "Under way")
    MET = "met", pgettext_lazy("aim", "Reached")
    PARTLY = "partly", pgettext_lazy("aim", "Partly reached")
    NOT_MET = "not_met", pgettext_lazy("aim", "Not reached")


class ProgressMeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "To come")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class Seat(models.TextChoices):
    """Who sits at a progress meeting."""

    HEAD = "head", pgettext_lazy("seat", "The headteacher")
    CHAIR = "chair", pgettext_lazy("seat", "The chair of governors")
    CONSORTIUM = "consortium", pgettext_lazy("seat", "The consortium")
    AUTHORITY = "authority", pgettext_lazy("seat", "The authority")


class AimProgress(models.TextChoices):
    ON_TRACK = "on_track", pgettext_lazy("progress", "On track")
    BEHIND = "behind", pgettext_lazy("progress", "Behind")
    STUCK = "stuck", pgettext_lazy("progress", "Not moving")
