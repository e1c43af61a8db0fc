"""A world with something on every page: schools with figures, categories and contacts, a run of comparisons,
an import, an invitation."""

import datetime as dt
from dataclasses import dataclass

from core import clock
from core.models import Invitation, RoleAssignment
from core.services.tokens import make_token
from schools.enums import Category, ContactRole, PackLanguage, Phase, Role
from schools.models import (
    Boundary,
    ComparisonRun,
    Contact,
    Federation,
    FederationMembership,
    ImportBatch,
    Indicator,
    Release,
    School,
)
from schools.services.imports import check_file, confirm_import
from schools.services.recompute import recompute_now
from schools.services.saved import save_view
from sigs.models import Group
from tests.architecture.chosen import add_more_sets, add_sets
from tests.architecture.furnished_catalogue import add_catalogue, add_more_catalogue
from tests.architecture.furnished_composing import add_compositions, add_more_compositions
from tests.architecture.furnished_days import add_days, add_more_days
from tests.architecture.furnished_drafts import add_drafts, add_more_drafts
from tests.architecture.furnished_groups import add_groups, add_more_groups
from tests.architecture.furnished_help import add_help, add_more_help
from tests.architecture.furnished_money import add_money, add_more_money
from tests.architecture.furnished_samples import add_samples
from tests.architecture.furnished_sharing import add_more_sharing, add_sharing
from tests.architecture.furnished_strengths import add_more_strengths, add_strengths, add_time_out
from tests.architecture.furnished_support import add_more_support, add_support
from tests.architecture.furnished_work import add_more_work, add_work
from tests.architecture.reviewed import Reviewed, a_pack, add_reviews, more_evidence
from tests.factories import MOMENT, START, give_role, make_category, make_person, make_result, make_school
from tests.personas import World

# Indicator, value of the first school, and what each further one has more.
FIGURES = {"fsm": (8.0, 0.1), "pupils": (640.0, 35.0), "attendance": (91.0, 0.2), "capped9": (340.0, 3.0)}
COLOURS = [Category.GREEN, Category.YELLOW, Category.AMBER, Category.RED]
FREE_MEALS = """school_number,school_name,local_authority,sector,year,fsm_percent
6819901,Ysgol Gyfun Brawf,Cardiff,Secondary,2019-20,19.7
6749902,Ysgol Gynradd Arall,Rhondda Cynon Taf,Primary,2019-20,44.4
"""
COLOURED = "Rhif,Lliw\n6819901,Gwyrdd\n"
UNKNOWN_SCHOOL = "6749999,Ysgol Ddieithr,Rhondda Cynon Taf,Primary,2019-20,12.0\n"
# What stands in the imported files, which pages show as it is.
FILES = [FREE_MEALS, COLOURED, UNKNOWN_SCHOOL]


@dataclass
class Furnished:
    world: World
    schools: list[School]
    invitation: Invitation
    # Four files: waiting for confirmation, stored, and refused for its unknown header or for want of a year.
    waiting: ImportBatch
    stored: ImportBatch
    unknown: ImportBatch
    undated: ImportBatch
    federation: Federation
    run: ComparisonRun
    reviewed: Reviewed
    retired: Indicator
    # The one of the head's school, which the convenor leads, and the one of the other head's.
    group: Group
    other_group: Group


def furnish(world: World, further: int = 9) -> Furnished:
    """`further` secondary schools beside the first, and as many primary ones beside the other."""
    schools = [world.school, world.other_school, *more_schools(further)]
    for place, school in enumerate(schools):
        add_figures(school, place)
    add_contact(world.school, ContactRole.HEAD)
    add_boundaries()
    stored = check(world, "free-meals.csv", FREE_MEALS)
    confirm_import(stored, by=world.people.data_officer)
    for person in (world.people.head, world.people.other_head):
        save_view(person=person, page="schools", query="phase=primary", name="Primary schools")
        make_token(name="Governors’ workbook", days=90, by=person)
    add_sets(world, schools)
    add_days(world)
    add_support(world)
    add_samples(world)
    group, other_group = add_groups(world, schools)
    add_money(world, group, other_group)
    add_work(world, group, other_group, schools)
    add_sharing(world, group, other_group, schools)
    add_strengths(world)
    add_time_out(world)
    run = recompute_now(region=world.region, by=world.people.data_officer)
    add_compositions(world)
    add_drafts(world, schools, group)
    add_help(world, schools, group)
    return Furnished(
        world=world,
        schools=schools,
        invitation=make_invitation(world),
        waiting=check(world, "free-meals-new.csv", FREE_MEALS.replace("19.7", "20.1") + UNKNOWN_SCHOOL),
        stored=stored,
        unknown=check(world, "lliwiau.csv", COLOURED),
        undated=check(world, "categories.csv", "School code,Support category\n6819901,Green\n"),
        federation=join(schools[:2]),
        run=run,
        reviewed=add_reviews(world, run),
        retired=add_catalogue(world, run, stored),
        group=group,
        other_group=other_group,
    )


def grow(shown: Furnished, further: int = 20) -> None:
    """More of everything that stands in a list."""
    world = shown.world
    for place, school in enumerate(more_schools(further), start=len(shown.schools)):
        add_figures(school, place)
        shown.schools.append(school)
        give_role(world.people.adviser, Role.ADVISER, school.scope)
    add_more_sets(world, shown.schools)
    add_more_days(world, schools=shown.schools[2:6])
    add_more_support(world, shown.schools[2:6])
    add_samples(world)
    add_more_strengths(world, shown.schools[-4:])
    for role in (ContactRole.DEPUTY, ContactRole.CHAIR, ContactRole.OFFICE):
        add_contact(world.school, role)
    for number in range(3):
        make_invitation(world, f"newydd{number}@demo.example")
        colleague = make_person(f"Cydweithiwr {number}")
        give_role(colleague, Role.TEACHER, world.school.scope)
        give_role(world.people.head, Role.GOVERNOR, shown.schools[-1 - number].scope)
        check(world, f"another-{number}.csv", FREE_MEALS.replace("19.7", f"21.{number}"))
        recompute_now(region=world.region, by=world.people.data_officer)
        join(shown.schools[4 + 2 * number : 6 + 2 * number])
        more_evidence(shown.reviewed.review, world.people.head)
    add_more_catalogue(world, shown.run)
    add_more_compositions(world)
    add_more_drafts(world)
    add_more_groups(shown.group, shown.other_group, shown.schools, world)
    add_more_money(shown.group, shown.other_group, world)
    add_more_work(world, shown.group, shown.other_group)
    add_more_help(world, shown.schools)
    add_more_sharing(shown.group, world.people.head)
    for language in (PackLanguage.ENGLISH, PackLanguage.BOTH):
        a_pack(world.school, shown.run, world.people.head, language)


def join(schools: list[School]) -> Federation:
    federation = Federation.objects.create(name_en="The two schools", name_cy="Y ddwy ysgol")
    for school in schools:
        FederationMembership.objects.create(federation=federation, school=school, starts_on=START)
    return federation


def more_schools(number: int) -> list[School]:
    secondary = [make_school("681", name=f"Ysgol Uwchradd {place}") for place in range(number)]
    primary = [
        make_school("674", name=f"Ysgol y Babanod {place}", phase=Phase.PRIMARY) for place in range(number)
    ]
    return secondary + primary


def check(world: World, file_name: str, text: str) -> ImportBatch:
    return check_file(
        content=text.encode(), file_name=file_name, region=world.region, by=world.people.data_officer
    )


def add_figures(school: School, place: int) -> None:
    for indicator, (first, step) in FIGURES.items():
        if indicator != "capped9" or school.phase == Phase.SECONDARY:
            make_result(school, indicator, first + step * place, cohort=100 + place)
    # With a year before, so that there is something to put together.
    before = Release.objects.get(slug="address-list-2018-04")
    for year in (2019, 2020):
        make_result(school, "l1", 90.0 + place / 10, cohort=90 + place, year=year, release=before)
    make_category(school, 2019, COLOURS[place % 4])
    make_category(school, 2020, COLOURS[(place + 1) % 4])


def add_contact(school: School, role: ContactRole) -> None:
    Contact.objects.create(
        school=school,
        role=role,
        name="Bethan Rowlands",
        email="head@school.example",
        changed_at=MOMENT,
        changed_by=RoleAssignment.objects.filter(scope=school.scope)[0].user,
    )


def add_boundaries() -> None:
    for code, west in (("681", -3.3), ("674", -3.5)):
        corners = [[west, 51.4], [west + 0.2, 51.4], [west + 0.2, 51.7], [west, 51.7], [west, 51.4]]
        Boundary.objects.create(
            authority_id=School.objects.filter(authority__code=code)[0].authority_id,
            geometry={"type": "Polygon", "coordinates": [corners]},
        )


def make_invitation(world: World, email: str = "newydd@demo.example") -> Invitation:
    return Invitation.objects.create(
        email=email,
        name="Gwen Newydd",
        preferred_language="cy",
        role=Role.TEACHER,
        scope=world.school.scope,
        invited_by=world.people.administrator,
        invited_at=MOMENT,
        expires_on=clock.today() + dt.timedelta(days=14),
    )
