"""The pack as a PDF: tagged, with bookmarks, a title and its language; nothing is fetched from anywhere."""

from collections.abc import Callable
from typing import NoReturn

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from schools.enums import PackLanguage
from schools.models import Pack
from schools.presenting.pack.contents import pack_contents

LANGUAGES = {
    PackLanguage.WELSH: ("cy",),
    PackLanguage.ENGLISH: ("en",),
    PackLanguage.BOTH: ("cy", "en"),
}


class NothingFetched(URLFetcher):
    """The document is whole: a link in a text is never followed from the server."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise ValueError(f"A pack fetches nothing: {url}")


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
        sheet = CSS(string=render_to_string("pack/pack.css"), url_fetcher=NothingFetched())
    written: bytes = HTML(string=html, base_url=settings.BASE_URL, url_fetcher=NothingFetched()).write_pdf(
        stylesheets=[sheet], pdf_variant="pdf/ua-1"
    )
    told(95)
    return written
