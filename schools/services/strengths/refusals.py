"""What the services of strengths and needs refuse, and in which words."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoSay(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Strengths and needs of a school are stated by its headteacher and by its advisers alone.")
        )


class SchoolClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This school is closed: nothing new is stated about it."))


class SaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say in a sentence what it is."))


class NoEvidence(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A strength needs evidence: choose a measure or a passage, or say in a line what was seen.")
        )


class StrengthThere(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("A strength of this school in this topic stands already. Add evidence to it, or withdraw it.")
        )


class NeedThere(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("A need of this school in this topic is open already. Add evidence to it, or withdraw it.")
        )


class OwnStatement(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The other side confirms what one has stated: the school what its adviser says, the adviser"
                " what the school says."
            )
        )


class NotConfirmed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Nobody has confirmed this yet, so there is nothing to renew."))


class ConfirmedAlready(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This is confirmed already."))


class NotLive(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This was withdrawn or met in the meantime. State it anew if it holds again."))


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why: the other side reads it, and it stays on record."))


class CannotBeCited(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("This figure cannot be cited: it is not shown to everybody who sees published figures.")
        )


class NotYoursToCite(DomainError):
    status = 404

    def __init__(self) -> None:
        super().__init__(_("This passage cannot be cited: it is not among what you may read."))


class RuleChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed the rule in the meantime. What stands now is shown here."))


class RuleOutOfOrder(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A statement stops counting after it begins to count half: enter more days there.")
        )
