"""A group at work: its plan, its meetings, its actions, its pairs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "Being written")
    WITH_MEMBERS = "with_members", pgettext_lazy("plan", "With the member heads")
    AGREED = "agreed", pgettext_lazy("plan", "Agreed")
    UNDER_WAY = "under_way", pgettext_lazy("plan", "Under way")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")


class PlanEvidenceKind(models.TextChoices):
    TEXT = "text", _("In words")
    FIGURE = "figure", _("A school’s figure")
    REVIEW = "review", _("A passage from a school’s own review")


class Standing(models.TextChoices):
    """How far a group is with a condition, in its own eyes."""

    NOT_YET = "not_yet", pgettext_lazy("condition", "Not yet")
    BEGUN = "begun", pgettext_lazy("condition", "Begun")
    IN_PLACE = "in_place", pgettext_lazy("condition", "In place")


class ResourceLanguage(models.TextChoices):
    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Welsh and English")


class ActivityState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    BOOKED = "booked", pgettext_lazy("activity", "Booked")
    DONE = "done", pgettext_lazy("activity", "Done")
    DROPPED = "dropped", pgettext_lazy("activity", "Dropped")


class MeetingState(models.TextChoices):
    CALLED = "called", pgettext_lazy("meeting", "Called")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class ActionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("action", "To do")
    DONE = "done", pgettext_lazy("action", "Done")
    DROPPED = "dropped", pgettext_lazy("action", "Dropped")


class Health(models.TextChoices):
    """What the traces of a group's work say: the rule is in sigs/services/health/rule.py."""

    NEW = "new", pgettext_lazy("health", "Just begun")
    ACTS = "acts", pgettext_lazy("health", "Acts")
    TALKS = "talks", pgettext_lazy("health", "Talks, does not act")
    BEHIND = "behind", pgettext_lazy("health", "Behind with its actions")
    QUIET = "quiet", pgettext_lazy("health", "No contact")
    RESTING = "resting", pgettext_lazy("health", "Paused")


class PairingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("pair", "Asked")
    AGREED = "agreed", pgettext_lazy("pair", "Agreed")
    DECLINED = "declined", pgettext_lazy("pair", "Not now")
    LAPSED = "lapsed", pgettext_lazy("pair", "No longer possible")
    ENDED = "ended", pgettext_lazy("pair", "Ended")


class PairAnswer(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("pair", "Not yet answered")
    YES = "yes", pgettext_lazy("pair", "Agreed")
    NO = "no", pgettext_lazy("pair", "Not now")
