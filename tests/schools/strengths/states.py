"""A strength and a need in each of their states."""

from schools.enums import NeedState, StrengthState
from schools.models import Need, Strength
from tests.factories import MOMENT
from tests.personas import World
from tests.schools.strengths.saying import a_need, a_strength


def a_strength_in(world: World, state: str) -> Strength:
    head = world.people.head
    strength = a_strength(world.school, head)
    if state == StrengthState.WITHDRAWN:
        facts = {"withdrawn_at": MOMENT, "withdrawn_by": head, "withdrawn_because": "No longer"}
        Strength.objects.filter(pk=strength.pk).update(state=state, **facts)
    return Strength.objects.get(pk=strength.pk)


def a_need_in(world: World, state: str) -> Need:
    head = world.people.head
    need = a_need(world.school, head)
    facts = {}
    if state == NeedState.WITHDRAWN:
        facts = {"withdrawn_at": MOMENT, "withdrawn_by": head, "withdrawn_because": "No longer"}
    elif state == NeedState.MET:
        facts = {"met_at": MOMENT, "met_by": head, "met_through": "A neighbour"}
    Need.objects.filter(pk=need.pk).update(state=state, **facts)
    return Need.objects.get(pk=need.pk)
