"""Strengths and needs of a school, of a topic over schools, and where schools are strong or weak."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from schools.enums import NeedState, StrengthState
from schools.models import Grounds, Need, School, Strength, Topic
from schools.queries.strengths.reading import (
    WITH,
    live_needs,
    live_strengths,
    needs_readable,
    offered_strengths,
    strengths_readable,
)


def grounds_of(statements: Iterable[Any]) -> dict[UUID, list[Grounds]]:
    """By the public id of the strength or need, in the order in which they were added; one query for all."""
    by_key = {(one.is_need, one.pk): one for one in statements}
    strengths = [pk for is_need, pk in by_key if not is_need]
    needs = [pk for is_need, pk in by_key if is_need]
    rows = Grounds.objects.filter(Q(strength__in=strengths) | Q(need__in=needs)).select_related(
        "indicator", "review", "judgement__level", "judgement__cycle", "inspection"
    )
    found: dict[UUID, list[Grounds]] = defaultdict(list)
    for row in rows.order_by("pk") if by_key else []:
        is_need = row.need_id is not None
        statement = by_key[is_need, (row.need_id if is_need else row.strength_id) or 0]
        if is_need:
            row.need = statement
        else:
            row.strength = statement
        found[statement.public_id].append(row)
    return found


def strengths_of(school: School, user: Any) -> list[Strength]:
    """What the person may read of the school's, in the tree's order."""
    return in_order(strengths_readable(user).filter(school=school).select_related(*WITH))


def needs_of(school: School, user: Any) -> list[Need]:
    return in_order(needs_readable(user).filter(school=school).select_related(*WITH, "met_by"))


def stated_now(school: School, user: Any) -> tuple[list[Strength], list[Need]]:
    """What is held and open of what the person may read of the school's, in the tree's order: what it is
    about and its dates, without who said so and in what words. One query."""
    facts = ("pk", "public_id", "state", "stated_side", "stated_at", "confirmed_at", "renewed_at")
    topic = ("topic__pk", "topic__name_en", "topic__name_cy", "topic__parent", "topic__position")
    place = Coalesce("topic__parent__position", "topic__position")
    held = strengths_readable(user).filter(school=school, state=StrengthState.HELD).order_by()
    needed = needs_readable(user).filter(school=school, state=NeedState.OPEN).order_by()
    rows = held.values_list(Value(False), place, *facts, *topic).union(
        needed.values_list(Value(True), place, *facts, *topic), all=True
    )
    strengths, needs = [], []
    for is_need, _place, *row in sorted(rows, key=lambda row: (row[1], row[12] or 0, row[13], row[2])):
        said: dict[str, Any] = dict(zip(facts, row, strict=False))
        about = Topic(pk=row[7], name_en=row[8], name_cy=row[9], parent_id=row[10], position=row[11])
        if is_need:
            needs.append(Need(school=school, topic=about, **said))
        else:
            strengths.append(Strength(school=school, topic=about, **said))
    return strengths, needs


def in_order(rows: QuerySet[Any]) -> list[Any]:
    place = Coalesce("topic__parent__position", "topic__position")
    return list(rows.order_by(place, F("topic__parent").asc(nulls_first=True), "topic__position", "pk"))


def offered_in(topic: Topic) -> QuerySet[Strength]:
    """Over the region: confirmed, counting and offered strengths in the topic (or anywhere in the area)."""
    return within(offered_strengths(), topic)


def strong_schools(user: Any, topic: Topic) -> QuerySet[Strength]:
    """By school, what the person may read of strengths in the topic that count today."""
    rows = strengths_readable(user).filter(pk__in=live_strengths().order_by().values("pk"))
    return by_school(within(rows, topic))


def schools_in_need(user: Any, topic: Topic) -> QuerySet[Need]:
    rows = needs_readable(user).filter(pk__in=live_needs().order_by().values("pk"))
    return by_school(within(rows, topic))


def within(rows: QuerySet[Any], topic: Topic) -> QuerySet[Any]:
    return rows.filter(Q(topic=topic) | Q(topic__parent=topic))


def by_school(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related(*WITH).order_by("school__sort_en", "school__number", "topic__position", "pk")


def counted_by_topic(rows: QuerySet[Any]) -> dict[tuple[int, int], int]:
    """(topic, authority) → schools. An area counts the schools that are in it or in any topic of it once."""
    schools = Count("school", distinct=True)
    topics = rows.filter(topic__parent__isnull=False).values_list("topic", "school__authority")
    areas = rows.annotate(area=Coalesce("topic__parent", "topic")).values_list("area", "school__authority")
    found: dict[tuple[int, int], int] = {}
    for sums in (topics, areas):
        for place, authority, n in sums.order_by().annotate(n=schools):
            found[place, authority] = n
    return found


def strong_and_weak(school_ids: Iterable[int]) -> dict[int, tuple[set[int], set[int]]]:
    """Of each school the ids of the *areas* in which it is strong and in which it has an open need now. What
    has faded away is left out; what counts half is in. Schools without any have two empty sets. Two queries.
    Whoever shows it asks first who may read it: this says it of every school."""
    found: dict[int, tuple[set[int], set[int]]] = {pk: (set(), set()) for pk in school_ids}
    kinds: tuple[QuerySet[Any], ...] = (live_strengths(), live_needs())
    for number, rows in enumerate(kinds):
        areas = rows.filter(school__in=list(found)).annotate(area=Coalesce("topic__parent", "topic"))
        for school, area in areas.order_by().values_list("school", "area").distinct():
            found[school][number].add(area)
    return found


def open_needs_of(schools: Iterable[int]) -> dict[int, list[Need]]:
    """By school, its open needs that count today, in the tree's order."""
    found: dict[int, list[Need]] = defaultdict(list)
    for need in in_order(live_needs().filter(school__in=list(schools)).select_related("topic__parent")):
        found[need.school_id].append(need)
    return found
