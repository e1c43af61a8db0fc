import pytest
from django.test import Client

from schools.models import Federation, FederationMembership
from tests.factories import make_school
from tests.personas import World

pytestmark = pytest.mark.django_db


def facts(*numbers: str, **changes: str) -> dict[str, str]:
    return {
        "name_en": "Twin Hills",
        "name_cy": "",
        "shares_head": "on",
        "numbers": "\n".join(numbers),
        **changes,
    }


def test_a_federation_is_made_changed_and_ended(client: Client, world: World) -> None:
    first, second, third = (make_school("681", phase="primary") for _ in range(3))
    client.force_login(world.people.data_officer)
    assert client.post("/en/federations/new/", facts(first.number, second.number)).status_code == 302
    federation = Federation.objects.get()
    page = client.get(f"/en/schools/{first.number}/").content.decode()
    assert "Twin Hills" in page
    assert second.name_en in page

    client.post(f"/en/federations/{federation.pk}/", facts(first.number, third.number))
    now = FederationMembership.objects.filter(ends_on__isnull=True)
    assert set(now.values_list("school__number", flat=True)) == {first.number, third.number}
    # That the second school belonged to it stays on record.
    assert FederationMembership.objects.count() == 3

    client.post(f"/en/federations/{federation.pk}/end/")
    assert not now.exists()
    assert "No federation is known" in client.get("/en/federations/").content.decode()


def test_refused_with_a_sentence_and_nothing_stored(client: Client, world: World) -> None:
    first, second, third = (make_school("681", phase="primary") for _ in range(3))
    outside = make_school("670", phase="primary")
    client.force_login(world.people.data_officer)
    client.post("/en/federations/new/", facts(first.number, second.number))
    for sent, sentence in (
        (facts(third.number), "at least two schools"),
        (facts(third.number, third.number), "at least two schools"),
        (
            facts(third.number, outside.number),
            f"No open school of the region has these numbers: {outside.number}",
        ),
        (facts(third.number, first.number), "belong to another federation already"),
        (facts(third.number, "6819999", shares_head=""), "No open school of the region"),
        ({**facts(third.number, world.school.number), "shares_head": ""}, "Say what the schools share"),
    ):
        page = client.post("/en/federations/new/", sent)
        assert page.status_code == 422
        assert sentence in page.content.decode()
    assert Federation.objects.count() == 1


def test_a_head_changes_no_federation(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    assert client.get("/en/federations/").status_code == 403
    assert client.post("/en/federations/new/", facts(world.school.number)).status_code == 403
