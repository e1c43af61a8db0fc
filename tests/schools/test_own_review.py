"""The school's own review: its life, who reads it, and two people writing at once."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.errors import DomainError, IllegalTransition
from core.models import Notice
from csc_portal.dashboard.needs import needs_of
from schools.enums import AreaStanding, ReviewState
from schools.models import Review, ReviewFramework, ReviewSection
from schools.queries.review import readable_reviews, review_year
from schools.services import review as services
from schools.services.review import ReviewChangedMeanwhile
from tests.personas import World

pytestmark = pytest.mark.django_db
YEAR = review_year()
AREA = "vision-leadership"


def begun(world: World) -> Review:
    return services.begin_review(school=world.school, by=world.people.head)


def answer(section: ReviewSection, by: Any, **facts: Any) -> None:
    services.save_section(
        **{
            "section": section,
            "standing": AreaStanding.DEVELOPING,
            "seen": "Ten classrooms.",
            "next_steps": "Two more.",
            "version": section.version,
            "by": by,
            **facts,
        }
    )


def shared(world: World) -> Review:
    review = begun(world)
    answer(review.sections.all()[0], world.people.head)
    services.share_review(review=review, by=world.people.head)
    return review


def published(world: World) -> Review:
    review = shared(world)
    services.save_summary(
        review=review, summary_en="We read.", summary_cy="Darllenwn.", version=1, by=world.people.head
    )
    services.publish_summary(review=review, by=world.people.head)
    review.refresh_from_db()
    return review


def page(person: Any, name: str, *arguments: Any, language: str = "en") -> Any:
    client = Client()
    client.force_login(person)
    with translation.override(language):
        return client.get(reverse(name, args=arguments))


def test_a_review_asks_every_area_of_the_framework_in_force(world: World) -> None:
    review = begun(world)

    assert review.year == YEAR
    assert [row.area.code for row in review.sections.all()] == [
        "vision-leadership",
        "curriculum-teaching",
        "wellbeing-equity",
        "improvement-others",
    ]
    with pytest.raises(DomainError, match="begun already"):
        begun(world)


def test_an_older_framework_holds_for_older_years_and_a_later_one_from_its_year_on(world: World) -> None:
    later = ReviewFramework.objects.create(valid_from=YEAR + 1, name_en="Later", name_cy="Wedyn")

    assert begun(world).framework != later


def test_next_years_begins_from_this_years(world: World) -> None:
    before = begun(world)
    first = before.sections.all()[0]
    answer(first, world.people.head)
    services.save_priorities(
        review=before, priorities=[("Reading", "All read")], version=1, by=world.people.head
    )
    services.close_review(review=before, by=world.people.head)
    Review.objects.filter(pk=before.pk).update(year=YEAR - 1)

    review = begun(world)

    section = review.sections.all()[0]
    assert (section.standing, section.next, section.seen) == (AreaStanding.DEVELOPING, "Two more.", "")
    assert [row.text for row in review.priorities.all()] == ["Reading"]
    assert review.state == ReviewState.WRITING


def test_nothing_is_shared_before_anything_is_said(world: World) -> None:
    with pytest.raises(DomainError, match="at least of one area"):
        services.share_review(review=begun(world), by=world.people.head)


def test_a_summary_is_published_in_both_languages_or_not_at_all(world: World) -> None:
    review = shared(world)
    services.save_summary(
        review=review, summary_en="We read.", summary_cy="", version=1, by=world.people.head
    )
    with pytest.raises(DomainError, match="both languages"):
        services.publish_summary(review=review, by=world.people.head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(
            state=ReviewState.PUBLISHED, published_at=dt.datetime.now(dt.UTC)
        )


def test_a_published_summary_cannot_lose_a_language(world: World) -> None:
    review = published(world)

    with pytest.raises(DomainError, match="Withdraw it first"):
        services.save_summary(
            review=review, summary_en="We read.", summary_cy=" ", version=2, by=world.people.head
        )


def test_a_closed_review_can_only_be_read_and_its_summary_withdrawn(world: World) -> None:
    review = published(world)
    services.close_review(review=review, by=world.people.head)
    section = review.sections.all()[0]

    with pytest.raises(DomainError, match="closed"):
        answer(section, world.people.head)
    with pytest.raises(DomainError, match="closed"):
        services.save_priorities(review=review, priorities=[], version=2, by=world.people.head)
    with pytest.raises(IllegalTransition):
        services.share_review(review=review, by=world.people.head)
    assert page(world.people.consortium, "school_priorities", "6819901").status_code == 200
    services.withdraw_summary(review=review, by=world.people.head)
    assert page(world.people.consortium, "school_priorities", "6819901").status_code == 404


@pytest.mark.parametrize("was", [ReviewState.WRITING, ReviewState.SHARED, ReviewState.PUBLISHED])
def test_a_closed_review_opens_again_as_it_was_until_the_next_begins(world: World, was: ReviewState) -> None:
    made = {ReviewState.WRITING: begun, ReviewState.SHARED: shared, ReviewState.PUBLISHED: published}
    review = made[was](world)
    services.close_review(review=review, by=world.people.head)
    services.reopen_review(review=review, by=world.people.head)
    assert Review.objects.get(pk=review.pk).state == was
    services.close_review(review=review, by=world.people.head)
    Review.objects.filter(pk=review.pk).update(year=review.year - 1)
    services.begin_review(school=world.school, by=world.people.head)
    with pytest.raises(DomainError, match="next year's review"):
        services.reopen_review(review=Review.objects.get(pk=review.pk), by=world.people.head)


def test_those_it_is_shared_with_are_told(world: World) -> None:
    shared(world)
    told = set(Notice.objects.filter(kind="schools/review_shared").values_list("person__name", flat=True))
    assert told == {"Governor", "Adviser", "Senior Adviser"}


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("writing", {"head"}),
        ("shared", {"head", "governor", "adviser", "senior_adviser"}),
        ("staff", {"head", "teacher"}),
    ],
)
def test_who_reads_it(world: World, state: str, readers: set[str]) -> None:
    review = shared(world) if state == "shared" else begun(world)
    if state == "staff":
        services.let_staff_read(review=review, allowed=True, by=world.people.head)

    found = {
        name for name, person in world.people if readable_reviews(world.school, person).filter(pk=review.pk)
    }

    assert found == readers
    for name, person in world.people:
        answered = page(person, "review", "6819901", YEAR).status_code
        assert answered == (200 if name in readers else 404), name


def test_everybody_else_reads_the_published_summary_alone(world: World) -> None:
    published(world)

    english = page(world.people.consortium, "school_priorities", "6819901").content.decode()
    welsh = page(world.people.consortium, "school_priorities", "6819901", language="cy").content.decode()

    assert "We read." in english
    assert "Darllenwn." not in english
    assert "Darllenwn." in welsh
    assert "Ten classrooms." not in english + welsh
    assert page(world.people.consortium, "review", "6819901", YEAR).status_code == 404


def test_taking_back_hides_it_from_all_but_the_head(world: World) -> None:
    review = shared(world)
    services.take_back_review(review=review, by=world.people.head)

    assert page(world.people.governor, "review", "6819901", YEAR).status_code == 404


def test_the_second_of_two_editors_keeps_the_text_and_sees_what_was_saved(world: World) -> None:
    review = begun(world)
    client = Client()
    client.force_login(world.people.head)
    address = reverse("review_area_edit", args=["6819901", YEAR, AREA])
    facts = {"standing": "strength", "seen": "Mine alone", "next": "", "version": "1"}
    answer(review.sections.all()[0], world.people.head, seen="Theirs")

    refused = client.post(address, facts)

    assert refused.status_code == 409
    text = refused.content.decode()
    assert "Mine alone" in text
    assert "Theirs" in text
    assert ReviewSection.objects.get(review=review, area__code=AREA).seen == "Theirs"
    saved = client.post(address, {**facts, "version": "2"})
    assert saved.status_code == 302
    assert ReviewSection.objects.get(review=review, area__code=AREA).seen == "Mine alone"


def test_at_most_five_priorities_each_with_its_measure(world: World) -> None:
    review = begun(world)
    client = Client()
    client.force_login(world.people.head)
    address = reverse("review_priorities", args=["6819901", YEAR])

    half = client.post(address, {"version": "1", "text_1": "Reading"})
    assert half.status_code == 422
    assert "how you will know" in half.content.decode()
    whole = client.post(address, {"version": "1", "text_2": "Reading", "measure_2": "All read"})
    assert whole.status_code == 302
    assert list(review.priorities.values_list("position", "text")) == [(1, "Reading")]
    with pytest.raises(DomainError, match="at most five"):
        services.save_priorities(review=review, priorities=[("a", "b")] * 6, version=2, by=world.people.head)


@pytest.mark.parametrize("text", ["Ask gwen@school.example", "Candidate 1234 567 890 did well"])
def test_what_looks_like_a_person_is_asked_about_once(world: World, text: str) -> None:
    begun(world)
    client = Client()
    client.force_login(world.people.head)
    address = reverse("review_area_edit", args=["6819901", YEAR, AREA])
    facts = {"standing": "", "seen": text, "next": "", "version": "1"}

    asked = client.post(address, facts)
    assert asked.status_code == 422
    assert "names_nobody" in asked.content.decode()
    kept = client.post(address, {**facts, "names_nobody": "on"})
    assert kept.status_code == 302


def test_a_school_number_and_years_are_no_people(world: World) -> None:
    begun(world)
    client = Client()
    client.force_login(world.people.head)
    address = reverse("review_area_edit", args=["6819901", YEAR, AREA])

    sent = client.post(address, {"standing": "", "seen": "6819901 in 2024/25", "next": "", "version": "1"})

    assert sent.status_code == 302


def test_the_head_is_reminded_after_the_day_and_the_adviser_told_once(world: World) -> None:
    framework = ReviewFramework.objects.get()
    framework.begin_within_days = 0
    framework.save()
    heading = "Begin this year's own review of Ysgol Gyfun Brawf"
    assert heading in [str(need.heading) for need in needs_of(world.people.head)]
    framework.begin_within_days = 400
    framework.save()
    assert heading not in [str(need.heading) for need in needs_of(world.people.head)]

    review = shared(world)
    told = "Read the own review of Ysgol Gyfun Brawf"
    assert told in [str(need.heading) for need in needs_of(world.people.adviser)]
    assert told not in [str(need.heading) for need in needs_of(world.people.senior_adviser)]
    services.say_read(review=review, by=world.people.adviser)
    assert told not in [str(need.heading) for need in needs_of(world.people.adviser)]


def test_history_says_who_did_what(world: World) -> None:
    review = published(world)
    services.withdraw_summary(review=review, by=world.people.head)

    text = page(world.people.head, "review_history", "6819901", YEAR).content.decode()

    for sentence in (
        "The review was begun.",
        "Vision and leadership was changed.",
        "The review was shared with adviser and governors.",
        "The summary was published.",
        "The summary was withdrawn.",
    ):
        assert sentence in text
    assert "Head" in text


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_wins(world: World) -> None:
    section = begun(world).sections.all()[0]
    outcomes: list[str] = []
    ready = threading.Barrier(6)

    def save(number: int) -> None:
        ready.wait()
        try:
            answer(section, world.people.head, seen=f"Text {number}")
        except ReviewChangedMeanwhile:
            outcomes.append("refused")
        else:
            outcomes.append("saved")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * 5 + ["saved"]
