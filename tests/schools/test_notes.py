"""Dated notes: whose they are, who sees them, and that nothing is lost."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from core.errors import IllegalTransition
from schools.models import Indicator, Note, School
from schools.queries.notes import notes_for
from schools.services.notes import (
    AT_MOST,
    NoteInOneLanguage,
    TooManyNotes,
    change_note,
    put_note_back,
    stamp,
    withdraw_note,
    write_note,
)
from tests.personas import World

pytestmark = pytest.mark.django_db


def attendance() -> Indicator:
    return Indicator.objects.get(code="attendance")


def write(world: World, school: School | None = None, **facts: Any) -> Note:
    words = {"happened_on": None, "year": 2025, "text_en": "New timetable.", "text_cy": "Amserlen newydd."}
    by = world.people.head if school else world.people.data_officer
    return write_note(indicator=attendance(), school=school, by=by, **{**words, **facts})


def texts(school: School) -> list[str]:
    return [note.text for note in notes_for(school, attendance())]


def address(school: School, *more: str) -> str:
    return "/".join(["/en/schools", school.number, "measures/attendance/notes", *more, ""])


def test_the_regions_notes_stand_everywhere_and_a_schools_own_at_home(world: World) -> None:
    write(world, text_en="For all", text_cy="I bawb")
    write(world, world.school, text_en="Ours", text_cy="")
    assert texts(world.school) == ["For all", "Ours"]
    assert texts(world.other_school) == ["For all"]


@pytest.mark.parametrize(
    ("day", "year"), [(dt.date(2024, 9, 1), 2025), (dt.date(2025, 8, 31), 2025), (dt.date(2025, 1, 1), 2025)]
)
def test_a_day_stands_in_its_academic_year(world: World, day: dt.date, year: int) -> None:
    assert write(world, happened_on=day, year=None).at_year == year


def test_they_stand_in_the_order_of_time(world: World) -> None:
    write(world, text_en="later", year=2026)
    write(world, text_en="earlier", happened_on=dt.date(2020, 3, 20), year=None)
    assert texts(world.school) == ["earlier", "later"]


def test_a_withdrawn_note_stands_nowhere_until_it_is_put_back(client: Client, world: World) -> None:
    note = write(world, world.school)
    client.force_login(world.people.head)
    assert client.post(address(world.school, str(note.public_id), "withdraw")).status_code == 302
    assert texts(world.school) == []
    assert "New timetable." in client.get(address(world.school)).content.decode()
    client.force_login(world.people.governor)
    assert "New timetable." not in client.get(address(world.school)).content.decode()
    client.force_login(world.people.head)
    assert client.post(address(world.school, str(note.public_id), "restore")).status_code == 302
    assert texts(world.school) == ["New timetable."]


def test_a_step_twice_is_refused(world: World) -> None:
    note = write(world)
    withdraw_note(note=note, by=world.people.data_officer)
    with pytest.raises(IllegalTransition):
        withdraw_note(note=note, by=world.people.data_officer)
    put_note_back(note=note, by=world.people.data_officer)
    with pytest.raises(IllegalTransition):
        put_note_back(note=note, by=world.people.data_officer)


def test_another_schools_note_is_not_found_under_ones_own_school(client: Client, world: World) -> None:
    theirs = write(world, world.other_school)
    client.force_login(world.people.head)
    assert client.get(address(world.school, str(theirs.public_id))).status_code == 404
    assert client.post(address(world.school, str(theirs.public_id), "withdraw")).status_code == 404
    regions = write(world)
    assert client.post(address(world.school, str(regions.public_id), "withdraw")).status_code == 404
    assert Note.objects.filter(state="standing").count() == 2


def test_a_governor_reads_and_does_not_write(client: Client, world: World) -> None:
    client.force_login(world.people.governor)
    assert client.get(address(world.school)).status_code == 200
    assert client.get(address(world.school, "new")).status_code == 403


def day(day: str, month: str, year: str) -> dict[str, str]:
    return {"happened_on_day": day, "happened_on_month": month, "happened_on_year": year}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text_en": "", "text_cy": ""}, "in one language at least"),
        ({"year": ""}, "either the day or the year"),
        (
            {"year": "2025", "happened_on_day": "1", "happened_on_month": "9", "happened_on_year": "2024"},
            "either",
        ),
        (
            {"year": "", "happened_on_day": "31", "happened_on_month": "2", "happened_on_year": "2024"},
            "exists",
        ),
        ({"year": "1850"}, "from 2000 on"),
        ({"text_en": "x" * 281}, "too long"),
    ],
)
def test_what_is_incomplete_is_refused_and_kept(
    client: Client, world: World, facts: dict[str, str], sentence: str
) -> None:
    client.force_login(world.people.head)
    sent = {"year": "2025", "text_en": "We moved.", "text_cy": "", **facts}
    page = client.post(address(world.school, "new"), sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Note.objects.exists()


def test_the_region_is_told_in_both_languages(client: Client, world: World) -> None:
    client.force_login(world.people.data_officer)
    page = client.post("/en/indicators/attendance/notes/new/", {"year": "2025", "text_en": "Only English"})
    assert page.status_code == 422
    with pytest.raises(NoteInOneLanguage):
        write(world, text_cy="")
    rows = Note.objects.filter(pk=write(world).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(text_cy="")


def test_of_two_editors_the_second_keeps_their_text(client: Client, world: World) -> None:
    note = write(world, world.school)
    client.force_login(world.people.head)
    page = client.get(address(world.school, str(note.public_id)))
    seen = page.context["form"].initial["seen"]
    facts = {"happened_on": None, "year": 2025, "text_en": "The first", "text_cy": ""}
    change_note(note=note, seen=stamp(note), by=world.people.head, **facts)
    sent = {"year": "2025", "text_en": "The second", "text_cy": "", "seen": seen}
    page = client.post(address(world.school, str(note.public_id)), sent)
    assert page.status_code == 409
    assert "The second</textarea>" in page.content.decode()
    assert "<dd>The first</dd>" in page.content.decode()
    note.refresh_from_db()
    assert note.text_en == "The first"


@pytest.mark.django_db(transaction=True)
def test_twelve_notes_are_enough_also_at_once(world: World) -> None:
    for _number in range(AT_MOST - 1):
        write(world, world.school)
    refused: list[int] = []

    def run(number: int) -> None:
        try:
            write(world, world.school)
        except TooManyNotes:
            refused.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Note.objects.count() == AT_MOST
    assert len(refused) == 5
