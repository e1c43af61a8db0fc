"""How serious a concern about a school is, and what the authority does about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConcernState(models.TextChoices):
    WATCH = "watch", pgettext_lazy("concern", "Watch")
    CONCERN = "concern", pgettext_lazy("concern", "Concern")
    SERIOUS = "serious", pgettext_lazy("concern", "Serious")
    CLOSED = "closed", pgettext_lazy("concern", "Closed")


class ConcernStepKind(models.TextChoices):
    OPENED = "opened", pgettext_lazy("concern", "Entered")
    RAISED = "raised", pgettext_lazy("concern", "Raised")
    TOLD = "told", pgettext_lazy("concern", "The school was told")
    EASED = "eased", pgettext_lazy("concern", "Lowered")
    CLOSED = "closed", pgettext_lazy("concern", "Closed")


class ToldHow(models.TextChoices):
    MEETING = "meeting", pgettext_lazy("told", "In a meeting")
    CALL = "call", pgettext_lazy("told", "By telephone")
    LETTER = "letter", pgettext_lazy("told", "By letter")


class ConcernMeetingState(models.TextChoices):
    CALLED = "called", pgettext_lazy("meeting", "To come")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class JointVisitState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("joint visit", "Planned")
    MADE = "made", pgettext_lazy("joint visit", "Made")
    CANCELLED = "cancelled", pgettext_lazy("joint visit", "Cancelled")


class Ground(models.IntegerChoices):
    """Grounds for intervention by number. The headings are short ones of our own, not the Act's words; pages
    say so."""

    STANDARDS = 1, _("1: standards are too low")
    GOVERNANCE = 2, _("2: management or governance has broken down")
    BEHAVIOUR = 3, _("3: behaviour harms education")
    SAFETY = 4, _("4: pupils or staff are not safe")
    DUTY = 5, _("5: a duty is not carried out")
    UNREASONABLE = 6, _("6: powers are used unreasonably")
    SIGNIFICANT = 7, _("7: in need of significant improvement")
    SPECIAL = 8, _("8: in need of special measures")


# Grounds on which a warning notice is given; the other two need none.
WITH_NOTICE = (
    Ground.STANDARDS,
    Ground.GOVERNANCE,
    Ground.BEHAVIOUR,
    Ground.SAFETY,
    Ground.DUTY,
    Ground.UNREASONABLE,
)


class WarningState(models.TextChoices):
    ISSUED = "issued", pgettext_lazy("warning notice", "In force")
    MET = "met", pgettext_lazy("warning notice", "Complied with")
    NOT_MET = "not_met", pgettext_lazy("warning notice", "Not complied with")
    WITHDRAWN = "withdrawn", pgettext_lazy("warning notice", "Withdrawn")


class InterventionBasis(models.TextChoices):
    """What allows the authority to intervene."""

    NOTICE = "notice", pgettext_lazy("intervention", "A warning notice was not complied with")
    SAFETY = "safety", pgettext_lazy("intervention", "An urgent risk to health or safety")
    CATEGORY = "category", pgettext_lazy("intervention", "A category after inspection (grounds 7 and 8)")
