from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(models.TextChoices):
    VIEW_REGISTER = "schools.view_register", _("See the register and the published figures of every school")
    VIEW_DETAIL = "schools.view_detail", _("See how a school stands among similar schools")
    VIEW_EXACT = "schools.view_exact", _("See the exact figures of small groups of pupils")
    EDIT_CONTACTS = "schools.edit_contacts", _("Change a school's contacts")
    EDIT_REGISTER = "schools.edit_register", _("Change what no list of schools says: federations")
    VIEW_CASELOAD = "schools.view_caseload", _("See a caseload of schools")
    VIEW_REGION = "schools.view_region", _("See the region's dashboard")
    IMPORT = "schools.import", _("Import, confirm and undo files of figures")
    RECOMPUTE = "schools.recompute", _("Compute the comparisons anew")


class Role(models.TextChoices):
    HEADTEACHER = "headteacher", _("Headteacher")
    TEACHER = "teacher", _("Senior leader or teacher")
    GOVERNOR = "governor", _("Governor")
    ADVISER = "adviser", _("Challenge adviser")
    SENIOR_ADVISER = "senior_adviser", _("Senior challenge adviser")
    AUTHORITY_OFFICER = "authority_officer", _("Local authority officer")
    CONSORTIUM = "consortium", _("Consortium staff")
    DATA_OFFICER = "data_officer", _("Data officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Phase(models.TextChoices):
    PRIMARY = "primary", pgettext_lazy("phase", "Primary")
    SECONDARY = "secondary", pgettext_lazy("phase", "Secondary")
    ALL_AGE = "all_age", pgettext_lazy("phase", "All-age")
    SPECIAL = "special", pgettext_lazy("phase", "Special")
    NURSERY = "nursery", pgettext_lazy("phase", "Nursery")
    PRU = "pru", pgettext_lazy("phase", "Pupil referral unit")


class Medium(models.TextChoices):
    """Codes of the Welsh Government's address list of schools."""

    ENGLISH = "EM", pgettext_lazy("medium", "English")
    WELSH = "WM", pgettext_lazy("medium", "Welsh")
    DUAL = "DS", pgettext_lazy("medium", "Dual stream")
    SOME_WELSH = "EW", pgettext_lazy("medium", "English, some Welsh")
    BILINGUAL_A = "BA", pgettext_lazy("medium", "Bilingual, type A")
    BILINGUAL_B = "BB", pgettext_lazy("medium", "Bilingual, type B")
    BILINGUAL_C = "BC", pgettext_lazy("medium", "Bilingual, type C")
    BILINGUAL_CH = "BCH", pgettext_lazy("medium", "Bilingual, type Ch")
    NOT_STATED = "NA", pgettext_lazy("medium", "Not stated")


class Category(models.TextChoices):
    """Support categories of the National School Categorisation System, published 2015 to 2020."""

    GREEN = "green", pgettext_lazy("category", "Green")
    YELLOW = "yellow", pgettext_lazy("category", "Yellow")
    AMBER = "amber", pgettext_lazy("category", "Amber")
    RED = "red", pgettext_lazy("category", "Red")


class ContactRole(models.TextChoices):
    HEAD = "head", _("Headteacher")
    ACTING_HEAD = "acting_head", _("Acting headteacher")
    DEPUTY = "deputy", _("Deputy headteacher")
    CHAIR = "chair", _("Chair of governors")
    OFFICE = "office", _("School office")


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


class BatchState(models.TextChoices):
    CHECKED = "checked", pgettext_lazy("import", "Waiting for confirmation")
    REFUSED = "refused", pgettext_lazy("import", "Refused")
    STORED = "stored", pgettext_lazy("import", "Stored")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Discarded")


class RunState(models.TextChoices):
    BUILDING = "building", pgettext_lazy("run", "Being computed")
    CURRENT = "current", pgettext_lazy("run", "Shown")
    REPLACED = "replaced", pgettext_lazy("run", "Replaced")
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
    COMPARING = "comparing", pgettext_lazy("run", "Comparing schools")
    SUMMARISING = "summarising", pgettext_lazy("run", "Adding up the region")
