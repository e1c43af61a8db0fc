"""The money of a group and of the region, as rows and files."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.spreadsheets import Cell
from schools.models import School
from schools.queries.days import this_year
from schools.units import academic_year
from sigs.enums import SpendKind, TrancheState
from sigs.models import Group, SpendLine, Tranche
from sigs.presenting.card import Card
from sigs.queries.money import Account, Gate, GroupRow, standing
from sigs.wording.pounds import pounds


@dataclass(frozen=True)
class TrancheRow:
    tranche: Tranche
    gate: Gate
    # Where somebody may decide on it now.
    url: str = ""

    @property
    def left(self) -> Decimal:
        return self.tranche.amount - self.tranche.spent

    @property
    def words(self) -> str:
        """What the bar shows: £250 of £1,000 spent."""
        return str(_("%(spent)s of %(amount)s spent")) % {
            "spent": pounds(self.tranche.spent),
            "amount": pounds(self.tranche.amount),
        }


def tranche_rows(account: Account, gates: dict[int, Gate], decides: bool) -> list[TrancheRow]:
    return [
        TrancheRow(
            row,
            gates[row.pk],
            reverse("tranche", args=[row.public_id])
            if decides and row.state != TrancheState.RELEASED
            else "",
        )
        for row in account.tranches
    ]


def cover_by_school(lines: Iterable[SpendLine]) -> list[tuple[School, Decimal]]:
    """What the group's money paid for cover at each school, by the schools' names."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    schools = {}
    for line in lines:
        if line.kind == SpendKind.COVER and line.school:
            found[line.school.pk] += line.amount
            schools[line.school.pk] = line.school
    rows = [(schools[pk], amount) for pk, amount in found.items() if amount]
    return sorted(rows, key=lambda row: row[0].sort_en)


def money_card(group: Group, user: Any) -> Card | None:
    sums, following, gate = standing(group, this_year())
    url = reverse("group_money", args=[group.slug])
    if not sums.any:
        return Card(_("Money"), url, [_("No money is planned for this group this year.")])
    facts = {"left": pounds(sums.left), "released": pounds(sums.released)}
    lines = [_("%(left)s left to spend of %(released)s") % facts]
    if following:
        said = (
            _("The next tranche, %(amount)s, can be released.")
            if gate.is_open
            else _("The next tranche, %(amount)s, waits for the evaluation.")
        )
        lines.append(said % {"amount": pounds(following.amount)})
    return Card(_("Money"), url, lines)


LINE_HEADER = [
    _("Group"),
    _("Academic year"),
    _("Grant"),
    _("Funder"),
    _("Conditions"),
    _("Tranche"),
    _("Date"),
    _("What for"),
    _("What it was"),
    _("School whose cover was paid"),
    _("Amount, £"),
    _("Receipt"),
    _("Written by"),
    _("Takes back"),
]


def line_cells(group: Group, lines: Iterable[SpendLine]) -> list[list[Cell]]:
    return [
        [
            str(group.name),
            academic_year(line.tranche.grant.year),
            str(line.tranche.grant.name),
            line.tranche.grant.funder,
            str(line.tranche.grant.conditions),
            line.tranche.number,
            line.spent_on.isoformat(),
            str(line.get_kind_display()),
            line.what,
            str(line.school.name) if line.school else None,
            float(line.amount),
            line.receipt or None,
            line.written_by.name,
            line.corrects.what if line.corrects else None,
        ]
        for line in lines
    ]


STATEMENT_HEADER = [
    _("Group"),
    _("Kind of group"),
    _("Academic year"),
    _("Grant"),
    _("Funder"),
    _("Conditions"),
    _("Kind of money"),
    _("Tranche"),
    _("Due on"),
    _("State"),
    _("Amount, £"),
    _("Spent, £"),
    _("Left, £"),
]


def statement_cells(rows: Iterable[GroupRow]) -> list[list[Cell]]:
    return [
        [
            str(row.group.name),
            str(row.group.tier.name),
            academic_year(account.grant.year),
            str(account.grant.name),
            account.grant.funder,
            str(account.grant.conditions),
            str(tranche.get_kind_display()),
            tranche.number,
            tranche.due_on.isoformat(),
            str(tranche.get_state_display()),
            float(tranche.amount),
            float(tranche.spent),
            float(tranche.amount - tranche.spent) if tranche.state == TrancheState.RELEASED else None,
        ]
        for row in rows
        for account in row.accounts
        for tranche in account.tranches
    ]
