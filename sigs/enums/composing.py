"""How groups are composed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComposedSchools(models.TextChoices):
    PRIMARY = "primary", _("Primary schools")
    SECONDARY = "secondary", _("Secondary schools")
    BOTH = "both", _("Primary and secondary schools together")


class AllAgeWith(models.TextChoices):
    SECONDARY = "secondary", _("With the secondary schools")
    PRIMARY = "primary", _("With the primary schools")


class StageSource(models.TextChoices):
    """What tells the stage of a school, of which every group is to hold a mix."""

    LEVEL = "level", _("Region’s own support level")
    CATEGORY = "category", _("Last national category")
    DATA = "data", _("What the published figures say")


class CompositionState(models.TextChoices):
    DRAFT = "draft", _("Draft, not yet sent to heads")
    SENT = "sent", _("Sent to heads")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")


class CompositionRunState(models.TextChoices):
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Being composed")
    DONE = "done", _("Composed")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Did not succeed")


class TradeOffPoint(models.TextChoices):
    """A run of the same rules and seed, with the weight of journeys against mix turned."""

    JOURNEYS = "journeys", _("Shorter journeys")
    MIX = "mix", _("More mixed")


class WelshRule(models.TextChoices):
    NEVER_ALONE = "never_alone", _("Never alone in a group")
    OWN_GROUPS = "own_groups", _("In groups of their own")
    FREE = "free", _("No rule")


class LastYearRule(models.TextChoices):
    """Of the schools that were in one group last year."""

    FREE = "free", _("No rule")
    AT_MOST = "at_most", _("At most so many stay together")
    KEEP = "keep", _("Groups stay as they are, as far as possible")


class Effort(models.TextChoices):
    """How long a run may look for something better."""

    QUICK = "quick", _("A quick look")
    USUAL = "usual", _("As usual")
    THOROUGH = "thorough", _("Thorough")
