"""A run as a table for a file: one row a school, by group."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.spreadsheets import Cell
from sigs.presenting.composing.result import ResultShown

HEADER = [
    _("Group"),
    _("School number"),
    _("School"),
    _("Authority"),
    _("Welsh-medium"),
    _("Stage"),
    _("Minutes to the others, on average"),
    _("Pinned"),
]
STAGES = {
    "": "",
    "green": _("Green"),
    "yellow": _("Yellow"),
    "amber": _("Amber"),
    "red": _("Red"),
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
    return str(_("yes")) if value else str(_("no"))
