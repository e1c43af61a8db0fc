"""What a setting would change, worked out by the comparisons themselves before anything is saved."""

from collections.abc import Sequence

from schools.comparisons import effect
from schools.comparisons.effect import BandsEffect, WeightsEffect
from schools.comparisons.frames import Frames, Weight, read
from schools.enums import Phase
from schools.models import Indicator, Region
from schools.services.comparing.rules import WeightGiven


def bands_effect(*, region: Region, phase: Phase, valid_from: int, uppers: Sequence[float]) -> BandsEffect:
    return effect.bands_effect(read(region), phase, valid_from, uppers)


def weights_effect(
    *, region: Region, phase: str, valid_from: int, given: Sequence[WeightGiven]
) -> WeightsEffect:
    frames = read(region)
    return effect.weights_effect(frames, phase, valid_from, weights_of(frames, given))


def weights_of(frames: Frames, given: Sequence[WeightGiven]) -> list[Weight]:
    ids = dict(Indicator.objects.filter(code__in=[row.code for row in given]).values_list("code", "pk"))
    place = {pk: place for place, pk in enumerate(frames.measures.ids.tolist())}
    return [Weight(place[ids[row.code]], row.logarithmic, row.weight) for row in given]
