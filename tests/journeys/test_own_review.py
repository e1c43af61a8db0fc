"""A head leads the own review on a phone without JavaScript; adviser, governor and the region find what is
theirs of it."""

import pytest
from playwright.sync_api import Page

from schools.models import Evidence, Review
from schools.queries.review import review_year
from tests.browser import OpenAs
from tests.journeys.reading import follow, words
from tests.personas import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False}
YEAR = review_year()
REVIEW = f"/en/schools/6819901/reviews/{YEAR}/"


def test_a_year_of_the_own_review(world: World, open_as: OpenAs) -> None:
    head = open_as(world.people.head, **PHONE)
    page = head.open("/en/home/")
    follow(page.get_by_role("link", name="Begin the review"))
    press(page, "Begin the review")
    assert page.url.endswith(REVIEW)

    follow(page.get_by_role("link", name="Vision and leadership"))
    page.get_by_label("A strength").check()
    page.get_by_label("What have we seen?").fill("Governors ask, and things change.")
    page.get_by_label("What next?").fill("The deputy head writes it down by Easter.")
    press(page, "Save")
    assert "Done" in words(page.locator(".govuk-task-list__item").first)

    follow(page.get_by_role("link", name="Vision and leadership"))
    add_evidence(page)
    assert "walk.pdf" in words(page.locator("#evidence"))
    press(page, "Remove")
    assert "walk.pdf" not in words(page.locator("#evidence"))
    page.locator("summary", has_text="Removed evidence").click()
    press(page, "Put back")
    assert "walk.pdf" in words(page.locator("#evidence"))

    governor = open_as(world.people.governor)
    governor.open(REVIEW)
    assert "Page not found" in governor.page.title()
    assert governor.heard(), "The browser says that the page was not found."

    page = head.open(REVIEW)
    press(page, "Share with adviser and governors")
    assert "Governors ask" in words(governor.open(f"{REVIEW}areas/vision-leadership/").locator("main"))

    adviser = open_as(world.people.adviser).open("/en/home/")
    follow(adviser.locator("a", has_text="Read the own review of Ysgol Gyfun Brawf"))
    press(adviser, "I have read it")
    adviser.goto(adviser.url.partition("/en/")[0] + "/en/home/")
    assert "Read the own review of" not in words(adviser.locator("main"))

    press(page, "Write a summary for everybody")
    page.get_by_label("Summary in English").fill("We listen.")
    press(page, "Save the summary")
    assert page.get_by_role("button", name="Publish in both languages").count() == 0
    page.get_by_label("Summary in Welsh").fill("Rydym yn gwrando.")
    press(page, "Save the summary")
    press(page, "Publish in both languages")

    region = open_as(world.people.consortium).open("/cy/schools/6819901/priorities/")
    assert "Rydym yn gwrando." in words(region.locator("main"))
    assert Review.objects.get().published_at is not None


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name).first)


def add_evidence(page: Page) -> None:
    follow(page.locator("a", has_text="Add evidence"))
    page.get_by_label("Seen in practice").check()
    page.get_by_label("What was seen or heard?").fill("Ten classrooms.")
    page.get_by_label("File").set_input_files(
        {"name": "walk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    press(page, "Save")
    assert Evidence.objects.count() == 1
