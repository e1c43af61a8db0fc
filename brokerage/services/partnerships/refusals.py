"""What is refused in a partnership, in sentences."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from brokerage.models import Partnership
from core.errors import DomainError
from schools.models import School
from schools.units import days_written


class TooFewOrTooMany(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A pair or a lighter link has two schools, a trio three; one gives help and one receives it.")
        )


class WithItself(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A school is no partner of itself: choose another one."))


class PartnerClosed(DomainError):
    def __init__(self, school: School) -> None:
        super().__init__(_("%(school)s is closed.") % {"school": school.name})


class OutsideTheRegion(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Both schools have to belong to the region."))


class EndsBeforeItStarts(DomainError):
    def __init__(self) -> None:
        super().__init__(_("It would end before it begins."))


class DaysOutOfQuarters(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Days are counted in quarters, such as 2 or 1.25, and there must be some."))


class TooNear(DomainError):
    def __init__(self) -> None:
        super().__init__(_("You work at or govern one of these schools, so somebody else has to do this."))


class NotYourSchool(DomainError):
    def __init__(self) -> None:
        super().__init__(_("You do not speak for a school of this partnership."))


class Paused(DomainError):
    def __init__(self, partnership: Partnership) -> None:
        super().__init__(
            _("This partnership is paused: %(because)s It can be read; nothing is changed until it goes on.")
            % {"because": partnership.halted_because}
        )


class Over(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This partnership is over. It can be read, and nothing in it is changed."))


class NotAgreedYet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The heads of all its schools have to agree first."))


class ChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; above it stands"
                " what was saved meanwhile. Put the two together, and save again."
            )
        )


class BeyondAgreedDays(DomainError):
    def __init__(self, left: Decimal) -> None:
        super().__init__(
            _(
                "That is more than was agreed: %(left)s of the helping schools’ days have no date yet."
                " Drop one first, or ask for more."
            )
            % {"left": days_written(max(left, Decimal(0)))}
        )


class OutsideItsTime(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The day lies outside the time of the partnership."))


class DayToCome(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This day is still to come."))


class MoreSpentThanPlanned(DomainError):
    def __init__(self) -> None:
        super().__init__(_("More cannot be spent than is planned for it."))


class GrantExhausted(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The grant does not hold so much any more."))


class StandardTaskFound(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Whether this is done is found in the file itself. You can only say that it is not required.")
        )


class TaskWaits(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This cannot start yet: another task comes first."))


class ProviderEvaluates(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody of the schools themselves evaluates what they did. Name somebody from outside.")
        )


class NotTheEvaluator(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Only the person who was named evaluates it."))


class NotEvaluatedYet(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "It is closed once it is evaluated: with its rung on the ladder of evidence, and what both"
                " sides have gained."
            )
        )


class AlreadyEvaluated(DomainError):
    def __init__(self) -> None:
        super().__init__(_("It is evaluated already."))


class ObjectiveLacks(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say where it begins: without that nobody can tell what has changed."))
