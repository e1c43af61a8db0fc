"""A new dated set, or another for one that is not in force yet. Who saves second sees what the first did."""

from collections.abc import Sequence

from django.db import transaction

from core import clock
from core.models import User
from schools.enums import Phase
from schools.models import BenchmarkBand, ComparisonRun, FamilyWeight, Indicator, Region
from schools.queries.comparing import (
    BandSet,
    WeightSet,
    band_set,
    band_sets,
    context_measures,
    newest_computed_year,
    weight_set,
    weight_sets,
)
from schools.services.comparing.rules import (
    SettingChangedMeanwhile,
    SettingInForce,
    WeightGiven,
    faults_of_bands,
    faults_of_date,
    faults_of_weights,
    refuse,
)
from schools.services.recompute import in_turn, start_run


@transaction.atomic
def save_bands(
    *,
    region: Region,
    phase: Phase,
    valid_from: int,
    uppers: Sequence[float | None],
    confirmed: bool,
    seen: str,
    by: User,
) -> ComparisonRun:
    """`seen`: the stamp of the set that the person had before them; empty for a new one."""
    in_turn(region)
    refuse_changed(band_set(phase, valid_from), seen)
    check_bands(region=region, phase=phase, valid_from=valid_from, uppers=uppers, is_new=not seen)
    bounds = [upper for upper in uppers if upper is not None]
    of_set = BenchmarkBand.objects.filter(phase=phase, valid_from=valid_from)
    of_set.filter(number__gt=len(bounds)).delete()
    for number, upper in enumerate(bounds, start=1):
        BenchmarkBand.objects.update_or_create(
            phase=phase,
            valid_from=valid_from,
            number=number,
            defaults={"upper": upper, "confirmed": confirmed},
        )
    return start_run(region=region, by=by)


@transaction.atomic
def save_weights(
    *,
    region: Region,
    phase: str,
    valid_from: int,
    given: Sequence[WeightGiven],
    confirmed: bool,
    seen: str,
    by: User,
) -> ComparisonRun:
    """`phase` is empty for all that have no weights of their own; `seen` as in `save_bands`."""
    in_turn(region)
    refuse_changed(weight_set(phase, valid_from), seen)
    check_weights(region=region, phase=phase, valid_from=valid_from, given=given, is_new=not seen)
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=[row.code for row in given])}
    of_set = FamilyWeight.objects.filter(phase=phase, valid_from=valid_from)
    of_set.exclude(indicator__in=indicators.values()).delete()
    for row in given:
        FamilyWeight.objects.update_or_create(
            phase=phase,
            valid_from=valid_from,
            indicator=indicators[row.code],
            defaults={"weight": row.weight, "logarithmic": row.logarithmic, "confirmed": confirmed},
        )
    return start_run(region=region, by=by)


def refuse_changed(known: BandSet | WeightSet | None, seen: str) -> None:
    if seen and (known is None or known.stamp != seen):
        raise SettingChangedMeanwhile


def refuse_in_force(*, region: Region, valid_from: int) -> None:
    """What pages were computed with stays as it was."""
    newest = newest_computed_year(region)
    if valid_from <= newest:
        raise SettingInForce(valid_from, newest)


def check_bands(
    *, region: Region, phase: Phase, valid_from: int, uppers: Sequence[float | None], is_new: bool
) -> None:
    """A new set may begin in any year; another may stand in for one only before it is in force."""
    if not is_new:
        refuse_in_force(region=region, valid_from=valid_from)
    known = [row.valid_from for row in band_sets() if row.phase == phase] if is_new else []
    refuse([*faults_of_date(valid_from, known, clock.today().year), *faults_of_bands(uppers)])


def check_weights(
    *, region: Region, phase: str, valid_from: int, given: Sequence[WeightGiven], is_new: bool
) -> None:
    if not is_new:
        refuse_in_force(region=region, valid_from=valid_from)
    known = [row.valid_from for row in weight_sets() if row.phase == phase] if is_new else []
    names = {row.indicator.code: row.indicator.name for row in context_measures(region)}
    refuse([*faults_of_date(valid_from, known, clock.today().year), *faults_of_weights(given, names)])
