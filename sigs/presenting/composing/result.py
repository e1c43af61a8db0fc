"""A finished run as its page shows it: its groups, one of them open, and one swap weighed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from schools.models import Authority, School, Topic
from sigs.matching import Problem, Swap, describe, swap_partners, weigh_swap, why
from sigs.models import CompositionRun
from sigs.presenting.composing.changes import ChangeRow, Names, breaks, change_rows, verdict_sentences
from sigs.presenting.composing.groups import GroupCard, Words, group_cards, shared_words, warnings
from sigs.presenting.composing.reasons import reason_sentences
from sigs.queries.compositions import placement_of, schools_named
from sigs.services.composing.problems import kept_problem

# Groups on the page before all are asked for.
FIRST = 6


@dataclass(frozen=True)
class Partner:
    school: School
    number: int
    authority: str


@dataclass(frozen=True)
class SwapShown:
    other: School
    number: int
    rows: list[ChangeRow]
    sentences: list[str]
    breaks: list[str]


class ResultShown:
    """Each part is worked out once, when the page asks for it."""

    def __init__(self, run: CompositionRun, authorities: Iterable[Authority]) -> None:
        self.run = run
        self.placement = placement_of(run)
        self.problem: Problem = kept_problem(run)
        self.schools: Mapping[int, School] = schools_named(set(self.placement))
        known = set(self.problem.authorities)
        self.words: Words = shared_words(
            (authority for authority in authorities if authority.pk in known), self.schools
        )
        self.cards: list[GroupCard] = group_cards(describe(self.problem, self.placement), self.words)

    @cached_property
    def areas(self) -> dict[int, str]:
        return {topic.pk: str(topic.name) for topic in Topic.objects.filter(pk__in=self.problem.areas)}

    @cached_property
    def names(self) -> Names:
        return Names(
            schools={pk: school.name for pk, school in self.schools.items()},
            authorities=self.words.authorities,
            areas=self.areas,
        )

    @property
    def incomplete(self) -> list[GroupCard]:
        return [card for card in self.cards if not card.is_complete]

    def card(self, number: int) -> GroupCard | None:
        return next((card for card in self.cards if card.number == number), None)

    def shown(self, which: str, opened: int | None) -> list[GroupCard]:
        """The first few, all, or those that lack an authority; in any case the one that is open."""
        if which == "all":
            return self.cards
        if which == "missing":
            return [card for card in self.cards if not card.is_complete or card.number == opened]
        if opened is None or opened <= FIRST:
            return self.cards[:FIRST]
        # The row of three in which it stands, and the row before.
        first = max(0, (opened - 1) // 3 * 3 - (FIRST - 3))
        return self.cards[first : first + FIRST]

    def warnings(self, card: GroupCard) -> list[str]:
        counts = Counter(self.problem.authorities[column] for column in self.problem.authority.tolist())
        return warnings(card, self.words, counts, len(self.cards), self.areas)

    def reasons(self, school: School) -> list[str]:
        found = why(self.problem, self.placement, school.pk)
        return reason_sentences(found, self.names.schools, self.areas, self.words.authorities)

    def partners(self, school: School) -> list[Partner]:
        """With whom it can change places without breaking a rule, the nearest first."""
        found = swap_partners(self.problem, self.placement, school.pk)
        return [
            Partner(
                self.schools[pk],
                self.placement[pk],
                self.words.authorities.get(self.schools[pk].authority_id, ""),
            )
            for pk in found
            if pk in self.schools
        ]

    def swap(self, school: School, other: School) -> SwapShown | None:
        if self.placement.get(school.pk) == self.placement.get(other.pk):
            return None
        swap: Swap = weigh_swap(self.problem, self.placement, school.pk, other.pk)
        return SwapShown(
            other=other,
            number=self.placement[other.pk],
            rows=change_rows(swap, self.names),
            sentences=verdict_sentences(swap, self.names),
            breaks=breaks(swap, self.names),
        )
