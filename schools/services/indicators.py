"""The catalogue of measures, kept by the data officer. A measure in use may be retired, and brought back; its
figures stay."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.enums import IndicatorState
from schools.models import Indicator

RETIRE = Transition("retire", sources=[IndicatorState.IN_USE], target=IndicatorState.RETIRED)
BRING_BACK = Transition("bring back", sources=[IndicatorState.RETIRED], target=IndicatorState.IN_USE)

REVIEWED_AGAIN_AFTER = dt.timedelta(days=365)


class IndicatorChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this measure while you had it open. What stands there now is below;"
                " your own words are still in the form. Save again to put them in its place."
            )
        )


class ReplacedByItself(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A measure cannot be replaced by itself, or by one that is retired too."))


@transaction.atomic
def change_indicator(*, indicator: Indicator, seen: str, by: User, **words: Any) -> None:
    """`seen` is `stamp()` of what the person had before them."""
    rows = Indicator.objects.filter(pk=indicator.pk)
    if stamp(rows.select_for_update().get()) != seen:
        raise IndicatorChangedMeanwhile
    rows.update(**words, changed_at=clock.now())


@transaction.atomic
def mark_reviewed(*, indicator: Indicator, by: User) -> dt.date:
    """Somebody looked at it today and it still holds. When it is due again."""
    due = clock.today() + REVIEWED_AGAIN_AFTER
    Indicator.objects.filter(pk=indicator.pk).update(
        reviewed_on=clock.today(), next_review_on=due, changed_at=clock.now()
    )
    return due


@transaction.atomic
def retire_indicator(
    *, indicator: Indicator, because_en: str, because_cy: str, replaced_by: Indicator | None, by: User
) -> None:
    """It leaves the lists of measures; its figures stay where they are history."""
    if replaced_by and (replaced_by.pk == indicator.pk or replaced_by.state == IndicatorState.RETIRED):
        raise ReplacedByItself
    advance(
        indicator,
        RETIRE,
        retired_on=clock.today(),
        retired_because_en=because_en,
        retired_because_cy=because_cy,
        replaced_by=replaced_by,
        changed_at=clock.now(),
    )


@transaction.atomic
def restore_indicator(*, indicator: Indicator, by: User) -> None:
    advance(
        indicator,
        BRING_BACK,
        retired_on=None,
        retired_because_en="",
        retired_because_cy="",
        replaced_by=None,
        changed_at=clock.now(),
    )


def stamp(indicator: Indicator) -> str:
    return indicator.changed_at.isoformat() if indicator.changed_at else ""
