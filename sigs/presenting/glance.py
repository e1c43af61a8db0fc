"""A group at a glance: one card for each part of its page. Each part adds its function to CARDS."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sigs.models import Group
from sigs.presenting.card import Card
from sigs.presenting.evaluating import evaluation_card
from sigs.presenting.money import money_card
from sigs.presenting.sharing import compare_card
from sigs.presenting.workcards import health_card, next_card, plan_card
from sigs.queries.groups import count_and_convenors


def members_card(group: Group, user: Any) -> Card:
    count, names = count_and_convenors(group)
    convenor = _("Convenor: %(names)s") % {"names": ", ".join(names)} if names else _("No convenor yet.")
    return Card(
        _("Members"),
        reverse("group_members", args=[group.slug]),
        [ngettext("%(n)s school", "%(n)s schools", count) % {"n": count}, convenor],
    )


# In the order of the page. None where there is nothing to say to this person.
CARDS: tuple[Callable[[Group, Any], Card | None], ...] = (
    plan_card,
    next_card,
    health_card,
    compare_card,
    money_card,
    evaluation_card,
    members_card,
)


def glance_of(group: Group, user: Any) -> list[Card]:
    cards = [card(group, user) for card in CARDS]
    return [card for card in cards if card is not None]
