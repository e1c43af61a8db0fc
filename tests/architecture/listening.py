"""Welsh catalogues that tell what a page asked of them."""

from gettext import GNUTranslations

import pytest
from django.utils.translation import trans_real

LANGUAGE = "cy"
SEPARATOR = trans_real.CONTEXT_SEPARATOR


class Bracketing(trans_real.DjangoTranslation):
    """Puts ⟦brackets⟧ round every message: what stands outside them was never given to a translator."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(SEPARATOR)[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Listening(trans_real.DjangoTranslation):
    """The real catalogue, which remembers what it was asked for and did not have."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.missing: set[str] = set()

    def gettext(self, message: str) -> str:
        if message not in self._catalog:
            self.missing.add(message)
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        try:
            self._catalog.plural(msgid1, n)
        except KeyError:
            self.missing.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)


def speak(catalogue: GNUTranslations, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every Welsh page ask this catalogue."""
    monkeypatch.setitem(trans_real._translations, LANGUAGE, catalogue)
