"""What heads wish, the draft that they are sent, and workshops for those who lead."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WishRoundState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    OPEN = "open", pgettext_lazy("wishes", "Open")
    CLOSED = "closed", pgettext_lazy("wishes", "Closed")
    DROPPED = "dropped", pgettext_lazy("wishes", "Dropped")


class WishState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("wishes", "Not answered")
    UNSURE = "unsure", _("Does not know yet")
    NONE = "none", _("No particular wishes")
    GIVEN = "given", _("Wishes given")


class WishKind(models.TextChoices):
    WITH = "with", _("Wishes to work with")
    CANNOT = "cannot", _("Cannot work with")


class WishPartners(models.TextChoices):
    ANY = "any", _("It does not matter to us")
    KEEP = "keep", _("We would like to stay with last year’s partners")
    NEW = "new", _("We would like new partners")


class WishLanguage(models.TextChoices):
    ANY = "any", pgettext_lazy("wish for language", "It does not matter to us")
    WELSH_PARTNERS = "partners", _("At least one Welsh-medium partner in the group")
    WELSH = "welsh", _("A group that works in Welsh")


class DraftState(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    AGREED = "agreed", pgettext_lazy("draft group", "Agreed")
    COMMENTED = "commented", _("Commented")
    SWAP_ASKED = "swap_asked", _("Asked for a swap")
    DECLINED = "declined", pgettext_lazy("draft group", "Declined")


class DraftOutcome(models.TextChoices):
    """What the consortium decides on what a head said."""

    ACCEPTED = "accepted", pgettext_lazy("draft group", "Accepted")
    KEPT = "kept", _("The draft stays as it is")
    ANSWERED = "answered", pgettext_lazy("draft group", "Answered")


class DraftStepKind(models.TextChoices):
    SENT = "sent", _("Draft sent")
    RESENT = "resent", _("Changed draft sent")
    AGREED = "agreed", _("The school agreed")
    COMMENTED = "commented", _("The school commented")
    SWAP_ASKED = "swap_asked", _("The school asked for a swap")
    DECLINED = "declined", _("The school declined")
    ACCEPTED = "accepted", _("The consortium accepted")
    KEPT = "kept", _("The consortium left the draft as it is")
    ANSWERED = "answered", _("The consortium answered")


class WorkshopState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("workshop", "Planned")
    OPEN = "open", _("Open for sign-up")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", pgettext_lazy("workshop", "Cancelled")


class WorkshopFor(models.TextChoices):
    CONVENORS = "convenors", _("Convenors")
    HEADS = "heads", _("Convenors and headteachers")
    STAFF = "staff", _("Everyone who takes part in a group")


class WorkshopLanguage(models.TextChoices):
    WELSH = "cy", _("In Welsh")
    ENGLISH = "en", _("In English")
    BOTH = "both", _("In Welsh and English, with simultaneous translation")


class WorkshopPlaceState(models.TextChoices):
    BOOKED = "booked", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Is offered a place")
    WITHDRAWN = "withdrawn", _("Withdrew")
    LAPSED = "lapsed", _("Did not take up the offer")
    ATTENDED = "attended", pgettext_lazy("workshop", "Attended")
    ABSENT = "absent", _("Was not there")
