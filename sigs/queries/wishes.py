"""Rounds of wishes: for the head who answers, for the consortium that counts, and for the composer."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core import authorise, clock
from core.folding import folded
from schools.enums import NeedState, Phase
from schools.models import Need, School
from schools.queries.names import shown_name
from schools.queries.register import by_name, visible_schools
from sigs.enums import (
    ComposedSchools,
    GroupState,
    Permission,
    WishKind,
    WishLanguage,
    WishRoundState,
    WishState,
)
from sigs.models import GroupMember, Wish, WishRound, WishSchool, WishTopic

Rows = QuerySet[Any, tuple[Any, ...]]

ANSWERED = (WishState.GIVEN, WishState.NONE)
# Those whose head has said nothing, or has said "I don't know yet": they can be reminded.
STILL_ASKED = (WishState.WAITING, WishState.UNSURE)
# Whose wishes count for the composer.
LIVE_ROUNDS = (WishRoundState.OPEN, WishRoundState.CLOSED)

# All-age schools are asked with the secondaries, special schools and PRUs with both: once a year each.
PHASES = {
    ComposedSchools.PRIMARY: (Phase.PRIMARY, Phase.SPECIAL, Phase.PRU),
    ComposedSchools.SECONDARY: (Phase.SECONDARY, Phase.ALL_AGE),
    ComposedSchools.BOTH: (Phase.PRIMARY, Phase.SECONDARY, Phase.ALL_AGE, Phase.SPECIAL, Phase.PRU),
}


def rounds_for(user: Any) -> QuerySet[WishRound]:
    """With how many were asked and have answered; those that were dropped are left out."""
    return (
        WishRound.objects.visible_to(user)
        .exclude(state=WishRoundState.DROPPED)
        .annotate(
            asked=Count("wishes"),
            answered=Count("wishes", filter=Q(wishes__state__in=ANSWERED)),
        )
    )


def round_visible(user: Any, public_id: UUID) -> WishRound | None:
    found: WishRound | None = (
        WishRound.objects.visible_to(user)
        .select_related("region__scope", "made_by")
        .filter(public_id=public_id)
        .first()
    )
    return found


def wish_visible(user: Any, number: str, public_id: UUID) -> Wish | None:
    """For the school's own head; the consortium reads all of a round on its own page."""
    found: Wish | None = (
        Wish.objects.visible_to(user)
        .select_related("round", "school__scope", "school__authority", "answered_by")
        .filter(round__public_id=public_id, round__state__in=LIVE_ROUNDS, school__number=number)
        .first()
    )
    return found


def schools_asked(asking: WishRound) -> QuerySet[School]:
    """Those that a round asks when it opens."""
    return (
        School.objects.open()
        .of_region()
        .filter(authority__region=asking.region, phase__in=PHASES[ComposedSchools(asking.schools)])
    )


def is_open_now(asking: WishRound) -> bool:
    return bool(asking.state == WishRoundState.OPEN and clock.today() <= asking.closes_on)


def needs_of(school: School) -> set[int]:
    """The topics (and areas) in which the school has said that it has a need now."""
    return set(Need.objects.filter(school=school, state=NeedState.OPEN).values_list("topic", flat=True))


def schools_to_name(user: Any, school: School, words: str) -> QuerySet[School]:
    """By name, number or place, in either language, accents not needed; every open school but the own one."""
    found = by_name(visible_schools(user).filter(closed_on__isnull=True).exclude(pk=school.pk))
    for word in folded(words).split():
        found = found.filter(search__contains=word)
    return found


def partners_of_last_year(school: School) -> list[School]:
    """The other schools of its main group now."""
    own = GroupMember.objects.filter(school=school, left_on__isnull=True, is_main=True).values("group")
    rows = (
        GroupMember.objects.filter(group__in=own, left_on__isnull=True)
        .exclude(group__state=GroupState.CLOSED)
        .exclude(school=school)
        .select_related("school")
        .order_by("school__sort_en")
    )
    return [row.school for row in rows]


# --- what the consortium counts ------------------------------------------------------------------


@dataclass(frozen=True)
class Participation:
    asked: int
    given: int
    none: int
    unsure: int
    waiting: int

    @property
    def answered(self) -> int:
        return self.given + self.none

    @property
    def still_asked(self) -> int:
        return self.unsure + self.waiting


def participation(asking: WishRound) -> Participation:
    counts = dict(asking.wishes.order_by().values_list("state").annotate(n=Count("pk")))
    return Participation(
        asked=sum(counts.values()),
        given=counts.get(WishState.GIVEN, 0),
        none=counts.get(WishState.NONE, 0),
        unsure=counts.get(WishState.UNSURE, 0),
        waiting=counts.get(WishState.WAITING, 0),
    )


def answers_of(asking: WishRound, states: Collection[str]) -> QuerySet[Wish]:
    """By school, with everything that each head said."""
    return (
        asking.wishes.filter(state__in=states)
        .select_related("school__authority", "answered_by")
        .prefetch_related("topic_rows__topic", "school_rows__school")
        .order_by("school__sort_en", "pk")
    )


def topics_wished(asking: WishRound) -> list[tuple[str, int]]:
    """Name of the topic, and how many schools wish for it, most first."""
    rows = (
        WishTopic.objects.filter(wish__round=asking, wish__state=WishState.GIVEN)
        .order_by()
        .values("topic")
        .annotate(n=Count("pk"), name=shown_name("topic__"))
        .order_by("-n", "topic__position")
    )
    return [(row["name"], row["n"]) for row in rows]


# --- what the composer reads ---------------------------------------------------------------------


def wished_pairs(year: int, schools: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Who wishes to work with whom, among these schools."""
    return pairs(year, schools, WishKind.WITH)


def cannot_pairs(year: int, schools: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Who said that it cannot work with whom. Why stays with the consortium."""
    return pairs(year, schools, WishKind.CANNOT)


def pairs(year: int, schools: Collection[int], kind: WishKind) -> tuple[tuple[int, int], ...]:
    rows = WishSchool.objects.filter(
        wish__round__year=year,
        wish__round__state__in=LIVE_ROUNDS,
        wish__state=WishState.GIVEN,
        wish__school__in=schools,
        school__in=schools,
        kind=kind,
    )
    return tuple(rows.order_by("wish__school", "school").values_list("wish__school", "school").distinct())


def topics_by_school(year: int, schools: Collection[int]) -> dict[int, set[int]]:
    """The topics that each of these schools wishes to work on."""
    rows = WishTopic.objects.filter(
        wish__round__year=year,
        wish__round__state__in=LIVE_ROUNDS,
        wish__state=WishState.GIVEN,
        wish__school__in=schools,
    ).values_list("wish__school", "topic")
    found: dict[int, set[int]] = defaultdict(set)
    for school, topic in rows:
        found[school].add(topic)
    return dict(found)


def wish_for_welsh(year: int, schools: Collection[int]) -> dict[int, str]:
    """Schools that wish for Welsh-medium partners, or for a group that works in Welsh: a WishLanguage."""
    rows = Wish.objects.filter(
        round__year=year,
        round__state__in=LIVE_ROUNDS,
        state=WishState.GIVEN,
        school__in=schools,
    ).exclude(language=WishLanguage.ANY)
    return dict(rows.values_list("school", "language"))


def partners_wished(year: int, schools: Collection[int]) -> dict[int, str]:
    """Who wishes to keep last year's partners, or for new ones: a WishPartners."""
    rows = Wish.objects.filter(
        round__year=year,
        round__state__in=LIVE_ROUNDS,
        state=WishState.GIVEN,
        school__in=schools,
    )
    return dict(rows.values_list("school", "partners"))


# --- what needs a person -------------------------------------------------------------------------


def wishes_to_give(user: Any) -> Rows:
    """Of the person's own schools, while the round is open; in the columns of sigs.queries.attention."""
    return (
        Wish.objects.filter(school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL))
        .filter(round__state=WishRoundState.OPEN, round__closes_on__gte=clock.today(), state__in=STILL_ASKED)
        .order_by()
        .values_list(
            Value("sigs-wishes", CharField()),
            shown_name("school__"),
            Concat(
                F("school__number"),
                Value("/"),
                Cast("round__public_id", CharField()),
                output_field=CharField(),
            ),
            Cast("round__closes_on", DateTimeField()),
        )
    )
