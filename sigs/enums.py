from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    VIEW_GROUP = "sigs.view_group", _("See a group's space: its plan, its meetings, its money")
    TAKE_PART = "sigs.take_part", _("Take part in the work of the school's groups")
    ANSWER_FOR_SCHOOL = (
        "sigs.answer_for_school",
        _("Answer for the school in its groups: wishes, drafts, sharing, pairs, joining and leaving"),
    )
    LEAD_GROUP = "sigs.lead_group", _("Lead a group: plan, meetings, spending, evaluation")
    MANAGE_GROUPS = "sigs.manage_groups", _("Set up groups, their members and their posts")
    COMPOSE = "sigs.compose", _("Compose groups, send the draft to heads and publish it")
    DECIDE_MONEY = "sigs.decide_money", _("Decide on the grants, tranches and bids of groups")


class Role(models.TextChoices):
    CONVENOR = "convenor", _("Convenor")


class GroupState(models.TextChoices):
    ACTIVE = "active", _("At work")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


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
    TOGETHER = "together", _("Never alone in a group")
    OWN = "own", _("Groups of their own")
    ANY = "any", _("No rule")


class Effort(models.TextChoices):
    """How long a run may look for something better."""

    QUICK = "quick", _("A quick look")
    USUAL = "usual", _("As usual")
    THOROUGH = "thorough", _("Thorough")
