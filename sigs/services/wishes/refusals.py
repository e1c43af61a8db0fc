"""Why a wish or a round of wishes is refused."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.errors import DomainError


class RoundIsThere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is a round of wishes for these schools and this year already."))


class RoundChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this round while you had it open."
                " Look at what stands there now, and save again."
            )
        )


class DatesInWrongOrder(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The last day must not be before the first day, nor in the past."))


class NobodyToAsk(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is no open school of this kind to ask."))


class RoundOver(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The round of wishes is closed, so wishes can no longer be changed."))


class WishChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed your school's wishes while you had them open."
                " What you entered is still below: look at both, and save again."
            )
        )


class WishesNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Say at least one wish, or choose “We have no particular wishes” or “We do not know yet”"
                " at the foot of the page."
            )
        )


class TooManySchools(DomainError):
    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "You can name at most %(n)s school in each of the two lists.",
                "You can name at most %(n)s schools in each of the two lists.",
                most,
            )
            % {"n": most}
        )


class BothWays(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(school)s stands in both lists. Take it out of one of them.") % {"school": name})


class CannotWithoutReason(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Say why your school cannot work with %(school)s. Only the consortium reads it.")
            % {"school": name}
        )


class NoSuchSchool(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("One of the schools that you named has closed or is your own. Look at the lists again.")
        )
