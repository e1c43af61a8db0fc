"""Two schools change places by hand: a new run made from another, which stays as it is."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import School
from sigs.enums import CompositionRunState
from sigs.matching import Swap, scoreboard, weigh_swap
from sigs.models import CompositionRun
from sigs.queries.compositions import placement_of
from sigs.services.composing.compositions import in_turn
from sigs.services.composing.problems import kept_problem, names_of
from sigs.services.composing.refusals import BreaksRules, broken
from sigs.services.composing.runs import next_number
from sigs.services.composing.storing import ceilings_of, place, randoms, stored_terms, terms_of


class NotInGroups(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose two schools that stand in different groups of this run."))


class NotDone(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This run has no groups in which schools could change places."))


def weighed_swap(run: CompositionRun, placement: Mapping[int, int], first: int, second: int) -> Swap:
    """What would change, by what the run read."""
    if placement.get(first) is None or placement.get(first) == placement.get(second, placement.get(first)):
        raise NotInGroups
    return weigh_swap(kept_problem(run), placement, first, second)


@transaction.atomic
def swap_schools(*, run: CompositionRun, first: School, second: School, by: User) -> CompositionRun:
    """The run that is made by it. Refused: what would break a rule that holds (BreaksRules)."""
    composition = in_turn(run.composition)
    if run.state != CompositionRunState.DONE:
        raise NotDone
    swap = weighed_swap(run, placement_of(run), first.pk, second.pk)
    if swap.breaks:
        names = names_of(school for found in swap.breaks for school in found.schools)
        raise BreaksRules(broken(found, names) for found in swap.breaks)
    before = terms_of(run)
    terms = scoreboard(
        kept_problem(run), swap.placement, random=randoms(before), ceilings=ceilings_of(before)
    )
    now = clock.now()
    made = CompositionRun.objects.create(
        composition=composition,
        number=next_number(composition),
        state=CompositionRunState.DONE,
        rules=run.rules,
        seed=run.seed,
        iterations=0,
        engine_version=run.engine_version,
        data=run.data,
        parent=run,
        swapped=first,
        swapped_with=second,
        asked_at=now,
        asked_by=by,
        started_at=now,
        finished_at=now,
        cost=(run.cost or 0) + swap.cost,
        **stored_terms(terms),
        steps=run.steps,
        group_count=run.group_count,
        school_count=run.school_count,
    )
    place(made, swap.placement)
    return made
