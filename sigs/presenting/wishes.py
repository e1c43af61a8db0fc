"""A round of wishes as its pages show it."""

from dataclasses import dataclass
from typing import Any

from schools.models import School, Topic
from schools.queries.topics import Branch
from sigs.enums import WishKind, WishRoundState, WishState
from sigs.models import Wish

ROUND_TAGS = {
    WishRoundState.PREPARING: "quiet",
    WishRoundState.OPEN: "acting",
    WishRoundState.CLOSED: "",
    WishRoundState.DROPPED: "quiet",
}
WISH_TAGS = {
    WishState.WAITING: "quiet",
    WishState.UNSURE: "waiting",
    WishState.NONE: "",
    WishState.GIVEN: "good",
}


@dataclass(frozen=True)
class TopicChoice:
    topic: Topic
    is_ticked: bool


@dataclass(frozen=True)
class AreaChoices:
    area: Topic
    choices: list[TopicChoice]

    @property
    def ticked(self) -> int:
        return sum(choice.is_ticked for choice in self.choices)


@dataclass(frozen=True)
class TopicChoices:
    """What the school has said it needs comes first, ready to tick; every other topic under its area."""

    needs: list[TopicChoice]
    areas: list[AreaChoices]


def topic_choices(tree: list[Branch], needs: set[int], ticked: set[int]) -> TopicChoices:
    def choices(topics: list[Topic], needed: bool) -> list[TopicChoice]:
        return [TopicChoice(topic, topic.pk in ticked) for topic in topics if (topic.pk in needs) == needed]

    everything = [topic for branch in tree for topic in (branch.area, *branch.topics)]
    areas = [
        AreaChoices(branch.area, choices([branch.area, *branch.topics], needed=False)) for branch in tree
    ]
    return TopicChoices(choices(everything, needed=True), [area for area in areas if area.choices])


@dataclass(frozen=True)
class WishShown:
    """What one school wishes, in words."""

    wish: Wish
    topics: list[Topic]
    schools: list[School]
    cannot: list[tuple[School, str]]
    tag: str

    @property
    def says_partners(self) -> Any:
        return self.wish.get_partners_display()


def wish_shown(wish: Wish) -> WishShown:
    rows = list(wish.school_rows.all())
    return WishShown(
        wish=wish,
        topics=[row.topic for row in wish.topic_rows.all()],
        schools=[row.school for row in rows if row.kind == WishKind.WITH],
        cannot=[(row.school, row.because) for row in rows if row.kind == WishKind.CANNOT],
        tag=WISH_TAGS[WishState(wish.state)],
    )
