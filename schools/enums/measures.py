"""Measures, their figures, and the files that these come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IndicatorKind(models.TextChoices):
    CONTEXT = "context", pgettext_lazy("indicator", "Context")
    ATTENDANCE = "attendance", pgettext_lazy("indicator", "Attendance")
    OUTCOME = "outcome", pgettext_lazy("indicator", "Examination results")
    # Not to be published at school, authority or region level from the 2018 results on.
    TEACHER_ASSESSMENT = "teacher_assessment", pgettext_lazy("indicator", "Teacher assessment")


class Direction(models.TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NONE = "none", _("Neither higher nor lower is better")


class Unit(models.TextChoices):
    PERCENT = "percent", pgettext_lazy("unit", "%")
    POINTS = "points", pgettext_lazy("unit", "points")
    PUPILS = "pupils", pgettext_lazy("unit", "pupils")
    POUNDS = "pounds", pgettext_lazy("unit", "£ per pupil")
    RATIO = "ratio", pgettext_lazy("unit", "pupils per teacher")


class Group(models.TextChoices):
    """The pupils a result speaks of."""

    ALL = "all", pgettext_lazy("pupils", "All pupils")
    EFSM = "efsm", pgettext_lazy("pupils", "Eligible for free school meals")
    NOT_EFSM = "not_efsm", pgettext_lazy("pupils", "Not eligible for free school meals")


class Missing(models.TextChoices):
    """Why a result has no value. A missing value is never read as 0."""

    NOT_SHOWN = "not_shown", pgettext_lazy("missing", "not shown by the publisher")
    WITHHELD = "withheld", pgettext_lazy("missing", "withheld by the publisher: few pupils")
    NOT_COLLECTED = "not_collected", pgettext_lazy("missing", "not collected that year")
    NO_PUPILS = "no_pupils", pgettext_lazy("missing", "no pupils")


class FileKind(models.TextChoices):
    REGISTER = "register", pgettext_lazy("file", "List of schools with their figures")
    REGISTER_HISTORY = "register_history", pgettext_lazy("file", "List of schools of 2018 and 2021")
    PRUS = "prus", pgettext_lazy("file", "List of pupil referral units of 2018")
    CATEGORIES = "categories", pgettext_lazy("file", "Support categories")
    FREE_MEALS = "free_meals", pgettext_lazy("file", "Pupils eligible for free school meals")
    SUCCESSORS = "successors", pgettext_lazy("file", "Which school followed which")
    BOUNDARIES = "boundaries", pgettext_lazy("file", "Boundaries of the authorities")
    RESULTS = "results", pgettext_lazy("file", "Results by school, indicator and year")
    BENCHMARKS = "benchmarks", pgettext_lazy("file", "Official boundaries of benchmark groups")


class BatchState(models.TextChoices):
    CHECKED = "checked", pgettext_lazy("import", "Waiting for confirmation")
    REFUSED = "refused", pgettext_lazy("import", "Refused")
    STORED = "stored", pgettext_lazy("import", "Stored")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Discarded")


class NoteState(models.TextChoices):
    STANDING = "standing", pgettext_lazy("note", "Shown")
    WITHDRAWN = "withdrawn", pgettext_lazy("note", "Withdrawn")


class IndicatorState(models.TextChoices):
    IN_USE = "in_use", pgettext_lazy("indicator", "In use")
    RETIRED = "retired", pgettext_lazy("indicator", "Retired")
