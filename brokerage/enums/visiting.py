"""Visits of an adviser to a school, their notes, and what was agreed."""

from django.db import models
from django.utils.translation import pgettext_lazy


class VisitState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("school visit", "Planned")
    # Its note was sent.
    NOTED = "noted", pgettext_lazy("school visit", "Note sent")
    CANCELLED = "cancelled", pgettext_lazy("school visit", "Cancelled")


class VisitNoteState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("visit note", "Draft")
    SENT = "sent", pgettext_lazy("visit note", "Waiting for the head")
    ACCURATE = "accurate", pgettext_lazy("visit note", "Accurate")
    DISPUTED = "disputed", pgettext_lazy("visit note", "Not accurate")


class WhoActs(models.TextChoices):
    SCHOOL = "school", pgettext_lazy("who acts", "The school")
    ADVISER = "adviser", pgettext_lazy("who acts", "The adviser")
    REGION = "region", pgettext_lazy("who acts", "The consortium or the authority")


class AgreedState(models.TextChoices):
    OPEN = "open", pgettext_lazy("agreed action", "To do")
    DONE = "done", pgettext_lazy("agreed action", "Done")
    DROPPED = "dropped", pgettext_lazy("agreed action", "Dropped")
