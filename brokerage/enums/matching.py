"""What matches are made of, and how far matching a whole region is."""

from enum import StrEnum

from django.db import models
from django.utils.translation import pgettext_lazy


class RegionMatchState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("region match", "Waiting to begin")
    RUNNING = "running", pgettext_lazy("region match", "Being worked out")
    DONE = "done", pgettext_lazy("region match", "Worked out")
    FAILED = "failed", pgettext_lazy("region match", "Did not succeed")


class TermName(StrEnum):
    """What match points are made of."""

    STRENGTH = "strength"
    LIKENESS = "likeness"
    NEARNESS = "nearness"
    OTHER_AUTHORITY = "other_authority"
    ROOM = "room"


class Rule(StrEnum):
    """What must hold, in the order in which it is looked at."""

    PHASE = "phase"
    LANGUAGE = "language"
    DISTANCE = "distance"
    CONFLICT = "conflict"  # a declared interest, a shared head, an own adviser
    ASKED = "asked"  # it has said no to this very need, or did not answer
    PAUSED = "paused"  # nobody asks anything of the school today
    DAYS = "days"  # of its offer
    OUT = "out"  # the head's own ceiling of days out of school
    FULL = "full"  # as many partnerships at once as it wants
    # Of a whole region at once only: a tie that a broker may decide to live with.
    TIE = "tie"
    # Every school that could help gives its days to needs that count more.
    TAKEN = "taken"
    # Nobody offers the topic.
    NOBODY = "nobody"
