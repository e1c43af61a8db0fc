"""What the services of the ledger of staff-days out of school refuse, and in which words."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from schools.units import days_written


class NotInQuarters(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Days are counted in quarters: enter 0.25, 0.5, 0.75, 1 and so on, up to 100."))


class OverOwnCeiling(DomainError):
    """`left` is what could still be booked without the head."""

    status = 409

    def __init__(self, left: Decimal) -> None:
        self.left = max(left, Decimal(0))
        super().__init__(
            _(
                "The headteacher has set a ceiling for days out of school, and this would go beyond it."
                " Days left this year: %(left)s. Ask the headteacher to agree, or plan fewer days."
            )
            % {"left": days_written(self.left)}
        )


class CoverUnpaid(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say who pays for the cover, and enter its cost as an amount in pounds."))


class TimeOutAtClosedSchool(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school is closed: no days can be booked for its staff."))


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why: it stays on record with the days."))


class CeilingChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("The ceiling was changed in the meantime. What stands now is shown: look at it again.")
        )
