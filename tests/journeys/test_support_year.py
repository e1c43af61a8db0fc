"""The whole year of a support level, walked by its people: from turning the levels on to publication, with a
dispute, a change in moderation and an appeal on the way. The governor walks without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from schools.queries.support.levels import current_levels
from tests.browser import OpenAs, Visit
from tests.journeys.reading import follow, words
from tests.personas import World
from tests.schools.support.years import dates, second_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

YEAR = 2027
SCHOOL = "6819901"
JUDGEMENT = f"/en/schools/{SCHOOL}/support/{YEAR}/"
TOO_HIGH = "The draft leaves out the work of the last two terms."
COMPARED = "Two schools with the same evidence were judged otherwise."
APPEAL = "The panel did not have this autumn’s attendance."
DECISION = "With this autumn’s attendance the first level was right."


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True))


def refused(visit: Visit, sentence: str) -> None:
    """The page says why, and the browser notes the answer's number, nothing else."""
    expect(visit.page.get_by_text(sentence).first).to_be_visible()
    assert all("422" in line for line in visit.heard())


def fill_day(page: Page, name: str, day: dt.date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def choose(page: Page, field: str, value: str) -> None:
    page.locator(f'[name="{field}"][value="{value}"]').check(force=True)


def state(page: Page) -> str:
    return words(page.locator("main .portal-tag").first)


def test_a_year_is_walked_by_its_people(world: World, open_as: OpenAs) -> None:
    people = world.people
    officer, adviser = open_as(people.consortium), open_as(people.adviser)
    head, governor = open_as(people.head), open_as(people.governor, java_script_enabled=False)
    outsider = open_as(people.other_head)

    turn_on_and_open(officer, head)
    gather_and_propose(adviser, head)
    page = head.open(JUDGEMENT)
    follow(page.get_by_role("link", name="The headteacher’s answer").first)
    press(page, "Agree with the draft")
    assert words(page.locator("h1")) == "You agreed with the draft"

    page = head.open(JUDGEMENT)
    assert state(page) == "Draft with the school", "One side alone does not pass."
    dispute(governor)
    assert outsider.context.request.get(outsider.server + JUDGEMENT).status == 404

    officer.open(f"/en/support/{YEAR}/setup/step/")
    press(officer.page, "Start the moderation")
    moderate(open_as(people.senior_adviser))
    finish(officer)
    appeal(head)
    decide(officer, open_as(second_officer(world)))
    assert current_levels() == {}, "Nothing is current before the year is published."

    officer.open(f"/en/support/{YEAR}/setup/step/")
    press(officer.page, "Publish the levels")
    expect(officer.page.get_by_text("1 level is current from now on.")).to_be_visible()
    everything_is_told(head, governor)
    no_other_school_sees_it(outsider)


def turn_on_and_open(officer: Visit, head: Visit) -> None:
    page = head.open(f"/en/schools/{SCHOOL}/")
    assert not page.get_by_text("Support level").count(), "Nothing is said while the levels are off."
    page = officer.open("/en/support/")
    follow(page.get_by_role("link", name="Turn them on"))
    press(page, "Turn them on")
    expect(page.get_by_text("The levels are on.")).to_be_visible()
    follow(page.get_by_role("link", name="Prepare a year").first)
    page.locator("[name=year]").fill(str(YEAR))
    for name, day in dates().items():
        fill_day(page, name, day)
    press(page, "Prepare it")
    follow(page.get_by_role("link", name="Look at what opening would do"))
    expect(page.get_by_text("The year opens for 2 schools of the region.")).to_be_visible()
    expect(page.get_by_text("No governor with an account: 1 school")).to_be_visible()
    press(page, "Open the year")
    expect(page.get_by_text("The year is open for 2 schools.")).to_be_visible()
    page = officer.open(f"/cy/support/{YEAR}/")
    assert page.locator("html").get_attribute("lang") == "cy"


def gather_and_propose(adviser: Visit, head: Visit) -> None:
    page = adviser.open("/en/home/")
    expect(page.get_by_text("Propose the support level of 1 school").first).to_be_visible()
    for kind in ("Self-evaluation", "Figures over three years"):
        page = adviser.open(f"{JUDGEMENT}evidence/")
        page.get_by_label(kind, exact=True).check(force=True)
        page.locator("[name=text]").fill("Seen in three classes.")
        press(page, "Add it")
    page = adviser.open(f"{JUDGEMENT}draft/")
    choose(page, "evidence_position", "2")
    choose(page, "capacity", "B")
    choose(page, "level", "amber")
    press(page, "Save it for later")
    assert not head.open(JUDGEMENT).get_by_text("Amber level").count(), "A saved draft is the adviser's own."

    page = adviser.open(f"{JUDGEMENT}draft/")
    expect(page.get_by_text("the default suggestion of 2026/27 is Yellow level").first).to_be_visible()
    press(page, "Put it to the school")
    refused(adviser, "The level differs from the suggestion. Say why.")
    assert page.locator("[name=level][value='amber']").is_checked(), "What was chosen is still there."
    page.locator("[name=reason]").fill("A new head began in September.")
    press(page, "Put it to the school")
    assert words(page.locator("h1")) == "The draft is with the school"
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()


def dispute(governor: Visit) -> None:
    page = governor.open("/en/home/")
    follow(page.get_by_role("button", name="Read the draft").first)
    follow(page.get_by_role("link", name="The governing body’s answer").first)
    press(page, "Dispute it, because")
    refused(governor, "Say what you dispute, and why.")
    page.locator("[name=because]").fill(TOO_HIGH)
    press(page, "Dispute it, because")
    assert words(page.locator("h1")) == "You disputed the draft for the governing body"


def moderate(senior: Visit) -> None:
    page = senior.open("/en/home/")
    expect(page.get_by_text("Moderate the support level of 1 school").first).to_be_visible()
    page = senior.open(f"{JUDGEMENT}moderate/authority/")
    expect(page.get_by_text(TOO_HIGH)).to_be_visible()
    choose(page, "level", "red")
    press(page, "Send it")
    refused(senior, "The level differs from the one before. Say why.")
    page.locator("[name=why]").fill(COMPARED)
    press(page, "Send it")
    assert words(page.locator("h1")) == "You changed the level for the authority"


def finish(officer: Visit) -> None:
    page = officer.open(f"/en/support/{YEAR}/")
    follow(page.get_by_role("link", name="Moderation by the region"))
    follow(page.get_by_role("link", name="Ysgol Gyfun Brawf"))
    follow(page.get_by_role("link", name="Moderation by the region").first)
    press(page, "Send it")
    assert words(page.locator("h1")) == "The level is final"


def appeal(head: Visit) -> None:
    page = head.open(JUDGEMENT)
    follow(page.get_by_role("link", name="Appeal", exact=True))
    page.locator("[name=why]").fill(APPEAL)
    press(page, "Send the appeal")
    assert words(page.locator("h1")) == "You appealed"


def decide(moderator: Visit, other: Visit) -> None:
    page = moderator.open(JUDGEMENT)
    assert not page.get_by_role("link", name="Appeal", exact=True).count(), "Who moderated does not decide."
    page = other.open("/en/home/")
    follow(page.get_by_role("button", name="Read the appeal").first)
    follow(page.get_by_role("link", name="Appeal", exact=True).first)
    expect(page.get_by_text(APPEAL)).to_be_visible()
    choose(page, "level", "amber")
    page.locator("[name=why]").fill(DECISION)
    press(page, "Send it")
    assert words(page.locator("h1")) == "The appeal is decided: the level is changed"


def everything_is_told(head: Visit, governor: Visit) -> None:
    page = head.open(JUDGEMENT)
    assert state(page) == "Final"
    for words_said in (TOO_HIGH, COMPARED, APPEAL, DECISION):
        expect(page.get_by_text(words_said).first).to_be_visible()
    expect(page.get_by_text("It is not a national category.")).to_be_visible()
    page = governor.open(f"/cy/schools/{SCHOOL}/support/")
    assert page.locator("html").get_attribute("lang") == "cy"
    expect(page.get_by_text("Lefel oren").first).to_be_visible()


def no_other_school_sees_it(outsider: Visit) -> None:
    for path in (JUDGEMENT, f"/en/schools/{SCHOOL}/support/", "/en/support/"):
        assert outsider.context.request.get(outsider.server + path).status in {403, 404}, path
    page = outsider.open(f"/en/schools/{SCHOOL}/")
    assert not page.get_by_text("Amber level").count()
