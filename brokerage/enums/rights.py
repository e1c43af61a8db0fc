"""What may be done in brokerage, and by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    VIEW_HELP = "brokerage.view_help", _("See what help a school has asked for, offered and been asked for")
    ASK_FOR_HELP = "brokerage.ask_for_help", _("Ask for help for a school")
    SPEAK_FOR_HELP = (
        "brokerage.speak_for_help",
        _("Speak for the school in helping others: offers, answers to invitations, agreements"),
    )
    BROKER = "brokerage.broker", _("Find help for a school: decide on its kind, choose a supplier, invite")
    BROKER_REGION = (
        "brokerage.broker_region",
        _("Match the whole region at once, and decide how match points are counted"),
    )
    VIEW_UNMET = "brokerage.view_unmet", _("See the needs that nobody could meet, added up")
    VIEW_CAPACITY = "brokerage.view_capacity", _("See the days that schools offer, have promised and used")
    VIEW_PARTNERSHIP = "brokerage.view_partnership", _("See the file of a partnership of schools")
    WORK_IN_PARTNERSHIP = (
        "brokerage.work_in_partnership",
        _("Work in a partnership: contacts, tasks, objectives, reviews"),
    )
    KEEP_PARTNERSHIP = (
        "brokerage.keep_partnership",
        _("Keep a partnership: pause, stop and close it, and say who evaluates it"),
    )
    VIEW_VISITS = "brokerage.view_visits", _("See the briefs and notes of visits to a school, drafts too")
    READ_VISITS = "brokerage.read_visits", _("Read the notes of visits once they are sent")
    WRITE_VISITS = "brokerage.write_visits", _("Prepare visits to a school and write their notes")
    ANSWER_VISITS = "brokerage.answer_visits", _("Say whether the note of a visit is accurate")
    VIEW_SUPPORT_PLAN = "brokerage.view_support_plan", _("See a school's support plan")
    LEAD_SUPPORT_PLAN = (
        "brokerage.lead_support_plan",
        _("Write a school's support plan and hold its progress meetings"),
    )
    ANSWER_SUPPORT_PLAN = (
        "brokerage.answer_support_plan",
        _("Agree the support plan for the school, or send it back"),
    )
    VIEW_CONCERNS = "brokerage.view_concerns", _("See that a school is a concern, and why")
    WORK_CONCERNS = "brokerage.work_concerns", _("Work on a concern: meetings, joint visits, escalation")
    ISSUE_NOTICE = "brokerage.issue_notice", _("Record a warning notice to a school")
    PAUSE_CHASERS = "brokerage.pause_chasers", _("Pause every chaser of a school")
