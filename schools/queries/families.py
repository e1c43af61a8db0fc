"""Whom a school is compared with by default: its family, from the run that is shown."""

import datetime as dt
from dataclasses import dataclass, field

from core.pairs import Pair
from schools.enums import RunState, Unmatched
from schools.models import ComparisonRun, Family, FamilyWeight, Indicator, School

# So many schools are looked for.
ASKED = 30
# After any year.
LATER = 9999


@dataclass(frozen=True)
class Alike:
    """A school of the family. Number and names are empty for schools outside the region."""

    school_id: int
    place: int
    distance: float
    is_close: bool
    medium: str
    number: str = ""
    name_en: str = ""
    name_cy: str = ""

    name = Pair()


@dataclass(frozen=True)
class FamilyFound:
    """`members` nearest first; empty with the reason in `unmatched`, or because no run is shown yet. `known`:
    percent of the weights that the school has figures for."""

    members: list[Alike] = field(default_factory=list)
    close: int = 0
    known: float = 0.0
    unmatched: Unmatched | None = None
    computed_at: dt.datetime | None = None

    @property
    def ids(self) -> list[int]:
        return [member.school_id for member in self.members]

    @property
    def same_medium(self) -> dict[str, int]:
        """How many of each medium."""
        found: dict[str, int] = {}
        for member in self.members:
            found[member.medium] = found.get(member.medium, 0) + 1
        return found


def family(school: School) -> FamilyFound:
    """Two queries."""
    row = (
        Family.objects.filter(run__state=RunState.CURRENT, school=school)
        .values_list("members", "distances", "close", "known", "unmatched", "run__finished_at")
        .first()
    )
    if row is None:
        return FamilyFound()
    members, distances, close, known, unmatched, finished_at = row
    facts = {
        pk: (medium, number if scope else "", name_en if scope else "", name_cy if scope else "")
        for pk, medium, number, name_en, name_cy, scope in School.objects.filter(pk__in=members).values_list(
            "pk", "medium", "number", "name_en", "name_cy", "scope"
        )
    }
    return FamilyFound(
        members=[
            Alike(pk, place, distance, place <= close, *facts[pk])
            for place, (pk, distance) in enumerate(zip(members, distances, strict=True), start=1)
            if pk in facts
        ],
        close=close,
        known=known,
        unmatched=Unmatched(unmatched) if unmatched else None,
        computed_at=finished_at,
    )


def weights_in_force(phase: str, run: ComparisonRun | None) -> list[FamilyWeight]:
    """The weights that the shown run took for schools of the phase, heaviest first: those of its newest year,
    the phase's own or, where it has none, everybody's."""
    newest = (run.counts.get("newest_year") if run else None) or LATER
    rows = list(
        FamilyWeight.objects.filter(valid_from__lte=newest, phase__in=[phase, ""])
        .select_related("indicator")
        .order_by("-phase", "-valid_from", "-weight", "indicator")
    )
    return [row for row in rows if (row.phase, row.valid_from) == (rows[0].phase, rows[0].valid_from)]


def weighable() -> list[Indicator]:
    """What likeness can be made of: context of a school that is not a result."""
    return list(Indicator.objects.filter(kind="context").order_by("position"))
