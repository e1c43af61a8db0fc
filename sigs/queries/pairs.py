"""Pairs and trios: those that were asked, and the sides from which new ones are suggested."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Prefetch, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core import authorise
from core.authorise import allows
from schools.enums import ShareLevel
from schools.models import School
from schools.queries.days import this_year
from schools.queries.names import shown_name
from schools.queries.register import KM_PER_DEGREE
from schools.queries.shares import is_at_least
from sigs.enums import PairAnswer, PairingState, Permission
from sigs.models import Group, Pairing, PairingLink, PairingSide
from sigs.queries.groups import group_visible

Rows = QuerySet[Any, tuple[Any, ...]]
OPEN = (PairingState.ASKED, PairingState.AGREED)
# What the whole group sees; what else was asked is for the schools that were asked and the convenor.
SEEN_BY_ALL = (PairingState.AGREED, PairingState.ENDED)


def key_of(schools: Iterable[School]) -> str:
    return "-".join(sorted(school.number for school in schools))


def pairings_of(group: Group) -> list[Pairing]:
    """Newest first, each with its sides and links; three queries."""
    sides = PairingSide.objects.select_related("school__scope", "school__authority", "answered_by")
    links = PairingLink.objects.select_related("area", "giver", "receiver")
    rows = Pairing.objects.filter(group=group).select_related("asked_by", "ended_by", "group__scope")
    return list(rows.prefetch_related(Prefetch("sides", sides), Prefetch("links", links)))


def is_party(user: Any, pairing: Pairing) -> bool:
    """Who answers for one of the schools, or leads the group."""
    return allows(user, Permission.LEAD_GROUP, pairing.group) or any(
        allows(user, Permission.ANSWER_FOR_SCHOOL, side.school) for side in pairing.sides.all()
    )


def pairings_seen(group: Group, user: Any) -> list[Pairing]:
    return [row for row in pairings_of(group) if row.state in SEEN_BY_ALL or is_party(user, row)]


@dataclass(frozen=True)
class PairingSeen:
    """A pair as somebody may see it."""

    scope_path = "group__scope"

    group: Group
    pairing: Pairing


def pairing_visible(user: Any, slug: str, public_id: UUID) -> PairingSeen | None:
    group = group_visible(user, slug)
    seen = pairings_seen(group, user) if group else []
    found = next((row for row in seen if row.public_id == public_id), None)
    return PairingSeen(group, found) if group and found else None


@dataclass(frozen=True)
class SideOfPair:
    """One of its schools, for what its head does in it."""

    scope_path = "school__scope"

    group: Group
    pairing: Pairing
    side: PairingSide

    @property
    def school(self) -> School:
        return self.side.school


def own_side(user: Any, slug: str, public_id: UUID) -> SideOfPair | None:
    """The side for which the person answers, one that waits for an answer first; for somebody who answers for
    none, any, so that the door refuses."""
    seen = pairing_visible(user, slug, public_id)
    if seen is None:
        return None
    sides = sorted(
        seen.pairing.sides.all(),
        key=lambda side: (
            not allows(user, Permission.ANSWER_FOR_SCHOOL, side.school),
            side.answer != PairAnswer.WAITING,
        ),
    )
    return SideOfPair(seen.group, seen.pairing, sides[0])


def asked_this_year(pairings: Iterable[Pairing]) -> set[frozenset[int]]:
    """By the ids of their schools: the same ones are not asked again before the next school year."""
    return {
        frozenset(side.school_id for side in row.sides.all()) for row in pairings if row.year == this_year()
    }


def in_a_pair(pairings: Iterable[Pairing]) -> set[int]:
    """The ids of the schools that are asked or work together now."""
    return {side.school_id for row in pairings if row.state in OPEN for side in row.sides.all()}


def schools_to_pair(members: Iterable[School], seen: dict[int, str]) -> list[School]:
    """Those whose strengths and needs the reader may see: they share their profile."""
    return [school for school in members if is_at_least(seen.get(school.pk), ShareLevel.PROFILE)]


def place_of(school: School) -> tuple[float, float] | None:
    """In kilometres east and north, near enough within a region."""
    if school.latitude is None or school.longitude is None:
        return None
    north = school.latitude * KM_PER_DEGREE
    return school.longitude * KM_PER_DEGREE * cos(radians(51.6)), north


def pairs_to_answer(user: Any) -> Rows:
    """Asked of the schools that the person answers for."""
    rows: Rows = (
        PairingSide.objects.filter(
            answer=PairAnswer.WAITING,
            pairing__state=PairingState.ASKED,
            school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL),
        )
        .order_by()
        .values_list(
            Value("sigs-pair", CharField()),
            shown_name("pairing__group__"),
            Concat(
                "pairing__group__slug",
                Value("/"),
                Cast("pairing__public_id", CharField()),
                output_field=CharField(),
            ),
            F("pairing__asked_at"),
        )
    )
    return rows
