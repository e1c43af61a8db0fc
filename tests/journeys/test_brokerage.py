"""From a need to a closed partnership, in a browser: the adviser asks and chooses, one school refuses, one
lets the day pass, one helps; both heads answer; it goes quiet, is evaluated from outside and closed. The head
of the school that helps walks without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from brokerage.models import Ask, Invitation, Offer
from brokerage.tasks import keep_moving
from core import clock
from core.models import User
from schools.enums import Role
from schools.models import School
from tests.brokerage.making import a_topic, make_offer
from tests.browser import OpenAs, Visit
from tests.factories import give_role, make_person, make_school
from tests.journeys.reading import follow, words
from tests.personas import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEED = "Talk in lessons of Years 7 to 9"
WANTED = "In half of the lessons pupils speak in whole sentences."
REASON = "They have done this in a school like yours and are near."
# Merthyr Tydfil, Bridgend, the Vale of Glamorgan.
AUTHORITIES = ("675", "672", "673")


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True).first)


def fill_day(page: Page, name: str, day: dt.date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def choose(page: Page, field: str, value: str) -> None:
    page.locator(f'[name="{field}"][value="{value}"]').check(force=True)


def helpers() -> dict[str, tuple[School, User]]:
    """Three secondary schools of other authorities that offer to help, with their heads, by number."""
    found = {}
    for place, authority in enumerate(AUTHORITIES, start=1):
        school = make_school(authority, name=f"Ysgol Gymorth {place}", number=f"{authority}990{place}")
        head = make_person(f"Head {place}", email=f"helper{place}@demo.example")
        give_role(head, Role.HEADTEACHER, school.scope)
        make_offer(school, by=head, days="10")
        found[school.number] = (school, head)
    return found


def test_from_a_need_to_a_closed_partnership(world: World, open_as: OpenAs, settings: Settings) -> None:
    schools = helpers()
    adviser, head = open_as(world.people.adviser), open_as(world.people.head)
    outsider = open_as(world.people.other_head)

    ask = ask_for_help(adviser)
    first = invite_the_best(adviser, ask)
    refuser = open_as(schools[first][1])
    page = refuser.open(f"/en/invitations/{invitation(first)}/answer/")
    choose(page, "answer", "no")
    press(page, "Send the answer")
    expect(page.get_by_text("Choose why not").first).to_be_visible()
    assert all("422" in line for line in refuser.heard())
    choose(page, "refusal", "no_room")
    press(page, "Send the answer")
    assert left_of(first) == 10, "The days are free again."

    page = adviser.open(f"/en/invitations/{invitation(first)}/")
    expect(page.get_by_role("heading", name="It is back with you")).to_be_visible()
    second = invite_the_best(adviser, ask)
    assert second != first
    settings.CLOCK_SHIFT_DAYS = 15
    keep_moving()
    assert Invitation.objects.get(offer__school__number=second).state == "expired"
    page = open_as(schools[second][1]).open(f"/en/invitations/{invitation(second)}/answer/")
    expect(page.get_by_text("This invitation no longer waits for an answer.").first).to_be_visible()
    assert not page.get_by_role("button", name="Send the answer").count()

    third = invite_the_best(adviser, ask)
    assert third not in {first, second}
    supplier = open_as(schools[third][1], java_script_enabled=False)
    page = supplier.open(f"/en/invitations/{invitation(third)}/")
    expect(page.get_by_text(REASON).first).to_be_visible()
    follow(page.get_by_role("link", name="Answer", exact=True).first)
    choose(page, "answer", "yes")
    press(page, "Send the answer")
    expect(page.get_by_text("Thank you. The days are booked, and the partnership is open.")).to_be_visible()
    address = page.url.removeprefix(supplier.server)
    assert outsider.context.request.get(outsider.server + address).status == 404

    # The school that helps has agreed by its yes.
    agree(head, address)
    assert "At work" in words(head.open(address).locator("main"))
    assert left_of(third) == 6
    goes_quiet_and_is_nudged(adviser, settings)
    evaluate(adviser, open_as(world.people.consortium), world, address)
    page = adviser.open(f"{address}close/")
    press(page, "Close it")
    assert "Closed" in words(adviser.open(address).locator("main .portal-tag").first)
    assert Ask.objects.get().state == "closed"
    assert left_of(third) == 10, "Days that nobody used are free again."
    page = head.open("/cy" + address.removeprefix("/en"))
    assert page.locator("html").get_attribute("lang") == "cy"
    expect(page.get_by_text("Pupils speak in half of the lessons.").first).to_be_visible()


def invitation(number: str) -> str:
    return str(Invitation.objects.get(offer__school__number=number).public_id)


def left_of(number: str) -> int:
    offer = Offer.objects.get(school__number=number)
    return int(offer.days - offer.promised)


def ask_for_help(adviser: Visit) -> str:
    page = adviser.open("/en/schools/6819901/asks/new/")
    page.locator("[name=topic]").select_option(a_topic().code)
    page.locator("[name=text]").fill(NEED)
    page.locator("[name=wanted]").fill(WANTED)
    choose(page, "urgency", "now")
    page.locator("[name=days]").fill("4")
    # Backwards first: refused, and what was written stays.
    fill_day(page, "starts_on", clock.today() + dt.timedelta(days=40))
    fill_day(page, "ends_on", clock.today() + dt.timedelta(days=20))
    choose(page, "help_language", "any")
    choose(page, "language", "en")
    press(page, "Ask")
    expect(page.get_by_text("The last day lies before the first.").first).to_be_visible()
    assert page.locator("[name=wanted]").input_value() == WANTED
    assert not Ask.objects.exists()
    assert all("422" in line for line in adviser.heard())
    fill_day(page, "ends_on", clock.today() + dt.timedelta(days=160))
    press(page, "Ask")
    ask = Ask.objects.get()
    page = adviser.open(f"/en/asks/{ask.public_id}/kind/")
    choose(page, "kind", "pathfinder")
    page.locator("[name=because]").fill("The whole department is to change how it works.")
    for lighter in ("own_staff", "cluster", "group", "programme", "light_link"):
        page.locator(f"[name=not_{lighter}]").fill("It was tried last year and is not enough.")
    press(page, "Decide")
    return str(ask.public_id)


def invite_the_best(adviser: Visit, ask: str) -> str:
    """The number of the school that was asked."""
    page = adviser.open(f"/en/brokerage/match/{ask}/")
    number = str(page.locator("[name=supplier]").first.get_attribute("value"))
    choose(page, "supplier", number)
    page.locator("[name=days]").fill("4")
    fill_day(page, "answer_by", clock.today() + dt.timedelta(days=10))
    page.locator("[name=reason]").fill(REASON)
    choose(page, "language", "en")
    press(page, "Reserve the days and invite")
    expect(page.get_by_text("is asked to help").first).to_be_visible()
    assert left_of(number) == 6, "The days are held."
    return number


def agree(visit: Visit, address: str) -> None:
    page = visit.open(f"{address}answer/")
    follow(page.get_by_role("button", name="Agree for").first)


def goes_quiet_and_is_nudged(adviser: Visit, settings: Settings) -> None:
    keep_moving()
    page = adviser.open("/en/brokerage/stalled/")
    assert not page.get_by_role("button", name="Nudge").count()
    settings.CLOCK_SHIFT_DAYS += 80
    keep_moving()
    page = adviser.open("/en/brokerage/stalled/")
    expect(page.get_by_text("Ysgol Gyfun Brawf").first).to_be_visible()


def evaluate(adviser: Visit, officer: Visit, world: World, address: str) -> None:
    page = adviser.open(f"{address}close/")
    expect(page.get_by_text("It cannot be closed yet").first).to_be_visible()
    page = adviser.open(f"{address}evaluator/")
    names = words(page.locator("[name=evaluator]"))
    assert "Helper" not in names
    assert world.people.head.name not in names
    page.locator("[name=evaluator]").select_option(label=world.people.consortium.name)
    follow(page.locator("main form button[type=submit]").first)
    page = officer.open(f"{address}evaluation/")
    choose(page, "outcome", "met")
    choose(page, "rung", "practice")
    for field, text in (
        ("rung_because", "Twelve lessons were seen by two people."),
        ("helped_gained", "Pupils speak in half of the lessons."),
        ("helpers_gained", "Two teachers have learned to coach."),
    ):
        page.locator(f"[name={field}]").fill(text)
    choose(page, "language", "en")
    page.locator("[name=finish]").check(force=True)
    follow(page.locator("main form button[type=submit]").first)
