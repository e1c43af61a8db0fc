"""A set that is not in force yet may go again; the audit keeps what it was."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.models import User
from schools.enums import Phase
from schools.models import BenchmarkBand, ComparisonRun, FamilyWeight, Region
from schools.queries.comparing import BandSet, WeightSet, band_set, band_sets, weight_set, weight_sets
from schools.services.comparing.saving import refuse_in_force
from schools.services.recompute import in_turn, start_run


class RemovedUnseen(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed or removed this set while you had it open. Look at it before you"
                " remove it."
            )
        )


class OnlySet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is no other set. Add one that begins earlier before you remove this one."))


@transaction.atomic
def remove_bands(*, region: Region, phase: Phase, valid_from: int, seen: str, by: User) -> ComparisonRun:
    """`seen`: the stamp of the set that the person had before them."""
    in_turn(region)
    refuse_unseen(band_set(phase, valid_from), seen)
    refuse_in_force(region=region, valid_from=valid_from)
    if sum(row.phase == phase for row in band_sets()) == 1:
        raise OnlySet
    BenchmarkBand.objects.filter(phase=phase, valid_from=valid_from).delete()
    return start_run(region=region, by=by)


@transaction.atomic
def remove_weights(*, region: Region, phase: str, valid_from: int, seen: str, by: User) -> ComparisonRun:
    """A phase without weights of its own takes those of all."""
    in_turn(region)
    refuse_unseen(weight_set(phase, valid_from), seen)
    refuse_in_force(region=region, valid_from=valid_from)
    if not phase and sum(row.phase == phase for row in weight_sets()) == 1:
        raise OnlySet
    FamilyWeight.objects.filter(phase=phase, valid_from=valid_from).delete()
    return start_run(region=region, by=by)


def refuse_unseen(known: BandSet | WeightSet | None, seen: str) -> None:
    if known is None or known.stamp != seen:
        raise RemovedUnseen
