"""What the services of the days of support refuse, and in which words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from schools.units import days_written


class NotInQuarters(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Days are counted in quarters: enter 0.25, 0.5, 0.75, 1 and so on, up to 25."))


class OverCeiling(DomainError):
    """`left` is what could still be booked."""

    status = 409

    def __init__(self, left: Decimal) -> None:
        self.left = left
        if left > 0:
            super().__init__(
                _(
                    "Days left under the ceiling of this school for the year: %(left)s."
                    " Book no more than that, or ask the senior adviser for more."
                )
                % {"left": days_written(left)}
            )
        else:
            super().__init__(
                _(
                    "All days of this school's ceiling are booked for this year."
                    " Ask the senior adviser for more."
                )
            )


class OwnSchool(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Whoever works at a school, governs it or leads one federated with it books no days of"
                " support there. Another adviser can."
            )
        )


class NotAnAdviser(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s does not advise this school. Choose somebody who does.") % {"name": name}
        )


class OtherYear(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Days can be booked in this academic year and the next. Choose another date."))


class NotYet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This day has not come yet: it is planned. Say that it was used when it is over."))


class SchoolClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school is closed: no more days can be booked for it."))


class NoCeiling(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("No ceiling is set for this school this year, so nothing has to be approved: book the days.")
        )


class RequestWaiting(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("A request for more days of this school is waiting for its decision already."))


class OwnRequest(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Somebody else decides what you asked for yourself."))


class AnswerMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why the days are not approved: whoever asked reads it."))


class ChangedMeanwhile(DomainError):
    status = 409

    def __init__(self, details: Any = ()) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Look at what stands there now,"
                " and save again."
            ),
            *details,
        )
