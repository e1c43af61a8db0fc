"""What a service refuses, in a sentence for the person who asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DomainError(Exception):
    """A refusal with a sentence (translated when shown); nothing was stored."""

    status = 422

    def __init__(self, sentence: "StrOrPromise", *details: "StrOrPromise") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details: Sequence[StrOrPromise] = details

    def __str__(self) -> str:
        return str(self.sentence)


class IllegalTransition(DomainError):
    """Somebody else was faster, or the step does not start from this state."""

    status = 409

    def __init__(self, step: str, found: Any) -> None:
        super().__init__(
            _("This can no longer be done, because it was changed in the meantime. Look at it again.")
        )
        self.step = step
        self.found = found
