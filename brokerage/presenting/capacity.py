"""Capacity in words and rows: by supplier, by adviser, and staff-days out of school."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from brokerage.enums import Willing
from brokerage.models import Offer
from brokerage.presenting.offers import WILLING_TAGS
from brokerage.queries.capacity import Together
from brokerage.queries.offers import Standing, standing_of
from core.models import User
from core.spreadsheets import Cell
from schools.enums import PaidBy
from schools.models import School
from schools.queries.days import Ledger, advisers_of, ledgers_now
from schools.units import days_written


@dataclass(frozen=True)
class SupplierRow:
    # As offers_seen gives it, with its sums.
    offer: Any
    standing: Standing

    @property
    def school(self) -> School:
        school: School = self.offer.school
        return school

    @property
    def tag(self) -> str:
        return WILLING_TAGS[Willing(self.offer.willing)]

    @property
    def helps(self) -> bool:
        return bool(self.offer.willing != Willing.NO)

    @property
    def done(self) -> Decimal:
        found: Decimal = self.offer.used + self.offer.booked
        return found

    @property
    def left(self) -> Decimal:
        found: Decimal = self.offer.days - self.offer.promised
        return max(found, Decimal(0))

    @property
    def words(self) -> str:
        """What the bar shows."""
        if not self.offer.promised:
            return str(_("None of %(days)s promised yet")) % {"days": days_written(self.offer.days)}
        words = _("%(used)s used, %(booked)s booked, %(promised)s promised of %(days)s")
        return str(words) % {
            "used": days_written(self.offer.used),
            "booked": days_written(self.offer.booked),
            "promised": days_written(self.offer.held),
            "days": days_written(self.offer.days),
        }

    @property
    def out_words(self) -> str:
        """Staff-days out of school, for whatever purpose, beside the head's own ceiling."""
        out = days_written(self.offer.out)
        if self.offer.out_ceiling is None:
            return out
        return str(_("%(out)s of %(ceiling)s")) % {
            "out": out,
            "ceiling": days_written(self.offer.out_ceiling),
        }


def supplier_rows(offers: Iterable[Offer]) -> list[SupplierRow]:
    return [SupplierRow(offer, standing_of(offer)) for offer in offers]


def headline(found: Together) -> str:
    """What it comes to, in one sentence."""
    words = ngettext(
        "%(n)s school offers help: %(left)s of %(days)s staff-days are left.",
        "%(n)s schools offer help: %(left)s of %(days)s staff-days are left.",
        found.helping,
    )
    return words % {
        "n": found.helping,
        "left": days_written(max(found.left, Decimal(0))),
        "days": days_written(found.days),
    }


@dataclass
class AdviserRow:
    """The days of support of an adviser's schools. `ceiling`: of those that have one, together."""

    person: User
    schools: int = 0
    ceiling: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    planned: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal:
        return self.ceiling - self.used - self.planned

    @property
    def words(self) -> str:
        words = _("%(used)s used, %(planned)s planned of %(ceiling)s")
        return str(words) % {
            "used": days_written(self.used),
            "planned": days_written(self.planned),
            "ceiling": days_written(self.ceiling),
        }


def adviser_rows(schools: Iterable[School]) -> list[AdviserRow]:
    """By name. A school with two advisers counts for both; schools were read `with_days`."""
    rows = list(schools)
    ledgers: dict[int, Ledger] = ledgers_now(rows)
    found: dict[int, AdviserRow] = {}
    for school, people in advisers_of(rows).items():
        for person in people:
            row = found.setdefault(person.pk, AdviserRow(person))
            row.schools += 1
            row.ceiling += ledgers[school].allowed or 0
            row.used += ledgers[school].used
            row.planned += ledgers[school].planned
    return sorted(found.values(), key=lambda row: (row.person.name.casefold(), row.person.pk))


@dataclass(frozen=True)
class PayerRow:
    label: StrOrPromise
    days: str
    cover: str


def payer_rows(found: dict[str, tuple[Decimal, Decimal | None]]) -> list[PayerRow]:
    named: list[tuple[str, StrOrPromise]] = [
        *((str(payer.value), payer.label) for payer in PaidBy),
        ("", _("Nobody has said")),
    ]
    return [
        PayerRow(label, days_written(found[payer][0]), pounds(found[payer][1]))
        for payer, label in named
        if payer in found
    ]


def pounds(amount: Decimal | None) -> str:
    if amount is None:
        return "–"
    places = 0 if amount == amount.to_integral_value() else 2
    return str(_("£%(number)s")) % {"number": number_format(amount, places, force_grouping=True)}


HEADER = [
    _("School number"),
    _("School"),
    _("Authority"),
    _("Helps this year"),
    _("Last said to be true"),
    _("Days offered"),
    _("Promised"),
    _("Booked"),
    _("Used"),
    _("Left"),
    _("Staff-days out of school"),
    _("Head's ceiling"),
]


def cells(rows: Iterable[SupplierRow]) -> list[list[Cell]]:
    return [
        [
            row.school.number,
            str(row.school.name),
            str(row.school.authority.name),
            str(row.offer.get_willing_display()),
            row.standing.said_on.isoformat(),
            float(row.offer.days),
            float(row.offer.held),
            float(row.offer.booked),
            float(row.offer.used),
            float(row.left),
            float(row.offer.out),
            None if row.offer.out_ceiling is None else float(row.offer.out_ceiling),
        ]
        for row in rows
    ]
