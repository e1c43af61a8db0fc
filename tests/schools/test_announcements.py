"""What's new: told once, to those whom it concerns, on displayed values only."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.models import Notice
from core.notices import mail_waiting
from schools.models import AnnouncedFile, Announcement, Indicator, SeriesBreak
from schools.services.announcements import (
    NotComparedYet,
    NothingCame,
    change_announcement,
    publish_announcement,
    stamp,
)
from schools.services.imports import check_file, confirm_import, undo_import
from schools.services.recompute import recompute_now
from tests.factories import make_result
from tests.personas import World

pytestmark = pytest.mark.django_db
HEADER = "school_number,indicator,year,value,cohort\n"
WORDS = {
    "title_en": "Figures of the summer",
    "title_cy": "Ffigurau’r haf",
    "summary_en": "They have come.",
    "summary_cy": "Maent wedi dod.",
}


def store(world: World, *rows: str, name: str = "results.csv") -> Any:
    text = HEADER + "".join(f"{row}\n" for row in rows)
    batch = check_file(
        content=text.encode(), file_name=name, region=world.region, by=world.people.data_officer
    )
    confirm_import(batch, by=world.people.data_officer)
    return batch


def publish(world: World) -> Announcement:
    recompute_now(region=world.region, by=None)
    return publish_announcement(region=world.region, by=world.people.data_officer, **WORDS)


def page_of(person: Any, announcement: Announcement, language: str = "en") -> Any:
    client = Client()
    client.force_login(person)
    return client.get(f"/{language}/whats-new/{announcement.public_id}/")


def moved(person: Any, announcement: Announcement) -> dict[str, tuple[str, str]]:
    rows = page_of(person, announcement).context["moved"]
    return {row.indicator.code: (row.figure.shown, str(row.words)) for row in rows}


def own(world: World, indicator: str, value: float, year: int = 2025, cohort: int = 150) -> str:
    return f"{world.school.number},{indicator},{year},{value},{cohort}"


def test_what_came_is_counted_by_measure_and_year(world: World) -> None:
    store(world, own(world, "attendance", 90.0), name="spring.csv")
    publish(world)
    store(world, own(world, "attendance", 91.5), own(world, "capped9", 351.0), name="summer.csv")
    came = {(row["indicator"], row["year"]): row for row in publish(world).came}
    attendance, capped9 = (Indicator.objects.get(code=code).pk for code in ("attendance", "capped9"))
    facts = ("schools", "new", "corrected", "withdrawn")
    assert [came[attendance, 2025][fact] for fact in facts] == [1, 0, 1, 0]
    assert [came[capped9, 2025][fact] for fact in facts] == [1, 1, 0, 0]


def test_heads_with_figures_are_told_once(world: World) -> None:
    store(world, own(world, "attendance", 91.5))
    made = publish(world)
    assert [notice.person for notice in Notice.objects.all()] == [world.people.head]
    mail_waiting()
    assert "New figures: Figures of the summer" in mail.outbox[0].subject
    assert f"/en/whats-new/{made.public_id}/" in mail.outbox[0].body
    change_announcement(announcement=made, seen=stamp(made), by=world.people.data_officer, **WORDS)
    assert Notice.objects.count() == 1
    with pytest.raises(NothingCame):
        publish(world)


def test_it_waits_for_the_comparisons(world: World) -> None:
    recompute_now(region=world.region, by=None)
    store(world, own(world, "attendance", 91.5))
    with pytest.raises(NotComparedYet):
        publish_announcement(region=world.region, by=world.people.data_officer, **WORDS)
    assert not Announcement.objects.exists()


def test_each_file_is_told_of_once(world: World) -> None:
    first = store(world, own(world, "attendance", 91.5, 2024), name="a.csv")
    publish(world)
    second = store(world, own(world, "attendance", 92.5, 2025), name="b.csv")
    made = publish(world)
    assert [row.batch for row in AnnouncedFile.objects.filter(announcement=made)] == [second]
    assert first.announced.announcement != made


def test_what_moved_is_told_to_those_at_the_school(world: World) -> None:
    make_result(world.school, "attendance", 90.0, year=2024, cohort=150)
    store(world, own(world, "attendance", 91.5), own(world, "capped9", 351.0))
    made = publish(world)
    told = moved(world.people.head, made)
    assert told["attendance"] == ("91.5%", "1.5 percentage points higher than the year before")
    assert told["capped9"] == ("351.0", "No figure of the year before to compare with")
    assert moved(world.people.other_head, made) == {}
    assert page_of(world.people.consortium, made).context["school"] is None
    assert page_of(world.people.stranger, made).status_code == 404
    assert "Ffigurau’r haf" in page_of(world.people.head, made, "cy").content.decode()


def test_nothing_is_compared_across_a_break(world: World) -> None:
    make_result(world.school, "attendance", 90.0, year=2024, cohort=150)
    SeriesBreak.objects.create(
        indicator=Indicator.objects.get(code="attendance"),
        year=2025,
        reason_en="Counted anew",
        reason_cy="Cyfrif",
    )
    store(world, own(world, "attendance", 91.5))
    made = publish(world)
    assert "not comparable" in moved(world.people.head, made)["attendance"][1]
    assert "90.0" not in page_of(world.people.head, made).content.decode()


def test_a_hidden_value_is_neither_shown_nor_given_away_by_its_change(world: World) -> None:
    make_result(world.school, "capped9", 340.0, year=2024, cohort=4)
    store(world, own(world, "capped9", 351.0, cohort=30))
    made = publish(world)
    assert moved(world.people.teacher, made)["capped9"] == (
        "351.0",
        "No figure of the year before to compare with",
    )
    assert "340" not in page_of(world.people.teacher, made).content.decode()


def test_an_undone_file_is_marked(world: World) -> None:
    batch = store(world, own(world, "attendance", 91.5))
    made = publish(world)
    undo_import(batch, by=world.people.data_officer)
    assert "Undone since" in page_of(world.people.head, made).content.decode()


def test_it_is_published_on_its_page_and_found_from_home(client: Client, world: World) -> None:
    store(world, own(world, "attendance", 91.5))
    recompute_now(region=world.region, by=None)
    client.force_login(world.people.data_officer)
    assert client.post("/en/whats-new/new/", {**WORDS, "summary_cy": ""}).status_code == 422
    assert client.post("/en/whats-new/new/", WORDS).status_code == 302
    made = Announcement.objects.get()
    client.force_login(world.people.head)
    home = client.get("/en/home/").content.decode()
    assert f'href="/en/whats-new/{made.public_id}/"' in home
    # The notice's own link is in the language of the page too.
    assert 'href="/whats-new/' not in home
    assert f'href="/cy/whats-new/{made.public_id}/"' in client.get("/cy/home/").content.decode()
    assert "Figures of the summer" in client.get("/en/whats-new/").content.decode()
