"""Groups, how schools come into them, and who leads them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GroupState(models.TextChoices):
    ACTIVE = "active", _("At work")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("proposal of a group", "Waiting for answers")
    FORMED = "formed", _("The group exists")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal of a group", "Withdrawn")


class InvitedState(models.TextChoices):
    WAITING = "waiting", _("Has not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("invited school", "Takes part")
    DECLINED = "declined", pgettext_lazy("invited school", "Does not take part")


class JoinState(models.TextChoices):
    ASKED = "asked", _("Asks to join")
    ADMITTED = "admitted", _("Admitted")
    DECLINED = "declined", pgettext_lazy("asking to join", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("asking to join", "Taken back")


class NominationRule(models.TextChoices):
    """What makes the post of convenor once the members have nominated."""

    CONSORTIUM = "consortium", _("The consortium decides, knowing what the members said")
    MAJORITY = "majority", _("Whoever more than half of the schools that answered named")


class NominationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("nomination", "Open")
    DECIDED = "decided", pgettext_lazy("nomination", "Decided")
    CALLED_OFF = "called_off", pgettext_lazy("nomination", "Called off")


class NomineeState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("nominee", "Has not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("nominee", "Would do it")
    DECLINED = "declined", pgettext_lazy("nominee", "Does not stand")


class PilotState(models.TextChoices):
    RUNNING = "running", pgettext_lazy("pilot", "Under way")
    DECIDED = "decided", pgettext_lazy("pilot", "Decided")


class PilotDecision(models.TextChoices):
    CONTINUE = "continue", pgettext_lazy("pilot", "Continue as it is")
    CHANGE = "change", pgettext_lazy("pilot", "Continue, changed")
    END = "end", pgettext_lazy("pilot", "End it")
