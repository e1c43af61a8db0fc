"""The pages of the days of support, as the people who use them see them."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from core.models import User
from schools.enums import DayRequestState, DayState, Role
from schools.models import AdviserTime, DayEntry, DayRequest, School
from schools.services.days import ask_for_days, use_days
from tests.factories import give_role, make_person, make_school
from tests.levels import judge, make_levels
from tests.personas import World
from tests.schools.days.booking import TODAY, book
from tests.schools.days.conftest import YEAR

pytestmark = pytest.mark.django_db

VISIT = {
    "on_day": "20",
    "on_month": "11",
    "on_year": "2026",
    "days": "1.5",
    "kind": "autumn",
    "purpose": "Looking at books",
}


def as_person(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_an_adviser_books_uses_and_cancels(world: World, limited: School) -> None:
    client = as_person(world.people.adviser)
    sent = {**VISIT, "adviser": world.people.adviser.pk}
    ledger = f"/en/schools/{limited.number}/days/"

    assert client.post(f"{ledger}book/", sent).status_code == 302
    page = text(client, ledger)
    assert "1.5 booked of 10, 1.5 of it planned" in page
    assert "Ceiling of the level “Some support” of 2026/27, published on 1 November 2026." in page
    assert "Looking at books" in page

    entry = DayEntry.objects.get()
    early = client.post(f"/en/days/{entry.public_id}/used/", {"days": "1"})
    assert early.status_code == 422
    assert "has not come yet" in early.content.decode()
    because = {"because": "The adviser is ill"}
    assert client.post(f"/en/days/{entry.public_id}/cancel/", because).status_code == 302
    again = client.post(f"/en/days/{entry.public_id}/cancel/", because)
    assert again.status_code == 409
    assert "changed in the meantime" in again.content.decode()
    assert "because: The adviser is ill" in text(client, ledger)


def test_a_refusal_keeps_what_was_typed(world: World, limited: School) -> None:
    client = as_person(world.people.adviser)
    book(limited, "9", by=world.people.adviser)

    answer = client.post(
        f"/en/schools/{limited.number}/days/book/", {**VISIT, "adviser": world.people.adviser.pk}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Days left under the ceiling of this school for the year: 1." in page
    assert 'value="Looking at books"' in page


def test_the_head_reads_and_cannot_write(world: World, limited: School) -> None:
    book(limited, "8", by=world.people.adviser)
    client = as_person(world.people.head)
    page = text(client, f"/en/schools/{limited.number}/days/")
    assert "Most days of this year are booked. Days left: 2." in page
    assert "Book days" not in page
    assert "Cancel" not in page
    assert client.get(f"/en/schools/{limited.number}/days/book/").status_code == 403
    for person in (world.people.teacher, world.people.governor):
        assert as_person(person).get(f"/en/schools/{limited.number}/days/").status_code == 404
        assert "Days of support" not in text(as_person(person), f"/en/schools/{limited.number}/")


def test_a_partner_adviser_is_offered_nothing_at_the_own_school(world: World) -> None:
    give_role(world.people.head, Role.ADVISER, world.school.scope)
    client = as_person(world.people.head)
    assert "Book days" not in text(client, f"/en/schools/{world.school.number}/days/")
    sent = {**VISIT, "adviser": world.people.head.pk}
    answer = client.post(f"/en/schools/{world.school.number}/days/book/", sent)
    assert answer.status_code == 422
    assert not DayEntry.objects.exists()


def test_without_levels_the_page_says_so(world: World) -> None:
    book(world.school, "2", by=world.people.adviser)
    page = text(as_person(world.people.adviser), f"/en/schools/{world.school.number}/days/")
    assert "No ceiling set" in page
    assert "2 booked, 2 of it planned; no ceiling set" in page
    assert "Ask for more days" not in page


def test_more_days_are_asked_for_and_decided_on_pages(world: World, limited: School) -> None:
    adviser, senior = as_person(world.people.adviser), as_person(world.people.senior_adviser)
    ask = {"days": "2", "reason": "A new headteacher begins"}
    assert adviser.post(f"/en/schools/{limited.number}/days/more/", ask).status_code == 302
    asked = DayRequest.objects.get()
    address = f"/en/days/requests/{asked.public_id}/"

    assert "Decide on more days of support for Ysgol Gyfun Brawf" in text(senior, "/en/home/")
    assert "A new headteacher begins" in text(senior, address)
    assert address in text(senior, "/en/days/overview/")
    refused = senior.post(address, {"decision": "refuse", "answer": ""})
    assert refused.status_code == 422
    assert "Say why the days are not approved" in refused.content.decode()
    assert senior.post(address, {"decision": "approve", "answer": ""}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == DayRequestState.APPROVED
    assert senior.post(address, {"decision": "approve", "answer": ""}).status_code == 409
    assert "More days of support for Ysgol Gyfun Brawf are approved" in text(adviser, "/en/home/")
    assert "of 12" in text(adviser, f"/en/schools/{limited.number}/days/")


def test_nobody_decides_the_own_request(world: World, limited: School) -> None:
    senior = world.people.senior_adviser
    asked = ask_for_days(school=limited, year=YEAR, days=Decimal(1), reason="More", by=senior)
    client = as_person(senior)
    assert "Somebody else decides" in text(client, f"/en/days/requests/{asked.public_id}/")
    answer = client.post(f"/en/days/requests/{asked.public_id}/", {"decision": "approve"})
    assert answer.status_code == 422
    asked.refresh_from_db()
    assert asked.state == DayRequestState.ASKED


def test_an_advisers_schools_stand_by_name(world: World, limited: School) -> None:
    adviser = world.people.adviser
    for name in ("Zeta", "Alpha"):
        school = make_school("681", name=name)
        give_role(adviser, Role.ADVISER, school.scope)
    book(School.objects.get(name_en="Zeta"), "3", by=adviser)
    page = text(as_person(adviser), "/en/days/")
    assert page.index("Alpha") < page.index("Ysgol Gyfun Brawf") < page.index("Zeta")


def test_workload_is_set_against_the_post(world: World, limited: School, settings) -> None:
    settings.DELIVERY_DAYS_OF_A_POST = 20
    adviser = world.people.adviser
    elsewhere = make_school("674")
    give_role(adviser, Role.ADVISER, elsewhere.scope)
    second = make_school("681")
    give_role(adviser, Role.ADVISER, second.scope)
    cycle = limited.judgements.get().cycle
    judge(second, cycle, make_levels(world.region)["more"], by=adviser)
    senior = as_person(world.people.senior_adviser)

    [load] = senior.get("/en/days/overview/").context["workloads"]
    assert (load.schools, load.elsewhere, load.allowed, load.is_over) == (2, 1, 25, True)
    assert "More than the post has" in text(senior, "/en/days/overview/")

    settings.DELIVERY_DAYS_OF_A_POST = 50
    address = f"/en/days/advisers/{adviser.pk}/"
    assert senior.post(address, {"share": "0.4", "seen": "1"}).status_code == 302
    [load] = senior.get("/en/days/overview/").context["workloads"]
    assert (load.capacity, load.is_over) == (20, True)
    stale = senior.post(address, {"share": "0.9", "seen": "1"})
    assert stale.status_code == 409
    assert 'value="0.9"' in stale.content.decode()
    assert AdviserTime.objects.get().share == Decimal("0.4")
    stranger = make_person("Neb")
    assert senior.get(f"/en/days/advisers/{stranger.pk}/").status_code == 404


def test_files_hold_what_the_person_may_see(world: World, limited: School) -> None:
    entry = book(limited, "1", by=world.people.adviser, on=TODAY)
    use_days(entry=entry, days=Decimal("1.25"), by=world.people.adviser)
    book(limited, "2", by=world.people.adviser, purpose="=1+1")
    book_file = as_person(world.people.head).get("/en/days/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book_file.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][5:10] == (10, 0, 1.25, 2, 6.75)
    everything = as_person(world.people.consortium).get("/en/days/export.csv").content.decode()
    assert "Ysgol Gynradd Arall" in everything
    entries = as_person(world.people.adviser).get(f"/en/schools/{limited.number}/days/export.csv")
    lines = entries.content.decode().splitlines()
    assert ",1.25,Used," in lines[1]
    assert "'=1+1" in lines[2]
    assert as_person(world.people.adviser).get("/en/days/export.exe").status_code == 404
    assert DayEntry.objects.filter(state=DayState.USED).count() == 1
