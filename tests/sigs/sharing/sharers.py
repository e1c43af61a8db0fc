"""A group of three schools with figures that are compared, each with a head, and consents between them."""

from dataclasses import dataclass

from core.models import User
from schools.enums import Role, ShareLevel
from schools.models import Region, Release, School, Share
from schools.queries.shares import newest_terms
from schools.services.recompute import recompute_now
from sigs.models import Group
from sigs.services.sharing import share_with_group
from tests.factories import give_role, make_person, make_result, make_school
from tests.personas import World, make_world
from tests.sigs.factories import make_group

HEADLINE, PROFILE, EFSM = ShareLevel.HEADLINE, ShareLevel.PROFILE, ShareLevel.PROFILE_EFSM
# What stands nowhere but at this level of the second school.
NEWEST, BEFORE, ASSESSED, ELIGIBLE = "73.1", "64.2", "81.7", "55.3"


@dataclass
class Sharers:
    world: World
    group: Group
    one: School
    two: School
    three: School
    head_two: User
    head_three: User

    @property
    def head_one(self) -> User:
        return self.world.people.head

    def share(
        self, school: School, level: ShareLevel, *, with_staff: bool = False, group: Group | None = None
    ) -> Share:
        heads = {self.one: self.head_one, self.two: self.head_two, self.three: self.head_three}
        return share_with_group(
            group=group or self.group,
            school=school,
            level=level,
            with_staff=with_staff,
            terms=newest_terms().version,
            by=heads[school],
        )


def make_sharers(region: Region) -> Sharers:
    world = make_world(region)
    two, three = (make_school("681", name=f"Ysgol {name}") for name in ("y Bont", "Y Garn"))
    heads = []
    for school in (two, three):
        heads.append(make_person(f"Pennaeth {school.name_en}"))
        give_role(heads[-1], Role.HEADTEACHER, school.scope)
    add_figures([world.school, two, three, *(make_school("681") for _ in range(22))], two)
    recompute_now(region=region, by=None)
    group = make_group(world.school, two, three, by=world.people.consortium, name="Grŵp y Dyffryn")
    return Sharers(world, group, world.school, two, three, *heads)


def add_figures(schools: list[School], marked: School) -> None:
    """The marked school's figures are like no other's."""
    release = Release.objects.get(slug="categories-2020")

    def add(school: School, code: str, value: float, cohort: int | None = None, **facts: object) -> None:
        make_result(school, code, value, **{"release": release, "cohort": cohort, **facts})

    for place, school in enumerate(schools):
        is_marked = school == marked
        add(school, "fsm", 5.0 + place / 10)
        add(school, "pupils", 600.0 + place)
        add(school, "l2_inclusive", 73.1 if is_marked else 40.0 + place, cohort=100)
        add(school, "l2_inclusive", 64.2 if is_marked else 41.0 + place, cohort=100, year=2024)
        for group, value in (
            ("efsm", 55.3 if is_marked else 30.0),
            ("not_efsm", 79.0 if is_marked else 60.0),
        ):
            add(school, "l2_inclusive", value, cohort=30 if group == "efsm" else 70, group=group)
        add(school, "csi_ks3", 81.7 if is_marked else 60.0, cohort=90)
