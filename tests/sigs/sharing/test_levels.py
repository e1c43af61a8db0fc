"""What is seen of a school is what it shares, and no more than the reader's own school shares."""

import itertools

import pytest
from django.test import Client

from core.models import User
from schools.enums import ShareLevel
from schools.queries.shares import LEVELS
from sigs.queries.sharing import sharing_in
from tests.factories import make_person
from tests.sigs.factories import make_group
from tests.sigs.sharing.sharers import (
    ASSESSED,
    BEFORE,
    EFSM,
    ELIGIBLE,
    HEADLINE,
    NEWEST,
    PROFILE,
    Sharers,
    make_sharers,
)

MARKS = {NEWEST: HEADLINE, BEFORE: PROFILE, ASSESSED: PROFILE, ELIGIBLE: EFSM}


@pytest.fixture
def sharers(region) -> Sharers:
    return make_sharers(region)


def seen_by(person: User, sharers: Sharers) -> tuple[str, str]:
    """The page and its file."""
    client = Client()
    client.force_login(person)
    address = f"/en/groups/{sharers.group.slug}/compare/"
    page = client.get(address)
    file = client.get(f"{address}figures.csv")
    assert (page.status_code, file.status_code) == (200, 200)
    return page.content.decode(), file.getvalue().decode("utf-8-sig")


@pytest.mark.parametrize(("own", "other"), list(itertools.product([None, *ShareLevel], repeat=2)))
def test_one_sees_at_most_what_one_shares(sharers, own, other):
    if own:
        sharers.share(sharers.one, own)
    if other:
        sharers.share(sharers.two, other)
    page, file = seen_by(sharers.head_one, sharers)
    for mark, level in MARKS.items():
        expected = bool(own and other) and min(map(LEVELS.index, (own, other))) >= LEVELS.index(level)
        assert (mark in page, mark in file) == (expected, expected), (mark, own, other)


def test_place_and_expectation_belong_to_the_profile(sharers):
    sharers.share(sharers.one, EFSM)
    sharers.share(sharers.two, HEADLINE)
    sharers.share(sharers.three, PROFILE)
    _page, file = seen_by(sharers.head_one, sharers)
    rows = [row.split(",") for row in file.splitlines()[1:]]
    placed = {row[0] for row in rows if row[6] or row[7]}
    assert placed == {sharers.one.name_en, sharers.three.name_en}


def test_two_groups_do_not_add_up(sharers):
    """The second school shares its profile in another group of both: the first group shows none of it."""
    siglet = make_group(
        sharers.one, sharers.two, by=sharers.world.people.consortium, tier="siglet", name="Siglet y Bont"
    )
    for school in (sharers.one, sharers.two):
        sharers.share(school, HEADLINE)
        sharers.share(school, EFSM, group=siglet)
    page, file = seen_by(sharers.head_one, sharers)
    assert NEWEST in page
    assert BEFORE not in page + file
    assert sharing_in(siglet, sharers.head_one).seen[sharers.two.pk] == EFSM


def test_staff_see_it_where_the_head_lets_them(sharers):
    sharers.share(sharers.two, PROFILE)
    sharers.share(sharers.one, PROFILE)
    assert NEWEST not in seen_by(sharers.world.people.teacher, sharers)[0]
    sharers.share(sharers.one, PROFILE, with_staff=True)
    assert BEFORE in seen_by(sharers.world.people.teacher, sharers)[1]


@pytest.mark.parametrize("persona", ["adviser", "senior_adviser", "consortium"])
def test_nobody_else_gains_by_it(sharers, persona):
    for school in (sharers.one, sharers.two, sharers.three):
        sharers.share(school, EFSM)
    page, file = seen_by(getattr(sharers.world.people, persona), sharers)
    assert "3 of 3 schools share." in page
    for mark in MARKS:
        assert mark not in page + file


def test_a_convenor_without_a_school_sees_none_of_it(sharers):
    convenor = make_person("Mared Trefor")
    group = make_group(
        sharers.one, sharers.two, by=sharers.world.people.consortium, tier="siglet", convenor=convenor
    )
    for school in (sharers.one, sharers.two):
        sharers.share(school, EFSM, group=group)
    assert sharing_in(group, convenor).seen == {}


@pytest.mark.parametrize("persona", ["stranger", "other_head", "governor", "administrator"])
def test_a_stranger_finds_nothing_there(sharers, persona):
    client = Client()
    client.force_login(getattr(sharers.world.people, persona))
    number = sharers.one.number
    for page in ("", "figures.csv", "figures.xlsx", f"sharing/{number}/", f"sharing/{number}/end/"):
        address = f"/en/groups/{sharers.group.slug}/compare/{page}"
        assert client.get(address).status_code == 404, address


def test_only_the_own_head_decides(sharers):
    client = Client()
    for person in (sharers.head_two, sharers.world.people.teacher, sharers.world.people.consortium):
        client.force_login(person)
        address = f"/en/groups/{sharers.group.slug}/compare/sharing/{sharers.one.number}/"
        assert client.get(address).status_code == 403
        assert client.post(f"{address}end/").status_code == 403
        assert client.post(f"{address}later/").status_code == 403
    assert not sharers.group.scope.shares.exists()


def test_schools_stand_by_name_and_never_by_result(sharers):
    for school in (sharers.one, sharers.two, sharers.three):
        sharers.share(school, EFSM)
    _page, file = seen_by(sharers.head_one, sharers)
    by_measure: dict[str, list[str]] = {}
    for row in (line.split(",") for line in file.splitlines()[1:]):
        names = by_measure.setdefault(row[2], [])
        if row[0] not in names:
            names.append(row[0])
    in_order = [school.name_en for school in sharing_in(sharers.group, sharers.head_one).members]
    assert all(names == in_order for names in by_measure.values()), by_measure
