"""The data pack: made once by a job, whole in both languages, and blind to what a governor may not see."""

import datetime as dt
import io
import re
import resource
import zlib
from typing import Any

import pypdf
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core import clock
from core.enums import JobState
from core.jobs import work
from core.models import Job, Notice
from core.notices import words
from schools import tasks
from schools.enums import Group, PackLanguage
from schools.models import ComparisonRun, Pack, School
from schools.services import review as reviews
from schools.services.packs import KEPT_FOR, NothingCompared, ask_for_pack, drop_expired_packs
from schools.services.recompute import recompute_now
from tests.factories import make_category, make_result, make_school
from tests.personas import World

pytestmark = pytest.mark.django_db
# Figures that a governor must not see: few pupils, and the number that would stand there.
SECRET = 313.7
SECRETS = ("313.7", "313,7", "272.3")
MOST_PAGES = 8


def make() -> None:
    """What a worker does with the jobs that wait."""
    for job in Job.objects.filter(kind="schools.pack", state=JobState.QUEUED):
        tasks.pack.run(job.pk)


def furnished(world: World, schools: int = 12) -> ComparisonRun:
    for place, school in enumerate([world.school, *(make_school("681") for _number in range(schools))]):
        for year in (2023, 2024, 2025):
            make_result(school, "attendance", 90 + place / 10 + (year - 2023), year=year, cohort=600)
            make_result(school, "capped9", 340.0 + place, year=year, cohort=100)
        make_result(school, "fsm", 12.0 + place / 10, cohort=600)
        make_result(school, "pupils", 600.0 + place, cohort=None)
    make_result(world.school, "capped9", SECRET, year=2025, cohort=4, group=Group.EFSM)
    make_result(world.school, "literacy", 272.3, cohort=3)
    make_category(world.school, 2020, "yellow")
    cache.clear()
    return recompute_now(region=world.region, by=None)


def made(world: World, language: PackLanguage, person: Any = None, school: School | None = None) -> Pack:
    pack = ask_for_pack(school=school or world.school, language=language, by=person or world.people.governor)
    make()
    pack.refresh_from_db()
    return pack


def text_of(pack: Pack) -> str:
    reader = pypdf.PdfReader(io.BytesIO(bytes(pack.content or b"")))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def streams_of(content: bytes) -> bytes:
    """Everything in the file, unpacked."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found)


def seconds_of_work() -> float:
    """Of this process and of those it started, however busy the machine is with others."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def test_a_pack_in_english(world: World) -> None:
    run = furnished(world)
    began = seconds_of_work()
    pack = made(world, PackLanguage.ENGLISH)

    assert seconds_of_work() - began < 20
    reader = pypdf.PdfReader(io.BytesIO(bytes(pack.content or b"")))
    assert 1 <= len(reader.pages) <= MOST_PAGES
    text = text_of(pack)
    for words_ in (
        "Data pack for governors",
        "Ysgol Gyfun Brawf",
        f"Run {run.pk}",
        "Made by Governor",
        "92.0%",
        "Where the school stands",
        "Attendance over time",
        "2019/20: Yellow",
        "Questions for governors",
        "How to read this pack",
        "Words used here",
    ):
        assert words_ in text, words_


def test_the_document_can_be_read_aloud(world: World) -> None:
    """Title, language, tags, bookmarks, and words for every picture."""
    furnished(world)
    pack = made(world, PackLanguage.WELSH)
    reader = pypdf.PdfReader(io.BytesIO(bytes(pack.content or b"")))
    root = reader.trailer["/Root"]

    assert root["/Lang"] == "cy"
    assert root["/MarkInfo"]["/Marked"]
    assert "Ysgol Gyfun Brawf" in str((reader.metadata or {})["/Title"])
    assert reader.outline
    figures, wordless = alternatives(root["/StructTreeRoot"])
    assert figures
    assert not wordless


def alternatives(node: Any) -> tuple[int, int]:
    """Figures with words, and those without."""
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        sums = [alternatives(child) for child in node]
        return sum(one for one, _two in sums), sum(two for _one, two in sums)
    if not isinstance(node, dict):
        return 0, 0
    told = bool(str(node.get("/Alt", "")).strip())
    own = (int(told), int(not told)) if node.get("/S") == "/Figure" else (0, 0)
    below = alternatives(node["/K"]) if "/K" in node else (0, 0)
    return own[0] + below[0], own[1] + below[1]


def test_both_languages_stand_in_one_document_welsh_first(world: World) -> None:
    furnished(world)
    pack = made(world, PackLanguage.BOTH)
    text = text_of(pack)

    assert text.index("Caerdydd") < text.index("Cardiff")


def test_nothing_exact_of_few_pupils_is_in_it_whoever_asks(world: World) -> None:
    furnished(world)
    for person in (world.people.head, world.people.governor, world.people.adviser):
        Pack.objects.all().delete()
        pack = made(world, PackLanguage.BOTH, person)
        text, raw = text_of(pack), streams_of(bytes(pack.content or b""))
        assert "92.0" in text, "There must be something to leak beside."
        for secret in SECRETS:
            assert secret not in text
            assert secret.encode() not in raw
            assert secret.encode("utf-16-be") not in raw


def test_the_own_review_stands_in_it_once_it_is_shared(world: World) -> None:
    furnished(world)
    head = world.people.head
    review = reviews.begin_review(school=world.school, by=head)
    section = review.sections.all()[0]
    reviews.save_section(section=section, standing="strength", seen="", next_steps="", version=1, by=head)
    reviews.save_priorities(review=review, priorities=[("Reading aloud", "All read")], version=1, by=head)
    assert "Reading aloud" not in text_of(made(world, PackLanguage.ENGLISH, head))

    reviews.share_review(review=review, by=head)

    assert "Reading aloud" in text_of(made(world, PackLanguage.ENGLISH, head))


def test_the_same_pack_is_made_once(world: World) -> None:
    run = furnished(world)
    first = ask_for_pack(school=world.school, language=PackLanguage.ENGLISH, by=world.people.head)
    again = ask_for_pack(school=world.school, language=PackLanguage.ENGLISH, by=world.people.governor)
    other = ask_for_pack(school=world.school, language=PackLanguage.WELSH, by=world.people.governor)

    assert first == again != other
    assert Job.objects.filter(kind="schools.pack").count() == 2
    make()
    first.refresh_from_db()
    assert ask_for_pack(school=world.school, language=PackLanguage.ENGLISH, by=world.people.head) == first
    assert Job.objects.filter(kind="schools.pack").count() == 2
    assert first.run == run
    newer = recompute_now(region=world.region, by=None)
    fresh = ask_for_pack(school=world.school, language=PackLanguage.ENGLISH, by=world.people.head)
    assert (fresh != first, fresh.run) == (True, newer)


def test_whoever_asked_is_told_once_in_their_language(world: World) -> None:
    furnished(world)
    pack = made(world, PackLanguage.ENGLISH)
    tasks.pack.run(pack.job_id)
    Job.objects.filter(pk=pack.job_id).update(state=JobState.QUEUED, finished_at=None)
    tasks.pack.run(pack.job_id)

    notice = Notice.objects.get(kind="schools/pack_ready")
    assert notice.person == world.people.governor
    assert notice.path == f"/schools/6819901/packs/{pack.public_id}/"
    assert "Ysgol Gyfun Brawf" in words(notice)[0]


def test_a_job_that_failed_says_so_and_can_be_tried_again(world: World) -> None:
    furnished(world)
    pack = ask_for_pack(school=world.school, language=PackLanguage.ENGLISH, by=world.people.governor)

    def breaks(*_arguments: Any, **_facts: Any) -> None:
        raise ValueError("no paper")

    with pytest.raises(ValueError, match="no paper"):
        work(pack.job_id, breaks)
    client = Client()
    client.force_login(world.people.governor)
    page = client.get(reverse("pack", args=["6819901", pack.public_id]))
    assert "could not be made" in page.content.decode()
    assert "no paper" not in page.content.decode()
    assert client.get(reverse("pack_file", args=["6819901", pack.public_id])).status_code == 404

    client.post(reverse("pack_again", args=["6819901", pack.public_id]))
    make()

    given = client.get(reverse("pack_file", args=["6819901", pack.public_id]))
    assert given.status_code == 200
    assert given.content.startswith(b"%PDF")
    assert given.headers["Content-Disposition"] == 'attachment; filename="6819901-en.pdf"'


def test_the_page_shows_how_far_it_is(world: World) -> None:
    furnished(world)
    client = Client()
    client.force_login(world.people.governor)
    asked = client.post(reverse("packs", args=["6819901"]), {"language": "cy"})
    address = asked.headers["Location"]
    assert 'http-equiv="refresh"' in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="load' in part
    make()
    done = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in done
    assert "Download the pack (PDF)" in done


def test_packs_disappear(world: World) -> None:
    furnished(world)
    pack = made(world, PackLanguage.ENGLISH)
    assert pack.expires_at == pack.made_at + KEPT_FOR
    assert drop_expired_packs() == 0
    Pack.objects.update(expires_at=clock.now() - dt.timedelta(minutes=1))
    client = Client()
    client.force_login(world.people.governor)
    assert client.get(reverse("pack_file", args=["6819901", pack.public_id])).status_code == 404
    assert drop_expired_packs() == 1


def test_who_may_have_one(world: World) -> None:
    furnished(world)
    pack = made(world, PackLanguage.ENGLISH)
    allowed = {"head", "governor", "adviser", "senior_adviser", "consortium"}
    for name, person in world.people:
        client = Client()
        client.force_login(person)
        page = client.get(reverse("packs", args=["6819901"])).status_code
        file = client.get(reverse("pack_file", args=["6819901", pack.public_id])).status_code
        # Of those who may not, two see the school's detail, and are told that this is not for them.
        expected = (
            (200, 200) if name in allowed else (403 if name in {"teacher", "data_officer"} else 404, 404)
        )
        assert (page, file) == expected, name


def test_without_a_run_there_is_nothing_to_make(world: World) -> None:
    with pytest.raises(NothingCompared):
        ask_for_pack(school=world.school, language=PackLanguage.ENGLISH, by=world.people.head)


@pytest.mark.parametrize("phase", ["primary", "special", "all_age", "nursery", "pru"])
def test_a_school_without_figures_has_a_pack_too(world: World, phase: str) -> None:
    furnished(world, schools=0)
    school = make_school("681", phase=phase)
    text = text_of(made(world, PackLanguage.BOTH, world.people.consortium, school))

    assert "Questions for governors" in text
    assert "Where the school stands" not in text
