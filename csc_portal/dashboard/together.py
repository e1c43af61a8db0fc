"""The rows of a school’s line of time with others, in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The label of a row, its colour, and the page that it leads to.
WORDS: dict[str, tuple[Any, str, str]] = {
    "partnership-begun": (_("Partnership set up"), "", "partnership"),
    "partnership-closed": (_("Partnership closed"), "good", "partnership"),
    "partnership-stopped": (_("Partnership stopped"), "outline", "partnership"),
    "contact": (pgettext_lazy("partnership", "Contact"), "acting", "partnership"),
    "review": (_("Half-termly review"), "waiting", "partnership"),
    "group-joined": (_("Joined a group"), "", "group"),
    "group-left": (_("Left a group"), "outline", "group"),
}
KINDS = (
    ("partnership", _("Partnerships")),
    ("contact", _("Contacts")),
    ("review", _("Reviews")),
    ("group", _("Groups")),
)


@dataclass(frozen=True)
class Together:
    on: dt.date
    label: Any
    tag: str
    text: str
    language: str
    url: str


def together_rows(rows: Iterable[tuple[Any, ...]]) -> list[Together]:
    found = []
    for kind, on, subject, language, reference in rows:
        label, tag, page = WORDS[kind]
        found.append(Together(on, label, tag, subject, language, reverse(page, args=[reference])))
    return found
