"""The comparison of a group as a file: the rows of the page and nothing else."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.spreadsheets import Cell as FileCell
from schools.disclosure import Shown
from schools.enums import Group, ShareLevel
from sigs.presenting.compare import Cell, Comparing, Measure, SchoolRow

HEADER: Sequence[StrOrPromise] = [
    _("School"),
    _("Shares"),
    _("Measure"),
    _("Pupils"),
    _("Year"),
    _("Figure"),
    _("Quarter"),
    _("Beside what is expected"),
    _("Note"),
]


def compare_file(page: Comparing) -> tuple[list[str], list[list[FileCell]]]:
    rows = [line for measure in page.measures for row in measure.rows for line in lines_of(measure, row)]
    return [str(heading) for heading in HEADER], rows


def lines_of(measure: Measure, row: SchoolRow) -> list[list[FileCell]]:
    found = [
        line(measure, row, Group.ALL, year, cell) for year, cell in zip(measure.years, row.cells, strict=True)
    ]
    if row.together:
        found.append(line(measure, row, Group.ALL, row.together.together, row.together))
    if row.gap:
        for group, shown in ((Group.EFSM, row.gap.eligible), (Group.NOT_EFSM, row.gap.others)):
            found.append(line(measure, row, group, row.gap.year, Cell(shown)))
    return found


def line(measure: Measure, row: SchoolRow, group: Group, year: str, cell: Cell) -> list[FileCell]:
    return [
        str(row.school.name),
        str(ShareLevel(row.level).label),
        " – ".join(str(words) for words in (measure.indicator.name, measure.part_label) if words),
        str(group.label),
        year,
        rounded(measure, cell.shown),
        cell.quarter,
        str(cell.expected),
        str(cell.shown.reason) if cell.shown.value is None else "",
    ]


def rounded(measure: Measure, shown: Shown) -> float | None:
    return None if shown.value is None else round(shown.value, measure.indicator.decimals)
