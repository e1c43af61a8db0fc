"""Home, caseload and the region's dashboard: what each person finds there."""

import datetime as dt

import pytest
from django.test import Client

from core import clock
from core.enums import ScopeKind
from schools.enums import Category, ContactRole, Role
from schools.models import Authority, Boundary, School
from schools.services.contacts import change_contact
from schools.services.recompute import recompute_now
from tests.factories import give_role, make_batch, make_category, make_result, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[-3.3, 51.4], [-3.1, 51.4], [-3.1, 51.6], [-3.3, 51.6], [-3.3, 51.4]]],
}


def text_of(response) -> str:
    return response.content.decode()


def test_head_is_asked_for_contacts_until_they_are_confirmed(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    assert "Confirm the contacts of Ysgol Gyfun Brawf" in text_of(client.get("/en/home/"))
    change_contact(
        school=world.school,
        role=ContactRole.HEAD,
        name="Mair",
        email="",
        phone="",
        language="",
        seen="",
        by=world.people.head,
    )
    assert "Confirm the contacts of" not in text_of(client.get("/en/home/"))


def test_contacts_are_asked_for_again_after_a_year(client: Client, world: World, settings) -> None:
    change_contact(
        school=world.school,
        role=ContactRole.HEAD,
        name="Mair",
        email="",
        phone="",
        language="",
        seen="",
        by=world.people.data_officer,
    )
    settings.CLOCK_SHIFT_DAYS = 366
    client.force_login(world.people.head)
    # The session's own clock is not moved with the portal's.
    page = client.get("/en/home/")
    assert "They were last confirmed more than a year ago." in text_of(page)
    need = next(need for need in page.context["needs"] if "contacts" in str(need.heading))
    assert need.due_on == clock.today() - dt.timedelta(days=1)


def test_data_officer_is_asked_for_files_that_wait(client: Client, world: World) -> None:
    batch = make_batch(world.people.data_officer, file_name="categories.csv")
    client.force_login(world.people.data_officer)
    page = text_of(client.get("/en/home/"))
    assert "Confirm or discard categories.csv" in page
    assert f"/en/imports/{batch.public_id}/" in page
    client.force_login(world.people.head)
    assert "categories.csv" not in text_of(client.get("/en/home/"))


def test_news_are_those_since_the_person_said_read(client: Client, world: World) -> None:
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.head)
    assert "The comparisons were computed anew." in text_of(client.get("/en/home/"))
    assert client.post("/en/home/read/").status_code == 302
    page = text_of(client.get("/en/home/"))
    assert "The comparisons were computed anew." not in page
    assert "Since you were here on" in page


def test_somebody_with_no_post_is_told_so_kindly(client: Client, world: World) -> None:
    client.force_login(world.people.stranger)
    assert client.get("/en/home/").status_code == 200
    assert client.get("/en/schools/").status_code == 403
    assert client.get("/en/region/").status_code == 403


def test_a_post_that_has_ended_opens_nothing(client: Client, world: World) -> None:
    world.people.head.assignments.update(ends_on=clock.today() - dt.timedelta(days=1))
    client.force_login(world.people.head)
    assert client.get("/en/schools/").status_code == 403


def test_caseload_is_the_advisers_own(client: Client, world: World) -> None:
    client.force_login(world.people.adviser)
    page = client.get("/en/caseload/")
    assert [row.school for row in page.context["rows"]] == [world.school]
    client.force_login(world.people.senior_adviser)
    page = client.get("/en/caseload/")
    assert [row.school for row in page.context["rows"]] == [world.school]
    client.force_login(world.people.head)
    assert client.get("/en/caseload/").status_code == 403


def test_head_of_two_schools_finds_both(client: Client, world: World) -> None:
    second = make_school("681", name="Ail Ysgol", phase="primary")
    give_role(world.people.head, Role.HEADTEACHER, second.scope)
    client.force_login(world.people.head)
    page = client.get("/en/home/")
    assert page.context["school"] == world.school
    assert page.context["other_schools"] == [second]


class TestRegion:
    @pytest.fixture
    def figured(self, world: World) -> World:
        for code in ("681", "674"):
            Boundary.objects.create(authority=Authority.objects.get(code=code), geometry=SQUARE)
        make_category(world.school, 2019, Category.YELLOW)
        make_category(world.school, 2020, Category.GREEN)
        make_category(world.other_school, 2020, Category.RED)
        make_result(world.school, "fsm", 30.0)
        make_result(world.school, "pupils", 900)
        make_result(world.school, "attendance", 90.0)
        recompute_now(region=world.region, by=None)
        return world

    def test_before_the_first_run_the_page_says_so(self, client: Client, world: World) -> None:
        client.force_login(world.people.consortium)
        assert "Nothing has been computed yet" in text_of(client.get("/en/region/"))

    def test_blocks(self, client: Client, figured: World) -> None:
        client.force_login(figured.people.consortium)
        page = text_of(client.get("/en/region/"))
        assert "1 of 2 schools were green or yellow in 2019/20." in page
        assert (
            "0 schools stayed in their category, 1 moved to one with less support and 0 to one with more."
            in page
        )
        assert "1 school had no category the year before" in page

    def test_filters_narrow_every_block(self, client: Client, figured: World) -> None:
        client.force_login(figured.people.consortium)
        page = text_of(client.get("/en/region/?authority=rhondda-cynon-taf"))
        assert "0 of 1 school was green or yellow in 2019/20." in page
        assert "No attendance is known for this choice." in page

    def test_unknown_filter_counts_as_none(self, client: Client, figured: World) -> None:
        client.force_login(figured.people.consortium)
        assert "1 of 2 schools" in text_of(client.get("/en/region/?authority=nowhere&year=abc"))

    def test_figures_as_a_file(self, client: Client, figured: World) -> None:
        client.force_login(figured.people.authority_officer)
        text = client.get("/en/region/figures.csv").content.decode("utf-8-sig")
        assert "Movement between the two years,2018/19 Yellow,2019/20 Green,1" in text
        assert client.get("/en/region/figures.pdf").status_code == 404

    def test_names_are_shown_only_to_those_who_may_see_the_detail(
        self, client: Client, figured: World
    ) -> None:
        """First that there is something to leak, then that it is not."""
        for number in range(12):
            school = make_school("670", phase="secondary")
            make_result(school, "fsm", 20.0 + number)
            make_result(school, "capped9", 360.0 - number)
        make_result(figured.school, "capped9", 520.0)
        recompute_now(region=figured.region, by=None)
        client.force_login(figured.people.consortium)
        # The map names every school of the register; the chart of results only those whose detail is open.
        drawn = f"{figured.school.name_en}: 520.0"
        assert drawn in text_of(client.get("/en/region/"))
        client.force_login(figured.people.authority_officer)
        assert drawn not in text_of(client.get("/en/region/"))

    def test_warm_page_asks_little(
        self, client: Client, figured: World, django_assert_max_num_queries
    ) -> None:
        client.force_login(figured.people.consortium)
        client.get("/en/region/")
        with django_assert_max_num_queries(6):
            client.get("/en/region/")


def test_backdrop_schools_are_found_nowhere(client: Client, world: World) -> None:
    hidden = make_school("670", name="Swansea Canary", phase="secondary")
    make_result(hidden, "fsm", 22.0)
    make_result(hidden, "capped9", 365.0)
    assert hidden.scope is None
    assert not School.objects.filter(scope__kind=ScopeKind.SCHOOL, pk=hidden.pk).exists()
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.consortium)
    for address in (
        "/en/schools/?q=canary",
        "/en/schools/map/?q=",
        "/en/schools/export.csv?q=",
        "/en/region/",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert "Swansea Canary" not in text_of(page), address
    assert client.get(f"/en/schools/{hidden.number}/").status_code == 404
