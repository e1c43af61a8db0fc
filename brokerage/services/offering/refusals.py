"""What the services of offers refuse, and in which words."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from schools.units import days_written


class OfferChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this offer while you had it open. What you wrote still stands in the"
                " form; look at what stands there now, and save again."
            )
        )


class OfferOfClosedSchool(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school is closed, so it cannot offer help."))


class DaysAndAnswerDiffer(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A school that does not help this year offers no days; one that does, at least some.")
        )


class FewerThanPromised(DomainError):
    def __init__(self, promised: Decimal) -> None:
        super().__init__(
            _(
                "%(days)s of your days are promised already, so the offer cannot be taken back this year."
                " Offer no more than these days, and talk to the brokers."
            )
            % {"days": days_written(promised)}
        )


class MayNotSpeak(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(_("You no longer speak for this school, so this link does nothing."))


class LinkIsOver(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This link is no longer valid. Sign in and confirm the offer on its page."))


class SaidAlready(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This has been said already. Thank you."))


class InterestInItself(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose another school."))


class DeclaredAlready(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This interest is declared already."))
