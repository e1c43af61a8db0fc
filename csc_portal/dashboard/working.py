"""“Working with others”: the groups that a person works in, each with one word of how it stands, what was
last done in it and what is due next."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import authorise
from schools.enums import Role as SchoolsRole
from sigs.enums import ActionState, Health, Role
from sigs.models import Action, GroupHealth
from sigs.presenting.card import Card
from sigs.queries.groups import groups_of_person
from sigs.wording.health import TAGS

SHOWN = 4
IN_GROUPS = {SchoolsRole.HEADTEACHER, SchoolsRole.TEACHER, Role.CONVENOR}


def groups_at_work(person: Any) -> list[Card]:
    """The main group first, newer ones before older ones. One query."""
    actions = Action.objects.filter(group=OuterRef("pk")).order_by()
    groups = groups_of_person(person).annotate(
        line=Subquery(GroupHealth.objects.filter(group=OuterRef("pk")).values("line")[:1]),
        done_on=Subquery(
            actions.filter(state=ActionState.DONE).order_by("-over_at").values(day=TruncDate("over_at"))[:1]
        ),
        due_on=Subquery(
            actions.filter(state=ActionState.OPEN).order_by("due_on").values(day=F("due_on"))[:1]
        ),
        has_actions=Exists(actions),
    )
    in_order = groups.order_by("tier__position", F("year").desc(nulls_last=True), "name_en", "pk")
    return [group_card(group) for group in in_order[:SHOWN]]


def works_in_groups(person: Any) -> bool:
    """Who works at a school or leads a group. An adviser sees the groups of a caseload in their list."""
    return any(post.role in IN_GROUPS for post in authorise.posts(person))


def group_card(group: Any) -> Card:
    health = Health(group.line) if group.line else None
    return Card(
        group.name,
        reverse("group", args=[group.slug]),
        list(lines(group)),
        label=health.label if health else "",
        kind=TAGS[health] if health else "",
    )


def lines(group: Any) -> Iterator[Any]:
    yield group.tier.name
    if group.due_on:
        yield _("Next action due by %(day)s.") % {"day": date_format(group.due_on)}
    if group.done_on:
        yield _("Last action done on %(day)s.") % {"day": date_format(group.done_on)}
    elif not group.has_actions:
        yield _("No action agreed yet.")
