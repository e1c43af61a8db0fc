"""What the services of asks refuse, and in which words."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

# No help between schools is planned for longer: a year that was typed wrong is caught by it.
LONGEST = dt.timedelta(days=3 * 366)


class SchoolIsClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school is closed, so nothing can be asked for it."))


class GroupNotActive(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The group is paused or closed, so nothing can be asked for it."))


class DatesBackwards(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The last day lies before the first. Help cannot end before it begins."))


class OverAlready(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The last day has passed already. Choose one that is still to come."))


class TooLong(DomainError):
    def __init__(self) -> None:
        super().__init__(_("That is longer than three years. Look at the year of the last day."))


class AskedAlready(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Help with this need has been asked for already. Open that ask and go on there."))


class NeedOver(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This need was met or withdrawn in the meantime. State it anew if it holds again.")
        )


class NeedOfAnother(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This need belongs to another school or another topic."))


class NotInGroup(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The school that asks for a group must be a member of it."))


class TiedToSchool(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "You work at or govern this school, or one federated with it. Somebody else decides on help"
                " for it."
            )
        )


class LighterLeftUnsaid(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say of every lighter kind of help why it is not enough."))


class LinkInFourLines(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A lighter link needs four lines: with whom, what, when, and how you will know."))


class AskChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this ask while you had it open. What you wrote still stands in the"
                " form; look at what stands in the ask now, and save again."
            )
        )


class InHand(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "A school has been asked to help, or is helping already. Whoever brokers it takes the"
                " invitation back first, or ends the partnership."
            )
        )


class SaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say in a sentence why: it stays on record."))
