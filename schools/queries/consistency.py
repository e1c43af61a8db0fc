"""Judgements of a cycle as moderators compare them: by adviser, against the authority's and the region's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core import authorise
from schools.enums import CycleState, JudgementState, JudgementStepKind, Permission
from schools.models import (
    Authority,
    JudgementStep,
    ModerationSample,
    Region,
    SampledJudgement,
    SupportCycle,
    SupportJudgement,
    SupportLevel,
)
from schools.queries.support.levels import open_period

MODERATING = (
    JudgementStepKind.AUTHORITY_CONFIRMED,
    JudgementStepKind.AUTHORITY_CHANGED,
    JudgementStepKind.REGION_CONFIRMED,
    JudgementStepKind.REGION_CHANGED,
)


@dataclass(frozen=True)
class Judged:
    """A proposed judgement. `level` is the proposed one's id; of suggested and proposed the positions are
    given: 1 is the least support. `moved` is by how many positions moderation changed it, None where it was
    not moderated yet. `is_seen`: the reader may see the school's."""

    pk: int
    adviser: int | None
    authority: int
    level: int
    suggested: int
    proposed: int
    capacity: str
    moved: int | None
    is_seen: bool

    @property
    def turned(self) -> int:
        """Below 0: the adviser proposed less support than suggested; above 0: more."""
        return self.proposed - self.suggested


def cycles_to_compare(region: Region) -> list[SupportCycle]:
    """The newest first; none while the region does not use its levels."""
    if open_period(region) is None:
        return []
    rows = SupportCycle.objects.filter(region=region).exclude(state=CycleState.PREPARING)
    return list(rows.order_by("-year"))


def judged(cycle: SupportCycle, user: Any) -> list[Judged]:
    """Everything that is proposed in the cycle; in two queries."""
    held = set(authorise.held(user, Permission.VIEW_CONSISTENCY))
    moved: dict[int, int] = defaultdict(int)
    steps = JudgementStep.objects.filter(judgement__cycle=cycle, kind__in=MODERATING).order_by()
    for pk, before, after in steps.values_list("judgement", "level_from__position", "level_to__position"):
        moved[pk] += (after or 0) - (before or 0) if before and after else 0
    rows = proposed(cycle).order_by("pk")
    found = []
    for pk, adviser, authority, level, suggested, place, capacity, lineage in rows.values_list(
        *("pk", "adviser", "school__authority", "proposed", "suggested__position", "proposed__position"),
        *("capacity", "school__scope__lineage"),
    ):
        found.append(
            Judged(
                *(pk, adviser, authority, level, suggested, place, capacity),
                moved=moved.get(pk),
                is_seen=not held.isdisjoint(lineage),
            )
        )
    return found


def proposed(cycle: SupportCycle) -> QuerySet[SupportJudgement]:
    return SupportJudgement.objects.filter(cycle=cycle).exclude(state=JudgementState.GATHERING)


def levels_named(rows: Iterable[Judged], cycle: SupportCycle) -> list[SupportLevel]:
    """The levels of the region that can be chosen, and older ones that the judgements name."""
    used = {row.level for row in rows}
    levels = SupportLevel.objects.filter(region=cycle.region_id).order_by("position", "pk")
    return [level for level in levels if level.retired_on is None or level.pk in used]


def listed(cycle: SupportCycle, user: Any) -> QuerySet[SupportJudgement]:
    """The judgements that the person moderates, by the school's name."""
    rows: QuerySet[SupportJudgement] = SupportJudgement.objects.held_by(user, Permission.VIEW_CONSISTENCY)
    return (
        rows.filter(pk__in=proposed(cycle).values("pk"))
        .select_related("school__authority", "adviser", "suggested", "proposed", "level")
        .order_by("school__sort_en", "school__number")
    )


def places_to_sample(user: Any, region: Region) -> list[Authority | None]:
    """The region (None) for whoever holds it, otherwise the person's authorities."""
    held = set(authorise.held(user, Permission.VIEW_CONSISTENCY))
    if region.scope_id in held:
        return [None]
    return list(Authority.objects.filter(region=region, scope__in=held).order_by("name_en"))


def samples_seen(cycle: SupportCycle, places: list[Authority | None]) -> list[ModerationSample]:
    rows = ModerationSample.objects.filter(cycle=cycle).select_related("authority", "drawn_by")
    wanted = {place.pk if place else None for place in places}
    return [row for row in rows if row.authority_id in wanted]


def sampled(samples: Iterable[ModerationSample]) -> QuerySet[SampledJudgement]:
    """By the school's name."""
    return (
        SampledJudgement.objects.filter(sample__in=list(samples))
        .select_related("judgement__school__authority", "adviser", "level", "looked_by", "sample")
        .order_by("judgement__school__sort_en", "judgement__school__number")
    )


def sampled_visible(user: Any, public_id: Any) -> SampledJudgement | None:
    rows: QuerySet[SampledJudgement] = SampledJudgement.objects.visible_to(user)
    return (
        rows.filter(public_id=public_id)
        .select_related(
            *("judgement__school__scope", "judgement__school__authority", "judgement__cycle"),
            *("judgement__suggested", "judgement__proposed", "judgement__level", "judgement__adviser"),
            *("looked_by", "sample"),
        )
        .first()
    )
