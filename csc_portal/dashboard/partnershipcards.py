"""“Working with others”: the partnerships that a person’s schools are in, each with one word of how it stands
and the last change."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PartnershipState, Permission
from brokerage.queries.partnerships import partners_of_schools
from brokerage.wording.partnerships import STATE_TAGS
from core import authorise
from schools.enums import Role
from sigs.presenting.card import Card

SHOWN = 4
AT_A_SCHOOL = {Role.HEADTEACHER, Role.TEACHER}


def partnerships_at_work(person: Any) -> list[Card]:
    """Of those who work at a school. One query."""
    scopes = [post.scope_id for post in authorise.posts(person) if post.role in AT_A_SCHOOL]
    if not scopes or not authorise.held(person, Permission.VIEW_PARTNERSHIP):
        return []
    together: dict[int, list[Any]] = {}
    for row in partners_of_schools(scopes):
        together.setdefault(row.partnership_id, []).append(row)
    return [partnership_card(rows) for rows in list(together.values())[:SHOWN]]


def partnership_card(others: list[Any]) -> Card:
    """`others`: the partners of one partnership that are not the person’s own schools."""
    row, last = others[0].partnership, others[0].last_contact_on
    lines: list[Any] = [_("With %(schools)s") % {"schools": ", ".join(one.school.name for one in others)}]
    if last:
        lines.append(_("Last contact on %(day)s.") % {"day": date_format(last)})
    elif row.state == PartnershipState.ACTIVE:
        lines.append(_("No contact noted yet."))
    return Card(
        row.title,
        reverse("partnership", args=[row.public_id]),
        lines,
        label=row.get_state_display(),
        kind=STATE_TAGS[PartnershipState(row.state)],
    )
