"""The pack as one document: its parts in the languages asked for, drawn as PDF."""

import json
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from schools.enums import PackLanguage
from schools.models import Pack
from schools.presenting.pack.contents import pack_contents

LANGUAGES = {
    PackLanguage.WELSH: ("cy",),
    PackLanguage.ENGLISH: ("en",),
    PackLanguage.BOTH: ("cy", "en"),
}
PRINTER = "schools.presenting.pack.printer"
PRINTED_WITHIN = 120
# What the printer says where the system lacks Pango.
NO_LIBRARY = "cannot load library"


class CannotPrint(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("This machine cannot draw PDF files yet: it lacks Pango. Tell whoever runs the portal.")
        )


def pack_document(pack: Pack, told: Callable[[int], None]) -> bytes:
    """`told` hears how far it is, in per cent."""
    languages = LANGUAGES[PackLanguage(pack.language)]
    parts = []
    for place, language in enumerate(languages):
        told(10 + 40 * place // len(languages))
        with translation.override(language):
            contents = pack_contents(pack, language)
            parts.append(
                {"language": language, "html": render_to_string("pack/part.html", {"contents": contents})}
            )
    told(50)
    with translation.override(languages[0]):
        html = render_to_string("pack/pack.html", {"parts": parts, "pack": pack, "language": languages[0]})
        sheet = render_to_string("pack/pack.css")
    document = printed(html, sheet)
    told(95)
    return document


def printed(html: str, sheet: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - our own module, under this Python
        [sys.executable, "-m", PRINTER],
        input=json.dumps({"html": html, "sheet": sheet}).encode(),
        cwd=settings.BASE_DIR,
        capture_output=True,
        timeout=PRINTED_WITHIN,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        if NO_LIBRARY in said:
            raise CannotPrint
        raise RuntimeError(f"The printer ended with status {done.returncode}: {said[-500:]}")
    return done.stdout
