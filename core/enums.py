from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ScopeKind(models.TextChoices):
    REGION = "region", _("Region")
    AUTHORITY = "authority", _("Authority")
    SCHOOL = "school", _("School")
    GROUP = "group", _("Group of schools")
    PARTNERSHIP = "partnership", _("Partnership of schools")


class JobState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")


class Language(models.TextChoices):
    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")


class Permission(models.TextChoices):
    MANAGE_PEOPLE = "core.manage_people", _("Invite people, give and end roles")
