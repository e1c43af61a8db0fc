from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class PairRefusal(DomainError):
    """Why these schools are not asked, or this is not stored."""


class SharesTooLittle(PairRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("One of these schools no longer shares its profile with the group, so they cannot be asked.")
        )


class NotComplementary(PairRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("What these schools are strong in and need has changed: they no longer fit. Look again.")
        )


class AskedAlready(PairRefusal):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("These schools have been asked this school year. They are not asked twice."))


class NoReason(PairRefusal):
    def __init__(self) -> None:
        super().__init__(_("Say in a few words why not now. Only the schools of the pair read it."))


class NoOutcome(PairRefusal):
    def __init__(self) -> None:
        super().__init__(_("Say what came of it, even if it was little."))
