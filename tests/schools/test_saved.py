import pytest
from django.test import Client

from schools.models import SavedView
from schools.services.saved import TooManyViews, save_view
from tests.personas import World

pytestmark = pytest.mark.django_db


def test_filters_are_saved_and_open_from_home(client: Client, world: World) -> None:
    client.force_login(world.people.adviser)
    query = "q=&phase=special&page=3"
    page = client.post("/en/saved/new/", {"name": "Special schools", "page": "schools", "query": query})
    assert page.status_code == 302
    assert page["Location"] == "/en/schools/?q=&phase=special"
    assert "Special schools" in client.get("/en/home/").content.decode()


def test_same_name_replaces(world: World) -> None:
    for query in ("phase=special", "phase=nursery"):
        save_view(person=world.people.head, page="schools", name="Mine", query=query)
    assert SavedView.objects.get().query == "phase=nursery"


def test_nameless_is_refused(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    page = client.post("/en/saved/new/", {"name": "", "page": "schools", "query": ""})
    assert page.status_code == 422
    assert "Enter a name" in page.content.decode()


def test_a_page_that_cannot_be_saved_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    assert client.get("/en/saved/new/?page=people&query=").status_code == 404


def test_thirty_are_enough(world: World) -> None:
    for number in range(30):
        save_view(person=world.people.head, page="schools", name=str(number), query="")
    with pytest.raises(TooManyViews):
        save_view(person=world.people.head, page="schools", name="one more", query="")


def test_nobody_removes_anothers(client: Client, world: World) -> None:
    saved = save_view(person=world.people.head, page="schools", name="Mine", query="")
    client.force_login(world.people.other_head)
    assert client.post(f"/en/saved/{saved.public_id}/remove/").status_code == 404
    client.force_login(world.people.head)
    assert client.post(f"/en/saved/{saved.public_id}/remove/").status_code == 302
    assert not SavedView.objects.exists()
