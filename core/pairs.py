"""Content in two languages: a pair of columns `<name>_en`, `<name>_cy` behind one attribute."""

from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString


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


def marked(text: str, language: str) -> SafeString | str:
    return format_html('<span lang="{}">{}</span>', language, text) if text else ""
