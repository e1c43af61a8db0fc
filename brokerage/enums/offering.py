"""What schools offer to others, and what becomes of their days."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Willing(models.TextChoices):
    YES = "yes", pgettext_lazy("offer", "Yes")
    MAYBE = "maybe", pgettext_lazy("offer", "Maybe: ask us")
    NO = "no", pgettext_lazy("offer", "Not this year")


class PromiseState(models.TextChoices):
    # Held for an invitation that is not answered yet.
    PROMISED = "promised", pgettext_lazy("days", "Promised")
    BOOKED = "booked", pgettext_lazy("days", "Booked")
    USED = "used", pgettext_lazy("days", "Used")
    RELEASED = "released", pgettext_lazy("days", "Free again")


class InvitationState(models.TextChoices):
    # Chosen, not sent yet.
    DRAFT = "draft", pgettext_lazy("invitation", "Not sent")
    SENT = "sent", pgettext_lazy("invitation", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    REFUSED = "refused", pgettext_lazy("invitation", "Refused")
    EXPIRED = "expired", pgettext_lazy("invitation", "Not answered in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Taken back")


class Refusal(models.TextChoices):
    """Why a school says no, in codes that can be counted."""

    NO_ROOM = "no_room", pgettext_lazy("refusal", "No room in these months")
    STAFF = "staff", pgettext_lazy("refusal", "The people who could help have left or are away")
    COVER = "cover", pgettext_lazy("refusal", "No cover to be had")
    TOO_FAR = "too_far", pgettext_lazy("refusal", "Too far away")
    NOT_STRONG = "not_strong", pgettext_lazy("refusal", "Not what we are strong in")
    TOO_CLOSE = "too_close", pgettext_lazy("refusal", "We know each other too well")
    INSPECTION = "inspection", pgettext_lazy("refusal", "An inspection has been announced")
    OTHER = "other", pgettext_lazy("refusal", "Another reason")


class IndependenceCheck(models.TextChoices):
    """What is looked at before every choice (B6)."""

    AUTHORITY = "authority", pgettext_lazy("independence", "Authority")
    GROUP = "group", pgettext_lazy("independence", "Improvement group")
    PEOPLE = "people", pgettext_lazy("independence", "Posts and governors")
    WORK = "work", pgettext_lazy("independence", "Recent work")
    INTEREST = "interest", pgettext_lazy("independence", "Declared interest")
