"""The register of schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
