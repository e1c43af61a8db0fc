"""What is to be composed: begun, given rules, dropped. The life of a composition:

draft → sent → published     (sigs.services of the draft to the heads)
draft, sent → dropped
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.models import Authority, Region
from sigs.enums import CompositionState
from sigs.models import Composition
from sigs.queries.compositions import schools_composed
from sigs.services.composing.asked import Asked, fitted, usual
from sigs.services.composing.problems import stage_year

DROP = Transition(
    "drop", sources=[CompositionState.DRAFT, CompositionState.SENT], target=CompositionState.DROPPED
)
AT_WORK = (CompositionState.DRAFT, CompositionState.SENT)


class NoSchools(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is no open school of this kind in the region."))


class NotAtWork(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This is published or dropped. Its rules and runs can no longer be changed."))


class ChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed the rules while you had this page open. Look at them, then change "
                "again."
            )
        )


@transaction.atomic
def begin_composition(*, region: Region, by: User, **facts: Any) -> Composition:
    """With the rules that are usual for so many schools. `facts`: columns of Composition."""
    composition = Composition(region=region, made_by=by, made_at=clock.now(), **facts)
    count = schools_composed(composition).count()
    if not count:
        raise NoSchools
    authorities = Authority.objects.filter(region=region).count()
    composition.rules = usual(composition.schools, count, authorities).stored()
    composition.stage_year = stage_year(composition)
    composition.save()
    return composition


@transaction.atomic
def change_rules(*, composition: Composition, asked: Asked, seen: int, by: User, **facts: Any) -> None:
    """`seen`: the version that whoever changes had before them. `facts`: columns that change with the rules,
    such as the source of the stages."""
    for name, value in facts.items():
        setattr(composition, name, value)
    if facts:
        asked = fitted(asked, schools_composed(composition).count())
        facts["stage_year"] = composition.stage_year = stage_year(composition)
    rules = asked.stored()
    changed = Composition.objects.filter(pk=composition.pk, version=seen, state__in=AT_WORK).update(
        rules=rules, version=F("version") + 1, **facts
    )
    if not changed:
        composition.refresh_from_db()
        raise ChangedMeanwhile if composition.state in AT_WORK else NotAtWork
    composition.rules, composition.version = rules, seen + 1


@transaction.atomic
def pin_school(*, composition: Composition, school: int, number: int | None, by: User) -> None:
    """For the runs to come, into the group of that number; `None` sets it free."""
    locked = in_turn(composition)
    asked = Asked.read(locked.rules)
    pins = {pinned: group for pinned, group in asked.pins.items() if pinned != school}
    if number is not None:
        pins[school] = number
    change_rules(composition=composition, asked=asked.but(pins=pins), seen=locked.version, by=by)


def in_turn(composition: Composition) -> Composition:
    """Until the transaction ends, nobody else starts or stores a run of it or changes its rules."""
    locked: Composition = Composition.objects.select_for_update(no_key=True).get(pk=composition.pk)
    if locked.state not in AT_WORK:
        raise NotAtWork
    return locked


@transaction.atomic
def drop_composition(*, composition: Composition, by: User) -> None:
    advance(composition, DROP, dropped_at=clock.now(), dropped_by=by)
