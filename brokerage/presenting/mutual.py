"""Pairs in which each school could give what the other needs, for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from brokerage.matching import Mutual
from brokerage.queries.mutual import topics_named
from schools.models import School, Topic


@dataclass(frozen=True)
class Given:
    """What one school could give: where the two topics differ, they lie in one area."""

    strength: Topic
    need: Topic
    need_id: Any

    @property
    def is_same(self) -> bool:
        return self.strength.pk == self.need.pk


@dataclass(frozen=True)
class Side:
    giver: School
    receiver: School
    given: list[Given]


@dataclass(frozen=True)
class PairCard:
    first: School
    second: School
    sides: tuple[Side, Side]
    minutes: int | None


def pair_cards(
    found: Sequence[Mutual], schools: dict[int, School], needs: dict[tuple[int, int], Any]
) -> list[PairCard]:
    named = topics_named({topic for one in found for pair in (*one.gives, *one.gets) for topic in pair})

    def side(giver: int, receiver: int, pairs: Sequence[tuple[int, int]]) -> Side:
        given = [Given(named[strength], named[need], needs.get((receiver, need))) for strength, need in pairs]
        return Side(schools[giver], schools[receiver], given)

    return [
        PairCard(
            first=schools[one.first],
            second=schools[one.second],
            sides=(side(one.first, one.second, one.gives), side(one.second, one.first, one.gets)),
            minutes=one.minutes,
        )
        for one in found
    ]
