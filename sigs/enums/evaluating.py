"""What a group's work has changed, and how it spreads."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EvaluationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("evaluation", "Being written")
    SUBMITTED = "submitted", pgettext_lazy("evaluation", "Submitted, to be checked")
    CHECKED = "checked", pgettext_lazy("evaluation", "Checked by another group")
    ACCEPTED = "accepted", pgettext_lazy("evaluation", "Accepted")


class Rung(models.TextChoices):
    """The ladder of evidence: how far what was done is shown to have led."""

    NOT_SHOWN = "not_shown", _("Not yet shown")
    TOOK_PART = "took_part", _("People took part")
    LEARNED = "learned", _("They learned something")
    PRACTICE = "practice", _("Practice changed")
    PUPILS = "pupils", _("Pupils gained")


class CheckState(models.TextChoices):
    OPEN = "open", pgettext_lazy("check", "To be done")
    DONE = "done", pgettext_lazy("check", "Done")
    PASSED_ON = "passed_on", pgettext_lazy("check", "Passed on to another group")


class SummaryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("summary", "Being written")
    SHARED = "shared", pgettext_lazy("summary", "Shared with the member schools")


class FindingState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("finding", "Being written")
    PUBLISHED = "published", pgettext_lazy("finding", "Published to the region")


class SessionLanguage(models.TextChoices):
    WELSH = "cy", _("In Welsh")
    ENGLISH = "en", _("In English")
    WELSH_WITH_TRANSLATION = "cy_trans", _("In Welsh, with simultaneous translation")
    BOTH = "both", _("In Welsh and English")
