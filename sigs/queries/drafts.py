"""A draft that is with the heads: each school's place in it, answers, and what waits for whom."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core import authorise, clock
from core.folding import folded
from schools.models import School
from schools.queries.names import shown_name
from schools.queries.register import by_name
from sigs.enums import CompositionState, DraftOutcome, DraftState, GroupState, Permission
from sigs.models import (
    Composition,
    DraftPlace,
    DraftStep,
    Group,
    GroupMember,
    Placement,
    Publication,
    PublishedGroup,
)

Rows = QuerySet[Any, tuple[Any, ...]]

# What the consortium has to answer.
TO_REPLY = (DraftState.COMMENTED, DraftState.SWAP_ASKED, DraftState.DECLINED)
WITH_HEADS = (CompositionState.SENT, CompositionState.PUBLISHED)


def place_visible(user: Any, number: str, public_id: UUID) -> DraftPlace | None:
    """For the school's own head, once the draft was sent."""
    found: DraftPlace | None = (
        DraftPlace.objects.visible_to(user)
        .select_related("composition__region", "run__data", "school__scope", "school__authority")
        .select_related("answered_by", "replied_by", "swap_with")
        .filter(
            composition__public_id=public_id,
            composition__state__in=WITH_HEADS,
            school__number=number,
        )
        .first()
    )
    return found


def place_to_answer(user: Any, public_id: UUID, place: UUID) -> DraftPlace | None:
    """For the consortium."""
    found: DraftPlace | None = (
        DraftPlace.objects.held_by(user, Permission.COMPOSE)
        .select_related("composition__region__scope", "composition__sent_run__data", "run")
        .select_related("school__authority", "school__scope", "swap_with", "answered_by")
        .filter(composition__public_id=public_id, public_id=place)
        .first()
    )
    return found


def drafts_for(user: Any) -> QuerySet[Composition]:
    """Those that were sent, with how many schools were asked and said what."""
    return (
        Composition.objects.visible_to(user)
        .filter(state__in=WITH_HEADS)
        .select_related("sent_run")
        .annotate(
            asked=Count("draft_places"),
            heard=Count("draft_places", filter=~Q(draft_places__state=DraftState.WAITING)),
            to_reply=Count(
                "draft_places", filter=Q(draft_places__state__in=TO_REPLY, draft_places__outcome="")
            ),
        )
        .order_by("-year", "-sent_at")
    )


def places_of(composition: Composition) -> QuerySet[DraftPlace]:
    return (
        DraftPlace.objects.filter(composition=composition)
        .select_related("school__authority", "swap_with", "answered_by")
        .order_by("number", "school__sort_en", "pk")
    )


def is_left_out(place: DraftPlace) -> bool:
    """It declined, and that was accepted."""
    return bool(place.state == DraftState.DECLINED and place.outcome == DraftOutcome.ACCEPTED)


def left_out(composition: Composition) -> set[int]:
    """The ids of the schools that declined and were let go."""
    rows = DraftPlace.objects.filter(
        composition=composition, state=DraftState.DECLINED, outcome=DraftOutcome.ACCEPTED
    )
    return set(rows.values_list("school", flat=True))


def waiting_for_reply(composition: Composition) -> QuerySet[DraftPlace]:
    return places_of(composition).filter(state__in=TO_REPLY, outcome="")


def fellows(place: DraftPlace) -> list[School]:
    """The schools of the proposed group, the own one too, by name; without those that were let go."""
    rows = (
        School.objects.filter(placements__run=place.run_id, placements__number=place.number)
        .exclude(pk__in=left_out(place.composition))
        .select_related("authority")
    )
    return list(by_name(rows))


def swappable(place: DraftPlace, words: str) -> QuerySet[School]:
    """Schools of the draft that stand in another group, by name, number or place."""
    elsewhere = Placement.objects.filter(run=place.run_id).exclude(number=place.number)
    found = by_name(
        School.objects.filter(pk__in=elsewhere.values("school"))
        .exclude(pk__in=left_out(place.composition))
        .select_related("authority")
    )
    for word in folded(words).split():
        found = found.filter(search__contains=word)
    return found


def groups_of_run(run_id: int) -> dict[int, set[int]]:
    """Group's number → the ids of its schools."""
    found: dict[int, set[int]] = defaultdict(set)
    for school, number in Placement.objects.filter(run=run_id).values_list("school", "number"):
        found[number].add(school)
    return dict(found)


def history_of(place: DraftPlace) -> QuerySet[DraftStep]:
    return place.steps.select_related("taken_by").order_by("taken_at", "pk")


@dataclass(frozen=True)
class Sums:
    asked: int
    agreed: int
    commented: int
    swap_asked: int
    declined: int
    waiting: int
    late: int


def sums_of(places: list[DraftPlace]) -> Sums:
    def count(state: str) -> int:
        return sum(place.state == state for place in places)

    today = clock.today()
    return Sums(
        asked=len(places),
        agreed=count(DraftState.AGREED),
        commented=count(DraftState.COMMENTED),
        swap_asked=count(DraftState.SWAP_ASKED),
        declined=count(DraftState.DECLINED),
        waiting=count(DraftState.WAITING),
        late=sum(place.state == DraftState.WAITING and place.answer_by < today for place in places),
    )


# --- publishing ----------------------------------------------------------------------------------


def publication_of(composition: Composition) -> Publication | None:
    found: Publication | None = (
        Publication.objects.filter(composition=composition, undone_at__isnull=True)
        .select_related("published_by")
        .first()
    )
    return found


def groups_made(publication: Publication) -> QuerySet[PublishedGroup]:
    return publication.made.select_related("group__scope", "group__tier").order_by("number")


def main_memberships(schools: set[int]) -> QuerySet[GroupMember]:
    """Of the group of which each school has one at a time."""
    return (
        GroupMember.objects.filter(school__in=schools, left_on__isnull=True, is_main=True)
        .exclude(group__state=GroupState.CLOSED)
        .select_related("group__scope", "group__tier", "school")
        .order_by("pk")
    )


def published_group(group: Group) -> PublishedGroup | None:
    """By which publication the group was made, for its letter; None for groups set up otherwise."""
    found: PublishedGroup | None = (
        PublishedGroup.objects.filter(group=group, publication__undone_at__isnull=True)
        .select_related("publication__published_by", "publication__composition__region")
        .first()
    )
    return found


# --- what needs a person -------------------------------------------------------------------------


def drafts_to_answer(user: Any) -> Rows:
    """Of the person's own schools; in the columns of sigs.queries.attention."""
    return (
        DraftPlace.objects.filter(school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL))
        .filter(composition__state=CompositionState.SENT, state=DraftState.WAITING)
        .order_by()
        .values_list(
            Value("sigs-draft", CharField()),
            shown_name("school__"),
            Concat(
                F("school__number"),
                Value("/"),
                Cast("composition__public_id", CharField()),
                output_field=CharField(),
            ),
            Cast("answer_by", DateTimeField()),
        )
    )


def replies_to_give(user: Any) -> Rows:
    """For whoever composes: one row a draft, its subject the number of schools that wait."""
    return (
        DraftPlace.objects.held_by(user, Permission.COMPOSE)
        .filter(composition__state=CompositionState.SENT, state__in=TO_REPLY, outcome="")
        .order_by()
        .values("composition__public_id")
        .annotate(n=Count("pk"), due=Cast("composition__sent_at", DateTimeField()))
        .values_list(
            Value("sigs-draft-replies", CharField()),
            Cast("n", CharField()),
            Cast("composition__public_id", CharField()),
            F("due"),
        )
    )
