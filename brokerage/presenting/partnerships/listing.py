"""Partnerships in a list: who with whom, one word of how it stands, the last change and what is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PartnershipState, Side
from brokerage.models import Partner
from brokerage.wording.partnerships import STATE_TAGS
from core import clock


@dataclass(frozen=True)
class ListRow:
    partnership: Any
    tag: str
    helped: list[Partner]
    helping: list[Partner]
    lines: list[Any]


def list_rows(partnerships: Iterable[Any]) -> list[ListRow]:
    return [row_of(row) for row in partnerships]


def row_of(row: Any) -> ListRow:
    partners = list(row.partners.all())
    return ListRow(
        partnership=row,
        tag=STATE_TAGS[PartnershipState(row.state)],
        helped=[one for one in partners if one.side == Side.RECEIVES],
        helping=[one for one in partners if one.side == Side.PROVIDES],
        lines=list(lines(row, partners)),
    )


def lines(row: Any, partners: list[Partner]) -> Iterator[Any]:
    """`row` was read with_last_change."""
    if row.state == PartnershipState.AGREEING:
        waiting = ", ".join(one.school.name for one in partners if not one.agreed_at)
        yield _("Waiting for %(schools)s.") % {"schools": waiting}
    if row.state in {PartnershipState.PAUSED, PartnershipState.STOPPED}:
        yield row.halted_because
    if row.last_contact_on:
        yield _("Last contact on %(day)s.") % {"day": date_format(row.last_contact_on)}
    elif row.state == PartnershipState.ACTIVE:
        yield _("No contact noted yet.")
    if row.state == PartnershipState.ACTIVE and row.review_due_on:
        late = row.review_due_on < clock.today()
        said = _("Review overdue since %(day)s.") if late else _("Next review by %(day)s.")
        yield said % {"day": date_format(row.review_due_on)}
    if row.closed_at:
        yield _("Closed on %(day)s.") % {"day": date_format(clock.on_the_wall(row.closed_at))}
