"""The fictional schools themselves: names, places, kinds, when they opened and ended, who followed whom."""

from dataclasses import dataclass, field

from numpy.random import Generator

from schools.demonstration.names import Names
from schools.demonstration.places import Ground, Town
from schools.demonstration.schoolplan import CIW, MERGERS, NUMBER_FROM, OPENED, RC, TODAY, Merger

SPARSE_SPREAD = 0.014


@dataclass(eq=False)
class PlannedSchool:
    authority: str
    phase: str
    medium: str
    faith: str
    town: Town
    # "infants" or "juniors" where a primary school has only these.
    ages: str = ""
    name: str = ""
    number: str = ""
    street: str = ""
    longitude: float = 0.0
    latitude: float = 0.0
    has_sixth_form: bool = False
    # Academic years by the calendar year in which they end; None: since before any list, or still open.
    first_year: int | None = None
    last_year: int | None = None
    successor: "PlannedSchool | None" = None
    evidence: str = ""
    predecessors: list["PlannedSchool"] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.last_year is None

    @property
    def is_mainstream(self) -> bool:
        return self.phase in {"primary", "secondary", "all_age"}

    @property
    def teaches_year_11(self) -> bool:
        return self.phase in {"secondary", "all_age"}

    @property
    def teaches_primary(self) -> bool:
        return self.phase in {"primary", "all_age"}

    @property
    def is_sparse(self) -> bool:
        return self.town.spread >= SPARSE_SPREAD

    def runs_in(self, year: int) -> bool:
        return (self.first_year or 0) <= year <= (self.last_year or 9999)

    @property
    def governance(self) -> str:
        if self.phase in {"special", "nursery", "pru"}:
            return "Not Applicable"
        return "Voluntary aided" if self.faith else "Community"

    @property
    def age_range(self) -> str:
        if self.phase == "primary":
            return {"infants": "Nursery & Infants", "juniors": "Juniors"}.get(
                self.ages, "Nursery, Infants & Juniors"
            )
        sixth_form = self.has_sixth_form
        return {
            "secondary": "Secondary (ages 11-19)" if sixth_form else "Secondary (ages 11-16)",
            "all_age": "Middle (ages 3-19)" if sixth_form else "Middle (ages 3-16)",
            "special": "Special (with post-16 provision)"
            if sixth_form
            else "Special (without post-16 provision)",
            "nursery": "Nursery",
            "pru": "Pupil referral unit",
        }[self.phase]


def plan_register(chance: Generator, schools: int | None = None) -> list[PlannedSchool]:
    """All schools, open and ended, ordered by number. With `schools`, only about so many open ones."""
    ground = Ground(chance)
    planned = thinned(todays_schools(ground), schools)
    for authority, phase, first_year in OPENED:
        for school in unused(planned, authority, phase, ("EM", ""))[:1]:
            school.first_year = first_year
    for merger in MERGERS:
        planned += carry_out(merger, planned, ground)
    name_all(planned, Names(chance), chance)
    for school in planned:
        school.longitude, school.latitude = ground.point(school.authority, school.town)
        school.has_sixth_form = school.phase != "primary" and float(chance.random()) < 0.74
    number_all(planned)
    return sorted(planned, key=lambda school: school.number)


def todays_schools(ground: Ground) -> list[PlannedSchool]:
    return [
        PlannedSchool(authority, phase, medium, faith, ground.town(authority, phase))
        for authority, phases in TODAY.items()
        for phase, kinds in phases.items()
        for (medium, faith), count in kinds.items()
        for _ in range(count)
    ]


def thinned(planned: list[PlannedSchool], schools: int | None) -> list[PlannedSchool]:
    """Every so many-th, so that authorities, phases and media keep their shares."""
    if schools is None or schools >= len(planned):
        return planned
    return [planned[index * len(planned) // schools] for index in range(schools)]


def unused(
    planned: list[PlannedSchool], authority: str, phase: str, kind: tuple[str, str]
) -> list[PlannedSchool]:
    """Open schools of this kind that always stood and that nobody else's pupils came to."""
    return [
        school
        for school in planned
        if (school.authority, school.phase) == (authority, phase)
        and (school.medium, school.faith) == kind
        and school.is_open
        and school.first_year is None
        and not school.predecessors
    ]


def carry_out(merger: Merger, planned: list[PlannedSchool], ground: Ground) -> list[PlannedSchool]:
    """The schools that ended; none where (in a thinned region) there is nobody to take their pupils."""
    takers = unused(planned, merger.authority, merger.new or merger.ended[0], merger.kind)
    if not takers:
        return []
    taker = takers[0]
    if merger.new:
        taker.first_year = merger.last_year + 1
    ended = []
    for part in merger.ended:
        phase = "primary" if part in {"infants", "juniors"} else part
        school = PlannedSchool(
            merger.authority, phase, *merger.kind, taker.town, ages=part if part != phase else ""
        )
        school.last_year = merger.last_year
        if merger.recorded:
            school.successor = taker
            school.evidence = evidence(merger)
            taker.predecessors.append(school)
        ended.append(school)
    return ended


def evidence(merger: Merger) -> str:
    if not merger.new:
        return "pupils moved to a neighbour (demonstration)"
    return "same site (demonstration)" if len(merger.ended) == 1 else "amalgamated (demonstration)"


def name_all(planned: list[PlannedSchool], names: Names, chance: Generator) -> None:
    """Infant and junior schools of one place share its name; a renewed school takes a new one."""
    shared: dict[int, str] = {}
    for school in planned:
        if school.ages and school.successor:
            place = shared.setdefault(id(school.successor), names.place(welsh=school.medium == "WM"))
            suffix = {"infants": "Infant School", "juniors": "Junior School"}[school.ages]
            school.name = f"{place} {suffix}"
        else:
            school.name = names.school(school.phase, school.medium, school.faith)
        school.street = names.street(school.medium == "WM" or float(chance.random()) < 0.25)


def number_all(planned: list[PlannedSchool]) -> None:
    """New schools have later numbers than old ones, as they do in the real lists."""
    used: dict[tuple[str, str], int] = {}
    for school in sorted(planned, key=lambda school: (school.first_year or 0, school.faith in {CIW, RC})):
        key = (school.authority, school.phase)
        used[key] = used.get(key, 0) + 1
        school.number = f"{school.authority}9{NUMBER_FROM[school.phase] + used[key]:03d}"
