"""Content in two languages: a pair of columns `<name>_en`, `<name>_cy` behind one attribute."""

from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Marked(str):
    """Text in another language than the page's: plain wherever text is wanted (a file, a letter, the title
    of a mark), and in HTML said to be of its language."""

    language: str

    def __new__(cls, text: str, language: str) -> "Marked":
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __html__(self) -> SafeString:
        return format_html('<span lang="{}">{}</span>', self.language, str(self))


class Pair:
    """`name = Pair()` beside columns name_en and name_cy reads the active language's column. Where the
    Welsh is missing, the English is given, marked `lang="en"` for screen readers."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        if row is None:
            return self
        english: str = getattr(row, f"{self.name}_en")
        welsh: str = getattr(row, f"{self.name}_cy")
        if (translation.get_language() or "en").startswith("cy"):
            return welsh or marked(english, "en")
        return english or marked(welsh, "cy")


def marked(text: str, language: str) -> str:
    return Marked(text, language) if text else ""
