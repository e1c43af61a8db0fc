from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TextChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; above it stands"
                " what was saved meanwhile. Put the two together, and save again."
            )
        )


class LanguageMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The page is shared in both languages or not at all. Write what is still missing.")
        )


class TranslationUndated(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Write the title and the text in both languages, or say by when the translation of the"
                " missing one follows."
            )
        )


class OnTheProgramme(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This finding stands in a conference programme. Take its session off the programme first.")
        )


class RoomTaken(DomainError):
    status = 409

    def __init__(self, room: str, what: str) -> None:
        super().__init__(
            _("%(room)s is taken at that time by “%(what)s”. Choose another room or time.")
            % {"room": room, "what": what}
        )


class SessionKnown(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This finding has a session at this conference already."))


class ConferenceKnown(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is a conference in this year already."))


class NothingToShow(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A programme without sessions says nothing. Put at least one on it first."))
