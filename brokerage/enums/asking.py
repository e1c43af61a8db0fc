"""What a school asks of others."""

from django.db import models
from django.utils.translation import pgettext_lazy


class AskSource(models.TextChoices):
    SCHOOL = "school", pgettext_lazy("ask", "The school")
    ADVISER = "adviser", pgettext_lazy("ask", "Its challenge adviser")
    GROUP = "group", pgettext_lazy("ask", "A group of schools")
    CONSORTIUM = "consortium", pgettext_lazy("ask", "The consortium")
    # They join when enquiries, the survey and panels are there.
    ENQUIRY = "enquiry", pgettext_lazy("ask", "A peer enquiry")
    SURVEY = "survey", pgettext_lazy("ask", "The needs survey")
    PANEL = "panel", pgettext_lazy("ask", "A panel")


class AskState(models.TextChoices):
    ENTERED = "entered", pgettext_lazy("ask", "Kind of help not decided")
    OPEN = "open", pgettext_lazy("ask", "Looking for a school")
    INVITED = "invited", pgettext_lazy("ask", "A school is asked")
    MATCHED = "matched", pgettext_lazy("ask", "In a partnership")
    # Met by a kind of help that needs no supplier.
    ELSEWHERE = "elsewhere", pgettext_lazy("ask", "Met in another way")
    UNMET = "unmet", pgettext_lazy("ask", "On the unmet board")
    CLOSED = "closed", pgettext_lazy("ask", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("ask", "Withdrawn")


class HelpKind(models.TextChoices):
    """Lightest first (B2)."""

    OWN_STAFF = "own_staff", pgettext_lazy("kind of help", "Own staff")
    CLUSTER = "cluster", pgettext_lazy("kind of help", "The cluster")
    GROUP = "group", pgettext_lazy("kind of help", "The improvement group")
    PROGRAMME = "programme", pgettext_lazy("kind of help", "A programme")
    LIGHT_LINK = "light_link", pgettext_lazy("kind of help", "Lighter link")
    PATHFINDER = "pathfinder", pgettext_lazy("kind of help", "Pathfinder partnership")
    ENQUIRY = "enquiry", pgettext_lazy("kind of help", "Peer enquiry")
    FORMAL = "formal", pgettext_lazy("kind of help", "Formal support")


# Those for which another school is sought.
SUPPLIED = (HelpKind.LIGHT_LINK, HelpKind.PATHFINDER, HelpKind.FORMAL)


class HelpLanguage(models.TextChoices):
    EITHER = "any", pgettext_lazy("language of help", "Either language")
    WELSH = "cy", pgettext_lazy("language of help", "Welsh")
    ENGLISH = "en", pgettext_lazy("language of help", "English")
