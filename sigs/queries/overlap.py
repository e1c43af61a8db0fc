"""Who works on the same already: said to a convenor, with whom to talk to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schools.models import Topic
from sigs.models import Group, Plan
from sigs.queries.groups import convenors_of
from sigs.queries.plans import topics_of_living_plans


@dataclass(frozen=True)
class Elsewhere:
    """A group that works on the topic now, and who leads it."""

    topic: Topic
    group: Group
    leaders: tuple[str, ...]


def in_plans(topics: Iterable[Topic], besides: Group) -> list[Elsewhere]:
    """In living plans of other groups."""
    living = topics_of_living_plans()
    found = [
        (topic, plan.group)
        for topic in topics
        for plan in living.get(topic.pk, [])
        if plan.group_id != besides.pk
    ]
    leaders = convenors_of([group for _topic, group in found]) if found else {}
    return [Elsewhere(topic, group, tuple(leaders.get(group.pk, []))) for topic, group in found]


# Where else a topic can stand. What is offered to schools from elsewhere adds its function.
SOURCES: tuple[Callable[[Iterable[Topic], Group], list[Elsewhere]], ...] = (in_plans,)


def overlaps_of(plan: Plan) -> list[Elsewhere]:
    topics = [need.topic for need in plan.needs.all()]
    return [row for source in SOURCES for row in source(topics, plan.group)] if topics else []
