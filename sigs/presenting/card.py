"""A part of a group's page in a few lines, as the page's first tab shows it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Quoted:
    """What people wrote, in the language that they wrote it in."""

    label: Any
    text: str
    lang: str


@dataclass(frozen=True)
class Card:
    heading: Any
    url: str
    lines: list[Any] = field(default_factory=list)
    # A word with a colour above the heading: one of core.templatetags.ui.TAG_KINDS.
    label: Any = ""
    kind: str = ""
    # Stands before the lines.
    quoted: list[Quoted] = field(default_factory=list)
