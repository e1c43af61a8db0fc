"""Comparisons, and what they say."""

from django.db import models
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    BUILDING = "building", pgettext_lazy("run", "Being computed")
    CURRENT = "current", pgettext_lazy("run", "Shown")
    REPLACED = "replaced", pgettext_lazy("run", "Replaced")
    CORRECTION = "correction", pgettext_lazy("run", "Put into the run shown")
    FAILED = "failed", pgettext_lazy("run", "Failed")


class Withheld(models.TextChoices):
    """Why a school has no quarter, in words that stand in its place."""

    CONTEXT = "context", pgettext_lazy("no quarter", "Context: neither higher nor lower is better")
    NO_GROUP = "no_group", pgettext_lazy("no quarter", "Schools of this kind are not placed in groups")
    NO_FSM = "no_fsm", pgettext_lazy("no quarter", "No free school meals figure, so no group")
    FEW_SCHOOLS = "few_schools", pgettext_lazy("no quarter", "Fewer than 5 schools in the group")
    FEW_PUPILS = "few_pupils", pgettext_lazy("no quarter", "Fewer than 10 pupils")


class RunStep(models.TextChoices):
    """What a run is at, in words."""

    READING = "reading", pgettext_lazy("run", "Reading the figures")
    CORRECTING = "correcting", pgettext_lazy("run", "Putting right what changed")
    COMPARING = "comparing", pgettext_lazy("run", "Comparing schools")
    SUMMARISING = "summarising", pgettext_lazy("run", "Adding up the region")


class Verdict(models.TextChoices):
    """A figure beside what is expected of schools with as many pupils eligible for free school meals."""

    ABOVE = "above", pgettext_lazy("expected", "Above what is expected")
    IN_LINE = "in_line", pgettext_lazy("expected", "In line with what is expected")
    BELOW = "below", pgettext_lazy("expected", "Below what is expected")


class Trend(models.TextChoices):
    """A figure beside that of the year before."""

    ROSE = "rose", pgettext_lazy("change", "Rose by more than chance")
    STEADY = "steady", pgettext_lazy("change", "Changed no more than by chance")
    FELL = "fell", pgettext_lazy("change", "Fell by more than chance")


class Unmatched(models.TextChoices):
    """Why a school has no family."""

    FEW_FACTS = "few_facts", pgettext_lazy("no family", "Too little is known of the school to match it")
    FEW_SCHOOLS = "few_schools", pgettext_lazy("no family", "Too few schools of its kind")
    CLOSED = "closed", pgettext_lazy("no family", "The school is closed")


class ComparatorRule(models.TextChoices):
    """How the schools of a person's own comparator set were chosen."""

    BY_NAME = "by_name", pgettext_lazy("comparators", "By name")
    BY_FACTS = "by_facts", pgettext_lazy("comparators", "By characteristics")
