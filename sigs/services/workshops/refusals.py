"""Why a step of a workshop, or of somebody's place at it, is refused."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.errors import DomainError


class WorkshopChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this workshop while you had it open."
                " Look at what stands there now, and save again."
            )
        )


class FewerThanTaken(DomainError):
    def __init__(self, taken: int) -> None:
        super().__init__(
            ngettext(
                "%(n)s place is taken already: there cannot be fewer.",
                "%(n)s places are taken already: there cannot be fewer.",
                taken,
            )
            % {"n": taken}
        )


class NotInOrder(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The workshop must end after it starts."))


class Nowhere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say where it is: a place, or the address to join at online, or both."))


class NotOpen(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Nobody can sign up for this workshop now."))


class NotMeant(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This workshop is for others."))


class NoPlace(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("You have no place at this workshop, and no offer of one."))


class TooEarly(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Attendance is taken once the workshop has begun."))


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why the workshop is cancelled: everybody who signed up reads it."))
