"""The dashboard's tables as one sheet: what, for which group, which figure."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.spreadsheets import Cell

Row = list[Cell]


def figures_table(context: dict[str, Any]) -> tuple[list[str], list[Row]]:
    header = [str(_("Table")), str(_("Group")), str(_("Figure")), str(_("Value"))]
    kinds = (category_rows, movement_rows, support_rows, attendance_rows, share_rows)
    rows = [row for kind in kinds for row in kind(context)]
    return header, rows


def category_rows(context: dict[str, Any]) -> Iterator[Row]:
    block = context["categories"]
    for row in block.rows if block else []:
        for heading, count in zip(block.headings, row.counts, strict=True):
            yield [str(_("National support categories")), row.label, str(heading), count]


def movement_rows(context: dict[str, Any]) -> Iterator[Row]:
    block = context["movement"]
    if block is None:
        return
    flow = block.flow
    for start, counts in zip(flow.categories, flow.counts, strict=True):
        for end, count in zip(flow.categories, counts, strict=True):
            group = f"{flow.from_label} {start.name}"
            yield [str(_("Movement between the two years")), group, f"{flow.to_label} {end.name}", count]


def support_rows(context: dict[str, Any]) -> Iterator[Row]:
    """Of the region's own levels; a count that the reader is not shown is left out."""
    block = context["support"]
    if block is None:
        return
    for row in block.rows:
        for heading, cell in zip(block.headings, row.counts, strict=True):
            if cell.count is not None:
                yield [str(_("The region’s own support levels")), row.label, str(heading), cell.count]
    flow = block.flow
    for start, counts in zip(flow.categories, flow.counts, strict=True) if flow else []:
        for end, count in zip(flow.categories, counts, strict=True):
            group = f"{flow.from_label} {start.name}"
            name = str(_("Movement between the region’s own levels"))
            yield [name, group, f"{flow.to_label} {end.name}", count]


def attendance_rows(context: dict[str, Any]) -> Iterator[Row]:
    block = context["attendance"]
    for row in block.rows if block else []:
        figures = [
            (_("Schools"), row.schools),
            (_("Lowest"), row.lowest),
            (_("Lower quarter"), row.q1),
            (_("Middle"), row.median),
            (_("Upper quarter"), row.q3),
            (_("Highest"), row.highest),
        ]
        for heading, value in figures:
            yield [str(_("Attendance")), row.label, str(heading), value]


def share_rows(context: dict[str, Any]) -> Iterator[Row]:
    block = context["places"]
    for row in block.rows if block else []:
        yield [str(_("Eligible for free school meals")), row.name, str(_("Share of pupils")), row.share]
        yield [str(_("Eligible for free school meals")), row.name, str(_("Schools")), row.schools]
