"""A cluster's transition and curriculum plan: what pupils meet again, who sees to it, by when."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from sigs.models import Group, TransitionTheme
from sigs.queries.pilots import is_cluster
from sigs.services.money.refusals import ChangedMeanwhile
from sigs.services.still import refuse_still


class NoCluster(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Only a cluster has a transition plan."))


@transaction.atomic
def save_theme(
    *, group: Group, by: User, theme: TransitionTheme | None = None, version: int = 1, **facts: Any
) -> TransitionTheme:
    """A new theme, or a changed one: `version` is the one that the person had before them."""
    refuse_still(group)
    if not is_cluster(group):
        raise NoCluster
    stamp = {"changed_at": clock.now(), "changed_by": by}
    if theme is None:
        return TransitionTheme.objects.create(group=group, **facts, **stamp)
    living = TransitionTheme.objects.filter(pk=theme.pk, version=version, dropped_on=None)
    if not living.update(version=F("version") + 1, **facts, **stamp):
        raise ChangedMeanwhile
    theme.refresh_from_db()
    return theme


@transaction.atomic
def end_theme(*, theme: TransitionTheme, done: bool, by: User) -> None:
    """Done, or dropped: it stays on record either way."""
    refuse_still(theme.group)
    column = "done_on" if done else "dropped_on"
    day: dict[str, dt.date] = {column: clock.today()}
    ended = TransitionTheme.objects.filter(pk=theme.pk, dropped_on=None, done_on=None).update(
        version=F("version") + 1, changed_at=clock.now(), changed_by=by, **day
    )
    if not ended:
        raise ChangedMeanwhile
