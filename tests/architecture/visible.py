"""What a person sees or hears of a page: its texts, and the attributes that are read out or shown."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

SPOKEN = {"aria-label", "alt", "title", "placeholder", "data-label", "aria-description", "aria-valuetext"}
# What is written for programs (<code>) is the same in every language.
SILENT = {"script", "style", "template", "code"}
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"[^\W\d_]{2,}")


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        known = dict(attrs)
        self.attributes += [value for name, value in attrs if name in SPOKEN and value]
        if tag == "input" and known.get("type") in {"submit", "button", "reset"}:
            self.attributes.append(known.get("value") or "")
        # Texts of neighbours do not join into one word.
        self.texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def outside_brackets(html: str, data: Iterable[str]) -> list[str]:
    """Words that stand in no message. `data` are texts from the database, longest first."""
    page = Page(html)
    return [word for text in ["".join(page.texts), *page.attributes] for word in left_over(text, data)]


def left_over(text: str, data: Iterable[str]) -> list[str]:
    before = None
    while before != text:
        before, text = text, BRACKETED.sub(" ", text)
    text = ADDRESS.sub(" ", text)
    for known in data:
        text = text.replace(known, " ")
    return WORD.findall(text)
