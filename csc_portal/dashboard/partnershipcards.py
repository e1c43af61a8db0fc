"""“Working with others”: the partnerships that a person’s schools are in, each with one word of how it stands
and the last change."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PartnershipState
from brokerage.wording.partnerships import STATE_TAGS
from sigs.presenting.card import Card

SHOWN = 4


def partnership_cards(rows: Iterable[dict[str, Any]]) -> list[Card]:
    """`rows`: the other schools, as csc_portal.dashboard.ownrows gives them, the newest partnership first."""
    together: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        together.setdefault(row["id"], []).append(row)
    return [card_of(others) for others in list(together.values())[:SHOWN]]


def card_of(others: Sequence[dict[str, Any]]) -> Card:
    row = others[0]
    state = PartnershipState(row["state"])
    lines: list[Any] = [_("With %(schools)s") % {"schools": ", ".join(one["school"] for one in others)}]
    if row["last"]:
        lines.append(_("Last contact on %(day)s.") % {"day": date_format(dt.date.fromisoformat(row["last"]))})
    elif state == PartnershipState.ACTIVE:
        lines.append(_("No contact noted yet."))
    return Card(
        row["title"],
        reverse("partnership", args=[row["public_id"]]),
        lines,
        label=state.label,
        kind=STATE_TAGS[state],
    )
