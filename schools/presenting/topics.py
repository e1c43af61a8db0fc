"""The tree of topics with how many schools stand behind each, by authority. In the tree's order, never by
number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schools.models import Authority, Topic
from schools.queries.topics import Branch

Counts = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class TopicRow:
    topic: Topic
    is_area: bool
    cells: list[tuple[Authority, int]]

    @property
    def total(self) -> int:
        return sum(count for _place, count in self.cells)


def topic_rows(tree: Sequence[Branch], counts: Counts, authorities: Sequence[Authority]) -> list[TopicRow]:
    def row(topic: Topic, is_area: bool) -> TopicRow:
        return TopicRow(
            topic, is_area, [(place, counts.get((topic.pk, place.pk), 0)) for place in authorities]
        )

    rows = []
    for branch in tree:
        rows.append(row(branch.area, True))
        rows += [row(topic, False) for topic in branch.topics]
    return rows
