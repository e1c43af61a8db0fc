"""What a school offers, in words: how fresh it is, what of its days is left, and to whom they go."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PromiseState, Willing
from brokerage.models import Offer, Promise
from brokerage.queries.offers import Standing, promises_of, standing_of
from schools.units import days_written

WILLING_TAGS = {Willing.YES: "good", Willing.MAYBE: "waiting", Willing.NO: "quiet"}
PROMISE_TAGS = {
    PromiseState.PROMISED: "waiting",
    PromiseState.BOOKED: "",
    PromiseState.USED: "good",
    PromiseState.RELEASED: "quiet",
}


@dataclass(frozen=True)
class PromiseRow:
    row: Promise
    tag: str

    @property
    def is_free(self) -> bool:
        return self.row.state == PromiseState.RELEASED


@dataclass(frozen=True)
class OfferPage:
    offer: Offer
    standing: Standing
    promises: Sequence[PromiseRow]

    @property
    def tag(self) -> str:
        return WILLING_TAGS[Willing(self.offer.willing)]

    @property
    def helps(self) -> bool:
        return self.offer.willing != Willing.NO

    @property
    def left(self) -> Decimal:
        return self.offer.days - self.offer.promised

    @property
    def days_words(self) -> str:
        """7 of 12 staff-days are left; 2 promised, 3 booked, none used."""
        facts = {
            "days": days_written(self.offer.days),
            "left": days_written(max(self.left, Decimal(0))),
            **{state: days_written(self.sum_of(state)) for state in ("promised", "booked", "used")},
        }
        words = _(
            "%(left)s of %(days)s staff-days are left: %(promised)s promised, %(booked)s booked,"
            " %(used)s used."
        )
        return str(words) % facts

    def sum_of(self, state: str) -> Decimal:
        return sum((one.row.days for one in self.promises if one.row.state == state), Decimal(0))

    @property
    def fresh_words(self) -> str:
        return fresh_words(self.standing)


def fresh_words(standing: Standing) -> str:
    days = {"said": date_format(standing.said_on), "fades": date_format(standing.fades_on)}
    if standing.is_faded:
        words = _("Last said to be true on %(said)s. It has faded: brokers do not see it any more.")
    elif standing.is_asked:
        words = _("Last said to be true on %(said)s. Without a word from you it fades after %(fades)s.")
    else:
        words = _("Said to be true on %(said)s.")
    return str(words) % days


def offer_page(offer: Offer) -> OfferPage:
    rows = [PromiseRow(row, PROMISE_TAGS[PromiseState(row.state)]) for row in promises_of(offer)]
    return OfferPage(offer, standing_of(offer), rows)
