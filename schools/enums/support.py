"""Support levels, how they are agreed, and days of support."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Tone(models.TextChoices):
    """Colour and shape of a support level: together, so that colour never stands alone."""

    GREEN = "green", pgettext_lazy("tone", "Green circle")
    YELLOW = "yellow", pgettext_lazy("tone", "Yellow diamond")
    AMBER = "amber", pgettext_lazy("tone", "Amber triangle")
    RED = "red", pgettext_lazy("tone", "Red square")
    PLAIN = "plain", pgettext_lazy("tone", "Grey ring")


class Capacity(models.TextChoices):
    """Improvement capacity. A is the greatest; what B to D mean is not confirmed by any source."""

    A = "A", pgettext_lazy("capacity", "A")
    B = "B", pgettext_lazy("capacity", "B")
    C = "C", pgettext_lazy("capacity", "C")
    D = "D", pgettext_lazy("capacity", "D")


class CycleState(models.TextChoices):
    PREPARING = "preparing", pgettext_lazy("cycle", "Being prepared")
    OPEN = "open", pgettext_lazy("cycle", "Open")
    MODERATING = "moderating", pgettext_lazy("cycle", "In moderation")
    PUBLISHED = "published", pgettext_lazy("cycle", "Published")
    CLOSED = "closed", pgettext_lazy("cycle", "Closed")


class JudgementState(models.TextChoices):
    GATHERING = "gathering", pgettext_lazy("judgement", "Evidence being gathered")
    DRAFTED = "drafted", pgettext_lazy("judgement", "Draft with the school")
    AGREED = "agreed", pgettext_lazy("judgement", "Agreed by the school")
    DISPUTED = "disputed", pgettext_lazy("judgement", "Disputed by the school")
    AUTHORITY_MODERATED = "authority_moderated", pgettext_lazy("judgement", "Moderated by the authority")
    FINAL = "final", pgettext_lazy("judgement", "Final")
    APPEALED = "appealed", pgettext_lazy("judgement", "Under appeal")


class JudgementStepKind(models.TextChoices):
    OPENED = "opened", pgettext_lazy("step", "Cycle opened")
    PROPOSED = "proposed", pgettext_lazy("step", "Draft proposed")
    REVISED = "revised", pgettext_lazy("step", "Draft proposed anew")
    HEAD_AGREED = "head_agreed", pgettext_lazy("step", "Agreed by the headteacher")
    HEAD_DISPUTED = "head_disputed", pgettext_lazy("step", "Disputed by the headteacher")
    GOVERNOR_AGREED = "governor_agreed", pgettext_lazy("step", "Agreed by the governing body")
    GOVERNOR_DISPUTED = "governor_disputed", pgettext_lazy("step", "Disputed by the governing body")
    AUTHORITY_CONFIRMED = "authority_confirmed", pgettext_lazy("step", "Confirmed by the authority")
    AUTHORITY_CHANGED = "authority_changed", pgettext_lazy("step", "Changed by the authority")
    REGION_CONFIRMED = "region_confirmed", pgettext_lazy("step", "Confirmed by the region: final")
    REGION_CHANGED = "region_changed", pgettext_lazy("step", "Changed by the region: final")
    APPEALED = "appealed", pgettext_lazy("step", "Appealed")
    APPEAL_ALLOWED = "appeal_allowed", pgettext_lazy("step", "Appeal allowed: level changed")
    APPEAL_DISMISSED = "appeal_dismissed", pgettext_lazy("step", "Appeal not allowed: level stays")
    AMENDED = "amended", pgettext_lazy("step", "Amended in the year")


class SchoolSide(models.TextChoices):
    HEAD = "head", pgettext_lazy("side", "Headteacher")
    GOVERNOR = "governor", pgettext_lazy("side", "Chair or governor")


class SchoolVerdict(models.TextChoices):
    AGREED = "agreed", pgettext_lazy("verdict", "Agreed")
    DISPUTED = "disputed", pgettext_lazy("verdict", "Disputed")


class DayState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("days of support", "Planned")
    USED = "used", pgettext_lazy("days of support", "Used")
    CANCELLED = "cancelled", pgettext_lazy("days of support", "Cancelled")


class DayRequestState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("more days", "Waiting for a decision")
    APPROVED = "approved", pgettext_lazy("more days", "Approved")
    REFUSED = "refused", pgettext_lazy("more days", "Not approved")


class VisitKind(models.TextChoices):
    AUTUMN = "autumn", pgettext_lazy("visit", "Autumn: standards and support level")
    SPRING = "spring", pgettext_lazy("visit", "Spring: teaching and leadership")
    SUMMER = "summer", pgettext_lazy("visit", "Summer: planning and targets")
    MONITORING = "monitoring", pgettext_lazy("visit", "Progress of a support plan")
    JOINT = "joint", pgettext_lazy("visit", "Joint visit")
    OTHER = "other", pgettext_lazy("visit", "Other")


class SampleOutcome(models.TextChoices):
    """What moderators made of a judgement of the sample: never a verdict on a person."""

    SUPPORTED = "supported", pgettext_lazy("sample", "The evidence supports the level")
    QUESTIONS = "questions", pgettext_lazy("sample", "Questions to ask")
    ANOTHER = "another", pgettext_lazy("sample", "Another level may fit better")
