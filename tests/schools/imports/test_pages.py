"""The data officer's pages, from choosing a file to undoing it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from schools.models import CategoryRecord, ColumnMapping, ImportBatch, School
from tests.personas import World
from tests.schools.imports.files import categories, official_categories, register, register_2025, school

Store = Callable[..., ImportBatch]


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.people.data_officer, backend="core.backends.ScopedPermissions")
    return client


def address(name: str, batch: ImportBatch | None = None) -> str:
    with translation.override("en"):
        return reverse(name, kwargs={"public_id": batch.public_id} if batch else {})


def upload(desk: Client, name: str, content: bytes, **more: Any) -> HttpResponse:
    return desk.post(address("import_new"), {"file": SimpleUploadedFile(name, content), **more})


def newest() -> ImportBatch:
    return ImportBatch.objects.get()


def test_from_file_to_undone(desk: Client, world: World) -> None:
    answer = upload(desk, "register.csv", register_2025())
    batch = newest()
    assert (answer.status_code, answer["Location"]) == (302, address("import_batch", batch))
    page = desk.get(answer["Location"]).content.decode()
    assert "5 schools in 5 rows" in page
    assert not School.objects.filter(number="6812001").exists()

    desk.post(address("import_confirm", batch))
    assert School.objects.filter(number="6812001").exists()
    assert "register.csv" in desk.get(address("imports")).content.decode()

    desk.get(address("import_undo", batch))
    desk.post(address("import_undo", batch))
    assert not School.objects.filter(number="6812001").exists()
    assert newest().state == "undone"


def test_a_refused_file_says_where_and_stores_nothing(desk: Client) -> None:
    upload(desk, "register.csv", register(school("6812001", "Un", fsm_3yr_pct="300")))

    page = desk.get(address("import_batch", newest())).content.decode()
    assert "300 is out of range" in page
    assert "fsm_3yr_pct" in page
    answer = desk.post(address("import_confirm", newest()), follow=True)
    assert "changed in the meantime" in answer.content.decode()
    assert not School.objects.filter(number="6812001").exists()


def test_no_file_is_answered_in_place(desk: Client) -> None:
    answer = desk.post(address("import_new"), {})

    assert (answer.status_code, "Choose a file." in answer.content.decode()) == (422, True)


def test_the_page_asks_for_the_year(desk: Client, store: Store) -> None:
    store("register.csv", register_2025())
    ImportBatch.objects.update(file_name="first")
    answer = upload(desk, "list.csv", official_categories(("6812001", "Yellow/Melyn")))
    batch = ImportBatch.objects.exclude(file_name="first").get()
    assert answer["Location"] == address("import_year", batch)

    assert desk.post(answer["Location"], {"year": "2019"}).status_code == 302
    assert desk.post(answer["Location"], {"year": "2018/21"}).status_code in {404, 422}
    batch.refresh_from_db()
    assert (batch.state, batch.year) == ("checked", 2019)
    desk.post(address("import_confirm", batch))
    assert CategoryRecord.objects.get().year == 2019


def test_an_unknown_header_is_explained_once(desk: Client, store: Store) -> None:
    store("register.csv", register_2025())
    ImportBatch.objects.update(file_name="first")
    content = b"Rhif,Lliw,Blwyddyn\n6812001,Melyn,2018/19\n"
    upload(desk, "lliwiau.csv", content)
    batch = ImportBatch.objects.exclude(file_name="first").get()
    columns = address("import_mapping", batch)

    assert desk.get(columns).status_code == 200
    assert desk.post(columns + "?kind=categories", {"school_number": "rhif"}).status_code == 422
    chosen = {"school_number": "rhif", "support_category": "lliw", "academic_year": "blwyddyn"}
    assert desk.post(columns + "?kind=categories", chosen).status_code == 302

    batch.refresh_from_db()
    assert (batch.state, batch.kind, ColumnMapping.objects.count()) == ("checked", "categories", 1)
    upload(desk, "eto.csv", content.replace(b"Melyn", b"Coch"))
    assert ImportBatch.objects.get(file_name="eto.csv").state == "checked"


def test_one_column_cannot_be_two(desk: Client) -> None:
    upload(desk, "lliwiau.csv", b"Rhif,Lliw\n6812001,Melyn\n")

    answer = desk.post(
        address("import_mapping", newest()) + "?kind=categories",
        {"school_number": "rhif", "support_category": "rhif"},
    )

    assert (answer.status_code, "cannot be two" in answer.content.decode()) == (422, True)


def test_rows_of_unknown_schools_come_back_harmless(desk: Client, store: Store) -> None:
    store("register.csv", register_2025())
    ImportBatch.objects.update(file_name="first")
    content = categories() + b'6819998,"=HYPERLINK(""http://example.com"")",@SUM(A1),,2018/19,green\n'
    upload(desk, "categories.csv", content)
    batch = ImportBatch.objects.exclude(file_name="first").get()

    answer = desk.get(address("import_set_aside", batch))

    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"] == 'attachment; filename="set-aside.csv"'
    assert "'=HYPERLINK" in text
    assert ",'@SUM" in text
    again = upload(desk, "set-aside.csv", answer.content)
    assert ImportBatch.objects.get(file_name="set-aside.csv").counts["set_aside"]["rows"] == 2
    assert again.status_code == 302


def test_discarding_keeps_only_the_record(desk: Client) -> None:
    upload(desk, "register.csv", register_2025())

    desk.post(address("import_discard", newest()))

    assert (newest().state, bytes(newest().content)) == ("discarded", b"")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_state_has_its_page_in_both_languages(desk: Client, store: Store, language: str) -> None:
    store("register.csv", register_2025())
    for name, content in {"empty.csv": b"", "page.csv": b"<html>", "odd.csv": b"a,b\n1,2\n"}.items():
        upload(desk, name, content)
    for batch in ImportBatch.objects.all():
        answer = desk.get(f"/{language}/imports/{batch.public_id}/")

        assert answer.status_code == 200


def test_only_the_data_officer_enters(client: Client, world: World, store: Store) -> None:
    batch = store("register.csv", register_2025())
    client.force_login(world.people.head, backend="core.backends.ScopedPermissions")

    assert client.get(address("imports")).status_code == 403
    assert client.get(address("import_batch", batch)).status_code == 404
    assert client.post(address("import_undo", batch)).status_code == 404
