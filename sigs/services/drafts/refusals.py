"""Why a draft cannot be sent, answered or published."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.errors import DomainError


class NotSendable(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Only a finished run of a composition at work can be sent to heads."))


class TooSoon(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The day for answers must lie ahead."))


class NotWithHeads(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("The draft is not with the heads any more. Look at the page again to see what happened.")
        )


class PlaceChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Something changed while you had this page open: the proposed group, or an answer."
                " Look at what stands there now, and answer again."
            )
        )


class LeftOutAlready(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Your school declined, and the consortium accepted it. Nothing more is asked of you.")
        )


class SaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what you want to say, or why."))


class NobodyToSwapWith(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose a school that stands in another group of this draft."))


class NothingToAnswer(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("There is nothing here that waits for an answer."))


class StillToAnswer(DomainError):
    def __init__(self, names: Iterable[str]) -> None:
        shown = list(names)
        sentence = ngettext(
            "%(n)s school waits for an answer to what it said. Answer it first:",
            "%(n)s schools wait for an answer to what they said. Answer them first:",
            len(shown),
        ) % {"n": len(shown)}
        super().__init__(f"{sentence} {', '.join(shown)}")


class ClosedMeanwhile(DomainError):
    def __init__(self, names: Iterable[str]) -> None:
        shown = list(names)
        sentence = ngettext(
            "%(n)s school of the draft has closed. Compose again without it:",
            "%(n)s schools of the draft have closed. Compose again without them:",
            len(shown),
        ) % {"n": len(shown)}
        super().__init__(f"{sentence} {', '.join(shown)}")


class NoMainTier(DomainError):
    def __init__(self) -> None:
        super().__init__(_("No kind of group is set up in which each school is once."))


class ActedAlready(DomainError):
    def __init__(self, group: str) -> None:
        super().__init__(
            _(
                "This can no longer be undone: in %(group)s a member has begun to work."
                " Change the members of single groups instead."
            )
            % {"group": group}
        )
