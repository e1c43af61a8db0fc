"""Draws a document as PDF: `python -m schools.presenting.pack.printer`, a page and its style sheet in as
JSON, the file out.

A process of its own, so that the worker needs none of WeasyPrint's libraries to start, and gives back its
memory. Nothing is fetched from anywhere."""

import json
import sys
from typing import NoReturn

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher


class NothingFetched(URLFetcher):
    """The document is whole: what a text links to is never followed from the server."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise ValueError(f"A pack fetches nothing: {url}")


def draw(html: str, sheet: str) -> bytes:
    """Tagged for those who hear it (PDF/UA), with a title, a language and bookmarks."""
    nothing = NothingFetched()
    style = CSS(string=sheet, url_fetcher=nothing)
    written: bytes = HTML(string=html, url_fetcher=nothing).write_pdf(
        stylesheets=[style], pdf_variant="pdf/ua-1"
    )
    return written


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(draw(asked["html"], asked["sheet"]))
