"""A run as a table for a file: one row a school, by group."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spreadsheets import Cell
from sigs.presenting.composing.result import ResultShown

HEADER = [
    gettext_lazy("Group"),
    gettext_lazy("School number"),
    gettext_lazy("School"),
    gettext_lazy("Authority"),
    gettext_lazy("Welsh-medium"),
    gettext_lazy("Stage"),
    gettext_lazy("Minutes to the others, on average"),
    gettext_lazy("Pinned"),
]
STAGES = {
    "": "",
    "green": gettext_lazy("Green"),
    "yellow": gettext_lazy("Yellow"),
    "amber": gettext_lazy("Amber"),
    "red": gettext_lazy("Red"),
}


def headings() -> list[str]:
    return [str(word) for word in HEADER]


def placement_cells(shown: ResultShown) -> Iterator[list[Cell]]:
    for card in shown.cards:
        for row in card.members:
            yield [
                card.number,
                row.school.number,
                str(row.school.name),
                row.authority,
                yes_no(row.is_welsh),
                str(STAGES[row.colour]),
                row.minutes,
                yes_no(row.is_pinned),
            ]


def yes_no(value: bool) -> str:
    return _("yes") if value else _("no")
