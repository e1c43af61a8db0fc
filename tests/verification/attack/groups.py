"""Somebody who sees other schools through groups: in two of them at different levels, who revokes and
consents again, while schools come and go, and keeps every file of every moment."""

import re

from django.core.cache import cache
from django.test import Client

from core.models import User
from schools.disclosure import may_show
from schools.enums import IndicatorKind, Role, ShareLevel
from schools.models import Indicator, School
from schools.queries.shares import newest_terms
from sigs.models import Group
from sigs.services.groups import admit_school, release_school
from sigs.services.sharing import share_with_group, stop_sharing
from tests.factories import give_role, make_person
from tests.sigs.factories import make_group
from tests.verification.attack.collectors import (
    GROUP_LABELS,
    Gathered,
    ending,
    gathered_by,
    half_of,
    names_of_measures,
    rows_of,
    state,
)
from tests.verification.attack.region import Attacked, Name
from tests.verification.attack.solver import StatedTogether
from tests.verification.attack.tables import Key

# Shown to nobody but by consent.
ASSESSED = ("l1", "numeracy")
SEVERAL_YEARS = re.compile(r"^(\d{4})/\d\d to (\d{4})/\d\d$", re.ASCII)


def withhold_assessments() -> None:
    """Two of the measures become teacher assessment, of which nothing is published; before anything is
    compared."""
    Indicator.objects.filter(code__in=ASSESSED).update(kind=IndicatorKind.TEACHER_ASSESSMENT)


def group_files(client: Client, attacked: Attacked, found: Gathered) -> None:
    measures = {name: code for code, name in names_of_measures().items()}
    numbers = {school.name_en: number for number, school in attacked.schools.items()}
    for slug in Group.objects.values_list("slug", flat=True):
        for row in rows_of(client, f"/en/groups/{slug}/compare/figures.csv")[1:]:
            school, _level, measure, pupils, year, figure, *_rest = row
            if measure not in measures or school not in numbers:
                continue
            name = numbers[school], measures[measure]
            several = SEVERAL_YEARS.match(year)
            if several is None:
                state(found, name, (ending(year), GROUP_LABELS[pupils]), figure)
            elif figure:
                first, last = (int(start) + 1 for start in several.groups())
                stated = StatedTogether(GROUP_LABELS[pupils], first, last, float(figure), half_of(figure))
                found[name].together.append(stated)


def protected(attacked: Attacked, name: Name) -> list[Key]:
    """The figures that are displayed to nobody but the school itself, whatever is shared: of few pupils, or
    what would give those away. Of teacher assessment, which is not compared, those of few pupils."""
    table = attacked.tables[name]
    rows = attacked.run.comparisons.filter(school__number=name[0], indicator__code=name[1])
    compared = set(rows.values_list("year", "pupils"))
    return [
        key
        for key, cell in sorted(table.cells.items())
        if cell.is_there
        and cell.pupils
        and (not may_show(cell.pupils, key[1]) if name[1] in ASSESSED else key not in compared)
    ]


def gathered_through_groups(attacked: Attacked) -> tuple[User, Gathered]:
    """All that the head of the first school knows of the others in the end, and who it is."""
    person, by = attacked.people.head, attacked.people.consortium
    own, *others = attacked.schools.values()
    heads = {own.pk: person}
    for school in others:
        heads[school.pk] = make_person()
        give_role(heads[school.pk], Role.HEADTEACHER, school.scope)
    first = make_group(own, *others[:2], by=by, name="The first", tier="cluster")
    second = make_group(own, *others[1:], by=by, name="The second", tier="siglet")

    def share(group: Group, school: School, level: ShareLevel) -> None:
        share_with_group(
            group=group,
            school=school,
            level=level,
            with_staff=False,
            terms=newest_terms().version,
            by=heads[school.pk],
        )

    def look() -> None:
        cache.clear()
        group_files(client, attacked, found)

    client = Client()
    client.force_login(person)
    found = gathered_by(person, attacked)
    levels = list(ShareLevel)
    for place, school in enumerate(others):
        for group in (first, second):
            if group.members.filter(school=school).exists():
                share(group, school, levels[(place + (group == second)) % len(levels)])
    for mine, theirs in ((levels[0], levels[2]), (levels[2], levels[1]), (levels[1], levels[2])):
        share(first, own, mine)
        share(second, own, theirs)
        look()
        stop_sharing(group=second, school=own, by=person)
        look()
    # One leaves, another comes; then all share everything.
    release_school(group=first, school=others[0], by=heads[others[0].pk])
    admit_school(group=first, school=others[-1], by=by)
    look()
    admit_school(group=first, school=others[0], by=by)
    for group in (first, second):
        for member in group.members.filter(left_on__isnull=True).select_related("school"):
            share(group, member.school, levels[2])
    look()
    return person, found
