"""What may be done in groups, and by whom."""

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
    READ_SUMMARY = "sigs.read_summary", _("Read the one-page summaries of the school’s groups")


class Role(models.TextChoices):
    CONVENOR = "convenor", _("Convenor")
