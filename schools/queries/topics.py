"""The topics that schools work on: areas, and the topics under each. Retired ones are left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from schools.models import Topic


@dataclass(frozen=True)
class Branch:
    area: Topic
    topics: list[Topic]


def areas() -> list[Topic]:
    """The living areas in their order."""
    return list(Topic.objects.filter(parent__isnull=True, retired_on__isnull=True).order_by("position", "pk"))


def tree() -> list[Branch]:
    """The living areas with their living topics; one query."""
    living = Topic.objects.filter(retired_on__isnull=True).order_by("position", "pk")
    under: dict[int | None, list[Topic]] = {}
    for topic in living:
        under.setdefault(topic.parent_id, []).append(topic)
    return [Branch(area, under.get(area.pk, [])) for area in under.get(None, [])]


def topic_coded(code: str) -> Topic | None:
    """An area or a topic, with its area; retired ones too, since what names them stays readable."""
    return Topic.objects.select_related("parent").filter(code=code).first()


def area_ids(topics: Iterable[int]) -> dict[int, int]:
    """The area of each topic; an area is its own."""
    rows = Topic.objects.filter(pk__in=list(topics)).values_list("pk", "parent_id")
    return {pk: parent or pk for pk, parent in rows}
