"""How schools are compared, as dated settings: bounds of the benchmark groups, weights of the families."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Count

from core.models import User
from schools.enums import Group, IndicatorKind, IndicatorState, Phase, RunState
from schools.models import BenchmarkBand, ComparisonRun, FamilyWeight, Indicator, Region, Result

# A figure older than this many years takes no part in likeness (schools.comparisons.families).
RECENT_YEARS = 3
# Of weights for all phases that have none of their own.
EVERY_PHASE = ""


@dataclass(frozen=True)
class BandSet:
    """Upper bounds, smallest first, of the groups of a phase from a year on."""

    phase: Phase
    valid_from: int
    uppers: list[float] = field(default_factory=list)
    confirmed: bool = False

    @property
    def stamp(self) -> str:
        return stamp_of([self.confirmed, *self.uppers])


@dataclass(frozen=True)
class Weighed:
    indicator: Indicator
    weight: float
    logarithmic: bool


@dataclass(frozen=True)
class WeightSet:
    """What makes schools alike from a year on, the heaviest first. An empty phase stands for all that have no
    weights of their own."""

    phase: str
    valid_from: int
    weights: list[Weighed] = field(default_factory=list)
    confirmed: bool = False

    @property
    def stamp(self) -> str:
        rows = sorted((row.indicator.code, row.weight, row.logarithmic) for row in self.weights)
        return stamp_of([self.confirmed, *rows])


def stamp_of(said: Iterable[object]) -> str:
    """What a person had before them, so that somebody else's change in between is seen."""
    return hashlib.sha256(repr(list(said)).encode()).hexdigest()[:16]


def band_sets() -> list[BandSet]:
    """By phase, the newest first."""
    found: dict[tuple[str, int], BandSet] = {}
    rows = BenchmarkBand.objects.order_by("phase", "-valid_from", "number")
    for row in rows:
        key = (row.phase, row.valid_from)
        known = found.setdefault(key, BandSet(Phase(row.phase), row.valid_from, [], row.confirmed))
        known.uppers.append(row.upper)
    return in_order_of_phases(found.values())


def weight_sets() -> list[WeightSet]:
    """Those for every phase before those of one, the newest first."""
    found: dict[tuple[str, int], WeightSet] = {}
    rows = FamilyWeight.objects.select_related("indicator").order_by(
        "-valid_from", "-weight", "indicator__position", "indicator__code"
    )
    for row in rows:
        key = (row.phase, row.valid_from)
        known = found.setdefault(key, WeightSet(row.phase, row.valid_from, [], row.confirmed))
        known.weights.append(Weighed(row.indicator, row.weight, row.logarithmic))
    return in_order_of_phases(found.values())


def in_order_of_phases(sets: Iterable[Any]) -> list[Any]:
    places = {EVERY_PHASE: -1, **{phase.value: place for place, phase in enumerate(Phase)}}
    return sorted(sets, key=lambda row: (places[row.phase], -row.valid_from))


def band_set(phase: str, valid_from: int) -> BandSet | None:
    return next((row for row in band_sets() if (row.phase, row.valid_from) == (phase, valid_from)), None)


def weight_set(phase: str, valid_from: int) -> WeightSet | None:
    return next((row for row in weight_sets() if (row.phase, row.valid_from) == (phase, valid_from)), None)


def newest_computed_year(region: Region) -> int:
    """Of the figures that pages show; 0 before the first run. Settings that are in force by then stand."""
    run = ComparisonRun.objects.filter(region=region, state=RunState.CURRENT).first()
    return int(run.counts.get("newest_year", 0)) if run else 0


def grouped_phases(sets: Iterable[BandSet]) -> list[Phase]:
    """Those in which a measure is placed by benchmark groups, and those with groups already."""
    placed = Indicator.objects.values_list("benchmarked_phases", flat=True)
    named = {phase for phases in placed for phase in phases} | {row.phase for row in sets}
    return [phase for phase in Phase if phase in named]


@dataclass(frozen=True)
class ContextMeasure:
    """`schools`: how many have a figure that is not too old to count."""

    indicator: Indicator
    schools: int


def context_measures(region: Region) -> list[ContextMeasure]:
    """Measures of context in use that hold figures, in the order of the catalogue."""
    newest = newest_computed_year(region)
    held = dict(
        Result.objects.filter(
            indicator__kind=IndicatorKind.CONTEXT,
            indicator__state=IndicatorState.IN_USE,
            group=Group.ALL,
            part="",
            value__isnull=False,
            year__gt=newest - RECENT_YEARS,
        )
        .order_by()
        .values_list("indicator")
        .annotate(schools=Count("school", distinct=True))
    )
    found = Indicator.objects.filter(pk__in=held)
    return [ContextMeasure(indicator, held[indicator.pk]) for indicator in found]


@dataclass(frozen=True)
class LastChange:
    at: dt.datetime
    # Empty: the portal's own set-up.
    who: str


# Of bounds or weights, by phase and date.
Changes = dict[tuple[str, int], LastChange]


def last_changes() -> tuple[Changes, Changes]:
    """Who changed each set of bounds, and each set of weights, last: from the audit."""
    rows = [newest_events(name) for name in ("BenchmarkBandEvent", "FamilyWeightEvent")]
    people = {user for found in rows for *_set, user in found if user}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    bands, weights = (
        {
            (phase, valid_from): LastChange(at, names.get(user or 0, ""))
            for phase, valid_from, at, user in found
        }
        for found in rows
    )
    return bands, weights


def newest_events(name: str) -> list[tuple[str, int, dt.datetime, int | None]]:
    events: Any = apps.get_model("schools", name)
    newest = events.objects.order_by("phase", "valid_from", "-pgh_id").distinct("phase", "valid_from")
    rows = newest.values_list("phase", "valid_from", "pgh_created_at", "pgh_context")
    return [(phase, year, at, (context or {}).get("user")) for phase, year, at, context in rows]
