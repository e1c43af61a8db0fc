"""What the services of visits refuse, and in which words."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class VisitChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Look at what stands there now,"
                " and save again."
            )
        )


class OwnSchoolVisited(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Whoever works at a school, governs it or leads one federated with it does not visit it as"
                " its adviser. Another adviser can."
            )
        )


class NotVisitedYet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The day of the visit has not come yet. Its note can be written from then on."))


class NoteNotWhole(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The note cannot be sent yet: it needs the evidence, the days that the visit took, and how"
                " much of it was support."
            )
        )


class NothingToAnswer(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("No note of this visit waits for an answer."))


class NothingToCorrect(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Only a note that the head called not accurate is corrected, and only once at a time.")
        )


class NoDraft(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("No draft of a note stands here any more. Look at what was sent."))
