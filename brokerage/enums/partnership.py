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


class Phase(models.TextChoices):
    """In this order. A lighter link goes through the first, the third and the last."""

    AGREE = "agree", pgettext_lazy("phase", "Agree")
    PREPARE = "prepare", pgettext_lazy("phase", "Get ready")
    WORK = "work", pgettext_lazy("phase", "Work together")
    LOOK_BACK = "look_back", pgettext_lazy("phase", "Look back")


class StandardTask(models.TextChoices):
    """What every file holds. Whether it is done is found in the file itself, never ticked."""

    AGREEMENT = "agreement", pgettext_lazy("partnership task", "The heads agree")
    OBJECTIVES = "objectives", pgettext_lazy("partnership task", "Set objectives, each with where it begins")
    DAYS = "days", pgettext_lazy("partnership task", "Plan the days")
    MONEY = "money", pgettext_lazy("partnership task", "Plan the money")
    CONTACT = "contact", pgettext_lazy("partnership task", "Work together, and note each contact")
    REVIEWS = "reviews", pgettext_lazy("partnership task", "Look at it each half-term")
    NOW = "now", pgettext_lazy("partnership task", "Say where each objective stands now")
    EVALUATOR = "evaluator", pgettext_lazy("partnership task", "Name who evaluates it")
    EVALUATION = "evaluation", pgettext_lazy("partnership task", "Evaluate it")
    CLOSING = "closing", pgettext_lazy("partnership task", "Close it")


class TaskState(models.TextChoices):
    """As stored. “Cannot start yet” is worked out: another task comes first."""

    NOT_STARTED = "not_started", pgettext_lazy("task", "Not started")
    IN_PROGRESS = "in_progress", pgettext_lazy("task", "In progress")
    DONE = "done", pgettext_lazy("task", "Done")
    CANNOT_PROGRESS = "stuck", pgettext_lazy("task", "Cannot progress")
    NOT_REQUIRED = "not_required", pgettext_lazy("task", "Not required")


class ObjectiveKind(models.TextChoices):
    FIGURE = "figure", pgettext_lazy("objective", "A measure of the catalogue")
    COUNT = "count", pgettext_lazy("objective", "Something that the schools count themselves")
    WORDS = "words", pgettext_lazy("objective", "What can be seen, in words")


class ContactKind(models.TextChoices):
    VISIT = "visit", pgettext_lazy("contact", "Visit to a school")
    LESSON = "lesson", pgettext_lazy("contact", "Lessons planned or watched together")
    MEETING = "meeting", pgettext_lazy("contact", "Meeting")
    CALL = "call", pgettext_lazy("contact", "Call or online")
    MATERIAL = "material", pgettext_lazy("contact", "Material shared")


class PlannedDayState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("planned day", "Planned")
    USED = "used", pgettext_lazy("planned day", "Used")
    DROPPED = "dropped", pgettext_lazy("planned day", "Dropped")


class Progress(models.TextChoices):
    """What a half-termly review says, in words first; the colour is only beside them."""

    GREEN = "green", pgettext_lazy("review", "On track")
    AMBER = "amber", pgettext_lazy("review", "Needs attention")
    RED = "red", pgettext_lazy("review", "Off track")


class Outcome(models.TextChoices):
    MET = "met", pgettext_lazy("outcome", "The need is met")
    PARTLY = "partly", pgettext_lazy("outcome", "Partly met")
    NOT_MET = "not_met", pgettext_lazy("outcome", "Not met")
