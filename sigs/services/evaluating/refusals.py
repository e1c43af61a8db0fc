from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.errors import DomainError
from sigs.models import Group


class UnderWay(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("An evaluation of this group is under way already. It has to be accepted first."))


class NoDraft(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This evaluation is submitted, so it can only be read."))


class EvaluationChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; above it stands"
                " what was saved meanwhile. Put the two together, and save again."
            )
        )


class NotWhole(DomainError):
    """`missing`: the headings of what is empty."""

    def __init__(self, missing: Iterable[StrOrPromise]) -> None:
        super().__init__(
            _("Before it is submitted, this has to be answered: %(missing)s.")
            % {"missing": ", ".join(str(name) for name in missing)}
        )


class CannotCheck(DomainError):
    def __init__(self, sentence: StrOrPromise) -> None:
        super().__init__(sentence)


class NoChecker(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "No other group can look at this evaluation now: each shares a school with it, has had its"
                " turn with it this year, or has no convenor."
            )
        )


class PromptsOpen(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Answer every prompt before you hand the check in."))


class NotSubmitted(DomainError):
    status = 409

    def __init__(self, group: Group) -> None:
        super().__init__(
            _("%(group)s is writing this evaluation again. You can go on once it is handed in.")
            % {"group": group.name}
        )


class CheckOver(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This check is done, or another group has it now."))


class Replied(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This question is answered already."))
