"""The region's own levels added up, read for the dashboard: the newest published year and the one before."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from core import authorise
from schools.enums import Permission
from schools.models import SupportCount, SupportJudgement, SupportLevel, SupportSummary
from schools.queries.comparisons import Chosen
from schools.queries.support.levels import COUNTING_CYCLES, COUNTING_JUDGEMENTS

Place = tuple[int | None, str]


@dataclass(frozen=True)
class SupportPicture:
    """`counts[authority, phase][year][level]` within the chosen medium; `moved` counts the chosen schools by
    the level of the year before (None: they had none) and their level now. Authority None and phase "" stand
    for all. `unseen` counts the schools whose level the reader may not see, by authority and phase."""

    counted: list[SupportCount]
    levels: list[SupportLevel]
    counts: dict[Place, dict[int, dict[int, int]]]
    moved: dict[tuple[int | None, int], int]
    unseen: dict[tuple[int, str], int] = field(default_factory=dict)
    # Of the chosen schools that the reader may not see: all, those without a level in the year before, and
    # those that had one then and have none now.
    unseen_chosen: int = 0
    unseen_arrived: int = 0
    unseen_left: int = 0

    @property
    def years(self) -> list[int]:
        return [count.cycle.year for count in self.counted]

    def of(self, year: int, place: Place) -> dict[int, int]:
        return self.counts.get(place, {}).get(year, {})

    def total(self, year: int, place: Place) -> int:
        return sum(self.of(year, place).values())


def newest_counts(region: int, year: int | None = None) -> list[SupportCount]:
    """Of the newest published year up to the given one and of the year before it, oldest first; none while
    the region (its id) does not use its levels."""
    rows = SupportCount.objects.filter(
        cycle__region=region,
        cycle__state__in=COUNTING_CYCLES,
        cycle__region__support_periods__isnull=False,
        cycle__region__support_periods__off_at__isnull=True,
    )
    if year is not None:
        rows = rows.filter(cycle__year__lte=year)
    return list(reversed(rows.select_related("cycle").order_by("-cycle__year")[:2]))


def support_picture(counted: list[SupportCount], chosen: Chosen, user: Any) -> SupportPicture:
    """Three queries more."""
    newest = counted[-1]
    wanted = Q(phase=chosen.phase) | Q(authority=chosen.authority)
    if chosen.authority is None:
        wanted = Q(phase=chosen.phase) | Q(authority__isnull=True)
    rows = SupportSummary.objects.filter(wanted, count__in=counted, medium=chosen.medium)
    years = {count.pk: count.cycle.year for count in counted}
    counts: dict[Place, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    moved: dict[tuple[int | None, int], int] = {}
    for count, authority, phase, level, previous, schools in rows.values_list(
        "count", "authority", "phase", "level", "previous", "schools"
    ):
        found = counts[authority, phase][years[count]]
        found[level] = found.get(level, 0) + schools
        if count == newest.pk and (authority, phase) == (chosen.authority, chosen.phase):
            moved[previous, level] = schools
    used = {level for dated in counts.values() for found in dated.values() for level in found}
    levels = SupportLevel.objects.filter(region=newest.cycle.region_id).order_by("position", "pk")
    unseen = unseen_schools(counted, chosen, user)
    return SupportPicture(
        counted=counted,
        levels=[level for level in levels if level.retired_on is None or level.pk in used],
        counts={place: dict(dated) for place, dated in counts.items()},
        moved=moved,
        **unseen,
    )


def unseen_schools(counted: list[SupportCount], chosen: Chosen, user: Any) -> dict[str, Any]:
    """Schools whose level the reader may not see, in the year in which there are fewer of them."""
    held = set(authorise.held(user, Permission.VIEW_SUPPORT))
    rows = final_judgements([count.cycle_id for count in counted]).values_list(
        "cycle", "school", "school__authority", "school__phase", "school__medium", "school__scope__lineage"
    )
    by_cycle: dict[int, dict[int, tuple[int, str, str]]] = {count.cycle_id: {} for count in counted}
    for cycle, school, authority, phase, medium, lineage in rows:
        if held.isdisjoint(lineage or []):
            by_cycle[cycle][school] = (authority, phase, medium)
    now = by_cycle[counted[-1].cycle_id]
    before = by_cycle[counted[0].cycle_id]
    both = [tally(found) for found in by_cycle.values()]
    places = {place for found in both for place in found}
    mine = [school for school, place in now.items() if is_chosen(place, chosen)]
    earlier = [school for school, place in before.items() if is_chosen(place, chosen)]
    return {
        # The smaller of the two years, so that neither tells.
        "unseen": {place: smallest([found.get(place, 0) for found in both]) for place in places},
        "unseen_chosen": len(mine),
        "unseen_arrived": sum(school not in before for school in mine),
        "unseen_left": sum(school not in now for school in earlier),
    }


def final_judgements(cycles: list[int]) -> QuerySet[SupportJudgement]:
    return SupportJudgement.objects.filter(
        cycle__in=cycles, state__in=COUNTING_JUDGEMENTS, level__isnull=False
    ).order_by()


def tally(found: dict[int, tuple[int, str, str]]) -> dict[tuple[int, str], int]:
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for authority, phase, _medium in found.values():
        counts[authority, phase] += 1
    return counts


def smallest(counts: list[int]) -> int:
    """Of those that are not nought."""
    return min((count for count in counts if count), default=0)


def is_chosen(place: tuple[int, str, str], chosen: Chosen) -> bool:
    authority, phase, medium = place
    return (
        chosen.authority in (None, authority)
        and chosen.phase in ("", phase)
        and chosen.medium in ("", medium)
    )
