"""Evidence: entered once, with one file that is what it says it is, seen by those who may read the review."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import clock
from schools.enums import EvidenceKind
from schools.models import Evidence, EvidenceFile, ReviewSection
from schools.queries.review import evidence_of, review_year
from schools.services import review as services
from schools.services.review.evidence import KEPT_FOR, Upload
from schools.services.review.files import MAX_BYTES, FileRefused, media_type_of, shown_name
from tests.personas import World

pytestmark = pytest.mark.django_db
YEAR = review_year()


def office(*parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return content.getvalue()


PNG = b"\x89PNG\r\n\x1a\n..."
GOOD = {
    "walk.pdf": b"%PDF-1.7 ...",
    "book.png": PNG,
    "book.JPEG": b"\xff\xd8\xff\xe0...",
    "notes.docx": office("word/document.xml"),
    "table.xlsx": office("xl/workbook.xml"),
}
BAD = {
    "empty.pdf": b"",
    "page.html": b"<script>alert(1)</script>",
    "page.pdf": b"<html>%PDF-",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "program.exe": b"MZ...",
    "book.pdf": PNG,
    "macro.docx": office("word/document.xml", "word/vbaProject.bin"),
    "macro.xlsx": office("xl/workbook.xml", "xl/activeX/activeX1.xml"),
    "archive.docx": office("something.txt"),
    "broken.docx": b"PK\x03\x04 and then nothing",
    "large.pdf": b"%PDF-" + b"0" * MAX_BYTES,
    "slides.pptx": office("ppt/presentation.xml"),
}


@pytest.fixture
def section(world: World) -> ReviewSection:
    return services.begin_review(school=world.school, by=world.people.head).sections.all()[0]


def add(section: ReviewSection, world: World, **facts: Any) -> Evidence:
    return services.add_evidence(
        **{
            "section": section,
            "kind": EvidenceKind.PRACTICE,
            "text": "Ten classrooms",
            "seen_on": dt.date(2026, 10, 14),
            "by": world.people.head,
            **facts,
        }
    )


@pytest.mark.parametrize("name", GOOD)
def test_files_of_the_five_kinds_are_kept(name: str, section: ReviewSection, world: World) -> None:
    evidence = add(section, world, file=Upload(name, GOOD[name]))

    kept = EvidenceFile.objects.get(evidence=evidence)
    assert bytes(kept.content) == GOOD[name]
    assert kept.name == name


@pytest.mark.parametrize("name", BAD)
def test_other_files_are_refused_by_their_content(name: str) -> None:
    with pytest.raises(FileRefused):
        media_type_of(BAD[name], name)


def test_a_refused_file_is_said_at_its_field_and_nothing_is_stored(
    section: ReviewSection, world: World
) -> None:
    client = Client()
    client.force_login(world.people.head)
    address = reverse("review_evidence_new", args=["6819901", YEAR, section.area.code])
    facts = {
        "kind": "practice",
        "text": "Ten classrooms",
        "seen_on_day": "14",
        "seen_on_month": "10",
        "seen_on_year": "2026",
    }

    refused = client.post(address, {**facts, "file": SimpleUploadedFile("x.pdf", b"MZ")})
    assert refused.status_code == 422
    assert "Only PDF, DOCX, XLSX, PNG and JPEG" in refused.content.decode()
    assert not Evidence.objects.exists()
    taken = client.post(address, {**facts, "file": SimpleUploadedFile("x.pdf", b"%PDF-1")})
    assert taken.status_code == 302
    assert Evidence.objects.get().file.size == 6


def test_names_are_shown_without_folders_or_quotes() -> None:
    assert shown_name("C:\\secret\\..\\walk.pdf") == "walk.pdf"
    assert shown_name('a"b\n.pdf') == "a_b_.pdf"
    assert len(shown_name("x" * 300 + ".pdf")) == 120


def test_a_file_is_given_to_be_saved_to_those_who_may_read(section: ReviewSection, world: World) -> None:
    evidence = add(section, world, file=Upload("walk.pdf", GOOD["walk.pdf"]))
    address = reverse("review_evidence_file", args=["6819901", evidence.public_id])

    def answered(person: Any) -> Any:
        client = Client()
        client.force_login(person)
        return client.get(address)

    given = answered(world.people.head)
    assert given.content == GOOD["walk.pdf"]
    assert given.headers["Content-Disposition"] == 'attachment; filename="walk.pdf"'
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Type"] == "application/pdf"
    for person in (
        world.people.governor,
        world.people.adviser,
        world.people.teacher,
        world.people.consortium,
    ):
        assert answered(person).status_code == 404
    services.save_section(
        section=section, standing="developing", seen="", next_steps="", version=1, by=world.people.head
    )
    services.share_review(review=section.review, by=world.people.head)
    assert answered(world.people.governor).status_code == 200
    assert answered(world.people.consortium).status_code == 404
    assert answered(world.people.other_head).status_code == 404
    elsewhere = Client()
    elsewhere.force_login(world.people.other_head)
    swapped = elsewhere.get(reverse("review_evidence_file", args=["6749902", evidence.public_id]))
    assert swapped.status_code == 404


def test_evidence_is_cited_by_those_who_may_read_it(section: ReviewSection, world: World) -> None:
    evidence = add(section, world)

    assert list(evidence_of(world.school, world.people.head)) == [evidence]
    assert not evidence_of(world.school, world.people.governor).exists()
    services.save_section(
        section=section, standing="developing", seen="", next_steps="", version=1, by=world.people.head
    )
    services.share_review(review=section.review, by=world.people.head)
    assert list(evidence_of(world.school, world.people.governor)) == [evidence]
    services.remove_evidence(evidence=evidence, by=world.people.head)
    assert not evidence_of(world.school, world.people.head).exists()


def test_removing_can_be_undone_until_it_is_dropped(section: ReviewSection, world: World) -> None:
    evidence = add(section, world, file=Upload("walk.pdf", GOOD["walk.pdf"]))
    services.remove_evidence(evidence=evidence, by=world.people.head)
    assert services.drop_removed_evidence() == 0
    services.restore_evidence(evidence=evidence, by=world.people.head)
    assert evidence_of(world.school, world.people.head).get() == evidence
    Evidence.objects.update(removed_at=clock.now() - KEPT_FOR - dt.timedelta(hours=1))
    assert services.drop_removed_evidence() == 1
    assert not EvidenceFile.objects.exists()


def test_of_two_editors_the_second_is_shown_what_stands(section: ReviewSection, world: World) -> None:
    evidence = add(section, world)
    client = Client()
    client.force_login(world.people.head)
    facts = {
        "kind": "work",
        "text": "Mine alone",
        "seen_on_day": "14",
        "seen_on_month": "10",
        "seen_on_year": "2026",
        "version": "0",
    }

    refused = client.post(reverse("review_evidence_edit", args=["6819901", evidence.public_id]), facts)

    assert refused.status_code == 409
    assert "Mine alone" in refused.content.decode()
    assert "Ten classrooms" in refused.content.decode()
