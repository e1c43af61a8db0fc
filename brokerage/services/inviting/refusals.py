"""What the services of invitations refuse, and in which words."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class MatchedWithItself(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A school cannot help itself. Choose another one."))


class TiedToSupplier(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "You work at or govern the school that would help, or one federated with it. Somebody else"
                " has to choose it."
            )
        )


class SupplierClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The school that would help is closed. Choose another one."))


class AskingSchoolClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The school that asked has closed in the meantime, so there is nobody to help."))


class NotLooking(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "No school is being looked for: the ask is ended, a school is asked already, or its kind of"
                " help needs no other school."
            )
        )


class OfferFaded(DomainError):
    def __init__(self, said_on: dt.date) -> None:
        super().__init__(
            _("This school has not said since %(day)s that its offer still holds. Ask it first.")
            % {"day": date_format(said_on)}
        )


class OfferOfAnotherYear(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This offer is of another school year than the help that is asked for."))


class LeftInPeace(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school is left in peace at the moment, so it is not asked for anything."))


class AtItsLimit(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school helps as many schools at once as it has said it can."))


class SaidNoBefore(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school has said no to this ask already. It is not asked twice."))


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why this school: both schools read it."))


class Barred(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The two schools are too near to one another, and no reason lifts that. Choose another school.")
        )


class ExceptionNeedsReason(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Not every check of independence is passed. Say why an exception is right: it stays on record.")
        )


class LastDayWrong(DomainError):
    def __init__(self, first: dt.date, last: dt.date) -> None:
        super().__init__(
            _("Give the school until a day between %(first)s and %(last)s.")
            % {"first": date_format(first), "last": date_format(last)}
        )


class AnsweredTooLate(DomainError):
    status = 409

    def __init__(self, last: dt.date) -> None:
        super().__init__(
            _(
                "The last day to answer was %(day)s, so the days are free again and another school may be"
                " asked. Tell the broker if you would still like to help."
            )
            % {"day": date_format(last)}
        )


class NotWaiting(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This invitation no longer waits for an answer. Look at it again."))


class NoCode(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose why not; where it is another reason, say it in a few words."))


class NoWords(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say in a few words what you have to find out first. The broker reads it."))


class NoReasonToTakeBack(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why you take it back: the school that was asked reads it."))
