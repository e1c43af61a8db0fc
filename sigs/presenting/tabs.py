"""The parts of a group's page, in the order of their tabs. Each part adds its line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sigs.models import Group
from sigs.queries.pilots import is_cluster


def always(group: Group) -> bool:
    return True


@dataclass(frozen=True)
class Tab:
    label: Any
    url_name: str
    shown: Callable[[Group], bool] = always


TABS = (
    Tab(_("At a glance"), "group"),
    Tab(_("Plan"), "group_plan"),
    Tab(_("Meetings"), "group_meetings"),
    Tab(_("Compare"), "group_compare"),
    Tab(_("Pairs"), "group_pairs"),
    Tab(_("Money"), "group_money"),
    Tab(_("Evaluation"), "group_evaluation"),
    Tab(_("Moving up"), "group_transition", is_cluster),
    Tab(_("Members"), "group_members"),
)


def tabs_of(group: Group) -> list[dict[str, Any]]:
    return [
        {"label": tab.label, "url": reverse(tab.url_name, args=[group.slug])}
        for tab in TABS
        if tab.shown(group)
    ]
