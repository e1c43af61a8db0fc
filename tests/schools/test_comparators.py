"""Own comparator sets: made by name or by characteristics, refused with a sentence, used, taken back."""

import csv
import io
import threading

import pytest
from django.db import connection
from django.test import Client

from core.errors import DomainError
from core.models import User
from schools.enums import ComparatorRule, Phase
from schools.models import ComparatorSet, School
from schools.presenting.now import now
from schools.queries.comparators import Criteria, comparators_for, found_by_facts, own_sets
from schools.services.comparators import (
    NameTaken,
    SchoolsRefused,
    SetChangedMeanwhile,
    SetGone,
    change_set,
    make_set,
    remove_set,
    restore_set,
    stamp,
    use_default,
    use_set,
)
from schools.services.recompute import recompute_now
from tests.factories import make_school
from tests.personas import World
from tests.schools.compared import describe, others, page_of, publish, reachable, welsh

pytestmark = pytest.mark.django_db

VALUES = [360.0, 365.0, 370.0, 375.0, 380.0, 385.0]


@pytest.fixture
def region(world: World) -> World:
    """Six schools of the region, seven like the own one elsewhere in Wales."""
    others(VALUES, authority="674")
    others([300.0] * 7)
    describe(world.school)
    publish(world.school, 388.0)
    recompute_now(region=world.region, by=None)
    return world


def named(world: World) -> list[School]:
    return list(School.objects.filter(name_en__startswith="Ysgol Debyg 674").order_by("name_en"))


def numbers(world: World, count: int = 6) -> list[str]:
    return [school.number for school in named(world)][:count]


def a_set(world: World, by: User | None = None, **facts) -> ComparatorSet:
    return make_set(
        **{
            "school": world.school,
            "name": "Cymdogion",
            "rule": ComparatorRule.BY_NAME,
            "numbers": numbers(world),
            "by": by or world.people.head,
            **facts,
        }
    )


def refusals(world: World, chosen: list[str]) -> str:
    with pytest.raises(SchoolsRefused) as refusal:
        a_set(world, numbers=chosen)
    return " ".join(str(line) for line in (refusal.value.sentence, *refusal.value.details))


def test_a_set_takes_the_place_of_the_default(region: World) -> None:
    a_set(region)
    found = now(page_of(region.school, comparators=comparators_for(region.people.head, region.school)))
    assert found.page.compared.stated == "Compared with your own set “Cymdogion”: 6 schools"
    assert found.place == "1st of 7 schools of your set and yours"
    assert found.heading == "In the most favourable quarter of the schools you chose"
    # Nobody else is compared with it.
    assert not comparators_for(region.people.teacher, region.school).is_own_set
    use_default(school=region.school, by=region.people.head)
    assert not comparators_for(region.people.head, region.school).is_own_set


def test_the_set_is_said_and_used_on_every_tab_and_file(client: Client, region: World) -> None:
    for school in named(region):
        reachable(school, region)
    publish(named(region)[0], 400.0, year=2024)
    a_set(region)
    client.force_login(region.people.head)
    for language, words in (("en", "your own set"), ("cy", "Cymdogion")):
        for tab in ("", "over-time/", "learn-from/", "gap/", "table/"):
            address = f"/{language}/schools/{region.school.number}/measures/capped9/{tab}"
            text = client.get(address).content.decode()
            assert words in text, address
            assert f"/{language}/schools/{region.school.number}/comparators/default/" in text
    answer = client.get(f"/en/schools/{region.school.number}/measures/capped9/figures.csv?tab=now")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["Compared with"] for row in rows} == {"Compared with your own set “Cymdogion”: 6 schools"}
    assert len(rows) == 7


def test_refused_with_a_sentence(region: World) -> None:
    chosen = numbers(region, 5)
    closed = make_school("674", name="Ar Gau", closed_on="2024-09-01")
    primary = make_school("674", name="Cynradd", phase=Phase.PRIMARY)
    far = School.objects.filter(scope__isnull=True).first()
    assert refusals(region, [*chosen, closed.number]) == "Ar Gau is closed."
    assert "Cynradd is of another phase" in refusals(region, [*chosen, primary.number])
    assert refusals(region, [*chosen, "9999999"]) == "No school of the region has the number 9999999."
    assert "No school of the region" in refusals(region, [*chosen, far.number])
    assert "is the school itself" in refusals(region, [*chosen, region.school.number])
    assert refusals(region, chosen[:4]) == "A set needs at least 5 schools; this one has 4."
    many = [make_school("674", name=f"Un o lawer {number}").number for number in range(61)]
    assert refusals(region, many) == "A set can have at most 60 schools; this one has 61."
    assert not ComparatorSet.objects.exists()
    with welsh():
        assert "9999999" in refusals(region, [*chosen, "9999999"])


def test_every_refused_school_is_named(region: World) -> None:
    closed = make_school("674", name="Ar Gau", closed_on="2024-09-01")
    primary = make_school("674", name="Cynradd", phase=Phase.PRIMARY)
    told = refusals(region, [*numbers(region), closed.number, primary.number])
    assert "Ar Gau" in told
    assert "Cynradd" in told


def test_one_name_once(region: World) -> None:
    a_set(region)
    with pytest.raises(NameTaken):
        a_set(region)
    a_set(region, by=region.people.teacher)


def test_removed_and_brought_back(region: World) -> None:
    head = region.people.head
    made = a_set(region)
    remove_set(own_set=made, by=head)
    assert not own_sets(head, region.school).exists()
    assert not comparators_for(head, region.school).is_own_set
    with pytest.raises(SetGone):
        use_set(own_set=made, by=head)
    restore_set(own_set=made, by=head)
    assert own_sets(head, region.school).get() == made
    remove_set(own_set=made, by=head)
    a_set(region)
    with pytest.raises(NameTaken):
        restore_set(own_set=made, by=head)


def test_the_second_window_loses_and_is_told(region: World) -> None:
    made = a_set(region)
    seen = stamp(made)
    change_set(own_set=made, name="Newydd", numbers=numbers(region), seen=seen, by=region.people.head)
    with pytest.raises(SetChangedMeanwhile):
        change_set(own_set=made, name="Arall", numbers=numbers(region), seen=seen, by=region.people.head)
    assert own_sets(region.people.head, region.school).get().name == "Newydd"


def test_nobody_reaches_another_persons_set(client: Client, region: World) -> None:
    made = a_set(region)
    address = f"/en/schools/{region.school.number}/comparators/{made.public_id}/"
    for person in (region.people.teacher, region.people.adviser, region.people.other_head):
        client.force_login(person)
        assert client.get(address).status_code == 404
        for act in ("use/", "remove/", "restore/"):
            assert client.post(address + act).status_code == 404
    assert ComparatorSet.objects.get().removed_at is None


def test_characteristics_are_kept_and_find_by_displayed_figures_alone(region: World) -> None:
    head = region.people.head
    small = named(region)[0]
    hidden = make_school("674", name="Ffigur Cudd")
    describe(hidden, fsm=21.0)
    hidden.results.filter(indicator__code="fsm").update(cohort=3)
    recompute_now(region=region.region, by=None)
    found = found_by_facts(head, region.school, Criteria(fsm_from=20, fsm_to=25, media=("EM",)))
    schools = [row.school for row in found]
    assert small in schools
    assert hidden not in schools
    assert region.school not in schools
    assert found_by_facts(head, region.school, Criteria(fsm_from=90)) == []


def test_choosing_by_characteristics(client: Client, region: World) -> None:
    client.force_login(region.people.head)
    address = f"/en/schools/{region.school.number}/comparators/by-characteristics/"
    page = client.get(address, {"authority": "rhondda-cynon-taf", "fsm_to": "30"})
    assert "In the set: 6 schools" in page.content.decode()
    answer = client.post(
        address, {"authority": "rhondda-cynon-taf", "fsm_to": "30", "name": "Tebyg", "seen": ""}
    )
    assert answer.status_code == 302
    made = own_sets(region.people.head, region.school).get()
    assert (made.rule, made.criteria) == (
        ComparatorRule.BY_FACTS,
        {"authorities": ["rhondda-cynon-taf"], "fsm_to": 30.0},
    )
    assert made.in_use
    again = client.get(f"/en/schools/{region.school.number}/comparators/{made.public_id}/")
    assert "In the set: 6 schools" in again.content.decode()


def test_choosing_by_name_without_script(client: Client, region: World) -> None:
    client.force_login(region.people.head)
    address = f"/en/schools/{region.school.number}/comparators/by-name/"
    found = client.get(address, {"q": "debyg 674"})
    assert found.context["count"] == 6
    chosen = client.get(address, {"q": "", "member": numbers(region, 4)})
    assert "In the set: 4 schools" in chosen.content.decode()
    refused = client.post(address, {"name": "Ychydig", "member": numbers(region, 4)})
    assert refused.status_code == 422
    assert "A set needs at least 5 schools; this one has 4." in refused.content.decode()
    unnamed = client.post(address, {"name": "", "member": numbers(region, 5)})
    assert "Enter a name, so that you find the set again." in unnamed.content.decode()
    saved = client.post(address, {"name": "Pump", "member": numbers(region, 5)}, follow=True)
    assert "Compared with your own set “Pump”: 5 schools" in saved.content.decode()


def test_a_set_with_too_few_figures_shows_no_middle(region: World) -> None:
    lacking = [make_school("674", name=f"Heb ffigur {number}") for number in range(3)]
    a_set(region, numbers=[*numbers(region, 4), *(school.number for school in lacking)])
    found = now(page_of(region.school, comparators=comparators_for(region.people.head, region.school)))
    assert (found.spread, found.chart, found.place) == (None, None, "")
    assert found.why_no_place[0].startswith("Only 4 other schools have a figure")


def test_a_set_never_shows_a_hidden_figure(client: Client, region: World) -> None:
    publish_hidden = named(region)[0]
    publish_hidden.results.filter(indicator__code="capped9").update(value=333.3, cohort=4)
    recompute_now(region=region.region, by=None)
    a_set(region)
    client.force_login(region.people.head)
    for tab in ("", "over-time/", "learn-from/", "gap/", "table/", "figures.csv?tab=now"):
        answer = client.get(f"/en/schools/{region.school.number}/measures/capped9/{tab}")
        assert b"333.3" not in answer.content, tab
    found = now(page_of(region.school, comparators=comparators_for(region.people.head, region.school)))
    assert len(found.others) == 5


def test_default_goes_back_to_the_page_it_came_from_and_nowhere_else(client: Client, region: World) -> None:
    a_set(region)
    client.force_login(region.people.head)
    address = f"/en/schools/{region.school.number}/comparators/default/"
    back = f"/en/schools/{region.school.number}/measures/capped9/gap/"
    assert client.post(address, {"next": back}).url == back
    assert client.post(address, {"next": "https://elsewhere.example/"}).url.endswith("/comparators/")


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_use_two_sets_at_once_leave_one_in_use(region: World) -> None:
    head = region.people.head
    one, two = a_set(region), a_set(region, name="Eraill")
    failures: list[Exception] = []

    def use(chosen: ComparatorSet) -> None:
        try:
            use_set(own_set=chosen, by=head)
        except (DomainError, AssertionError) as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=[chosen]) for chosen in (one, two) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ComparatorSet.objects.filter(in_use=True).count() == 1
