"""The board of unmet needs: topic × authority, language of help or phase, net of what programmes meet."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from brokerage.enums import HelpLanguage
from brokerage.matching.netting import given_to
from brokerage.models import Ask, NationalProvision
from brokerage.presenting.asks import waited_words
from brokerage.queries.unmet import fits
from schools.enums import Phase
from schools.models import Authority, Topic

AUTHORITY, LANGUAGE, PHASE = "authority", "language", "phase"
BY: dict[str, StrOrPromise] = {
    AUTHORITY: _("By authority"),
    LANGUAGE: _("By language of help"),
    PHASE: _("By phase"),
}


@dataclass(frozen=True)
class Column:
    key: Any
    name: StrOrPromise


@dataclass(frozen=True)
class Row:
    """Cells are net; `needs` and `met` say what they are net of."""

    topic: Topic
    is_area: bool
    cells: list[tuple[Column, int]]
    needs: int
    met: int

    @property
    def net(self) -> int:
        return self.needs - self.met


@dataclass(frozen=True)
class UnmetNeed:
    ask: Ask
    waited: str
    met_by: NationalProvision | None


@dataclass(frozen=True)
class Board:
    columns: list[Column]
    rows: list[Row]
    needs: list[UnmetNeed]
    met: int

    @property
    def net(self) -> int:
        return len(self.needs) - self.met


def board(
    asks: Sequence[Ask],
    programmes: Sequence[NationalProvision],
    authorities: Sequence[Authority],
    by: str,
) -> Board:
    """`asks` in the order in which they came to stand on the board."""
    met_by = met(asks, programmes)
    columns = columns_of(by, authorities)
    key = KEYS[by]
    needs = [UnmetNeed(ask, waited_words(ask), met_by.get(ask.pk)) for ask in asks]
    topics = {ask.topic_id: ask.topic for ask in asks}
    areas = {topic.parent_id or topic.pk: topic.parent or topic for topic in topics.values()}
    rows: list[Row] = []
    for area in sorted(areas.values(), key=lambda topic: (topic.position, topic.pk)):
        under = [need for need in needs if area.pk in (need.ask.topic_id, need.ask.topic.parent_id)]
        rows.append(row(area, under, columns, key, is_area=True))
        below = [topic for topic in topics.values() if topic.parent_id == area.pk]
        for topic in sorted(below, key=lambda one: (one.position, one.pk)):
            of_topic = [need for need in under if need.ask.topic_id == topic.pk]
            rows.append(row(topic, of_topic, columns, key, is_area=False))
    return Board(columns, rows, needs, met=len(met_by))


def met(asks: Sequence[Ask], programmes: Sequence[NationalProvision]) -> dict[int, NationalProvision]:
    """By need, the programme that can take it, for as many needs as there are places."""
    by_id = {one.pk: one for one in programmes}
    found = given_to(
        [ask.pk for ask in asks],
        {ask.pk: [one.pk for one in programmes if fits(ask, one)] for ask in asks},
        {one.pk: one.places for one in programmes},
    )
    return {need: by_id[programme] for need, programme in found.items()}


def row(
    topic: Topic,
    needs: Sequence[UnmetNeed],
    columns: Sequence[Column],
    key: Callable[[Ask], Any],
    *,
    is_area: bool,
) -> Row:
    net = Counter(key(need.ask) for need in needs if need.met_by is None)
    return Row(
        topic=topic,
        is_area=is_area,
        cells=[(column, net[column.key]) for column in columns],
        needs=len(needs),
        met=sum(need.met_by is not None for need in needs),
    )


KEYS: dict[str, Callable[[Ask], Any]] = {
    AUTHORITY: lambda ask: ask.school.authority_id,
    LANGUAGE: lambda ask: ask.help_language,
    PHASE: lambda ask: ask.school.phase,
}


def columns_of(by: str, authorities: Sequence[Authority]) -> list[Column]:
    if by == LANGUAGE:
        return [Column(one.value, one.label) for one in HelpLanguage]
    if by == PHASE:
        return [Column(one.value, one.label) for one in Phase if one != Phase.PRU]
    return [Column(one.pk, one.name) for one in authorities]
