"""Staff-days out of school in words: what is booked of the head's ceiling, by purpose, and who pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from schools.enums import PaidBy, TimeOutPurpose
from schools.models import Authority
from schools.queries.timeout import Room, Sums
from schools.units import days_written


def pounds(amount: Decimal | None) -> str:
    """£1,140 or £142.50; a dash while nobody knows."""
    if amount is None:
        return "–"
    places = 0 if amount == amount.to_integral_value() else 2
    return str(_("£%(number)s")) % {"number": number_format(amount, places, force_grouping=True)}


def room_words(room: Room) -> str:
    facts = {"booked": days_written(room.booked)}
    if room.ceiling is None or room.left is None:
        return str(_("Staff-days booked: %(booked)s. The headteacher has set no ceiling.")) % facts
    facts |= {"ceiling": days_written(room.ceiling), "left": days_written(abs(room.left))}
    if room.left < 0:
        words = _("Staff-days booked: %(booked)s. That is %(left)s beyond the head's ceiling of %(ceiling)s.")
    else:
        words = _("Staff-days booked: %(booked)s of the head's ceiling of %(ceiling)s; %(left)s are left.")
    return str(words) % facts


@dataclass(frozen=True)
class SumRow:
    name: object
    text: str


def purpose_rows(sums: Sums) -> list[SumRow]:
    """In the order of the kinds of work."""
    return [
        SumRow(purpose.label, days_written(sums.by_purpose[purpose]))
        for purpose in TimeOutPurpose
        if purpose in sums.by_purpose
    ]


def payer_rows(sums: Sums) -> list[SumRow]:
    return [SumRow(payer.label, pounds(sums.by_payer[payer])) for payer in PaidBy if payer in sums.by_payer]


@dataclass(frozen=True)
class OverviewRow:
    purpose: object
    cells: list[tuple[Authority, str]]
    days: str
    cover: str


def overview_rows(
    found: dict[tuple[int, str], tuple[Decimal, Decimal | None, int]], authorities: Iterable[Authority]
) -> list[OverviewRow]:
    """Days by purpose and authority, with what cover comes to."""
    places = list(authorities)
    rows = []
    for purpose in TimeOutPurpose:
        of_purpose = [found.get((place.pk, purpose)) for place in places]
        known = [row for row in of_purpose if row]
        if known:
            cells = [
                (place, days_written(row[0]) if row else "–")
                for place, row in zip(places, of_purpose, strict=True)
            ]
            days = sum((row[0] for row in known), Decimal(0))
            priced = [row[1] for row in known if row[1] is not None]
            cover = sum(priced, Decimal(0)) if priced else None
            rows.append(OverviewRow(purpose.label, cells, days_written(days), pounds(cover)))
    return rows
