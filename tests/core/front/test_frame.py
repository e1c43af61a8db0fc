import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from core.models import User
from core.templatetags.ui import in_language
from core.views import errors
from tests.core.front.pages import Page, read
from tests.factories import make_person

pytestmark = pytest.mark.django_db

OPEN_PAGES = ["account/login/", "help/", "accessibility/", "privacy/", "contact/", "account/password/reset/"]


def opened(client: Client, path: str, status: int = 200) -> Page:
    response = client.get(path)
    assert response.status_code == status
    return read(response.content)


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_have_one_heading_and_their_language(client: Client, language: str, path: str) -> None:
    page = opened(client, f"/{language}/{path}")

    assert page.one("html").attributes["lang"] == language
    assert len(page.all("h1")) == 1
    assert page.one("main").attributes["id"] == "main-content"
    assert page.one("a", class_="govuk-skip-link").attributes["href"] == "#main-content"


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_nothing_is_inline(client: Client, path: str) -> None:
    page = opened(client, f"/en/{path}")

    for element in page.elements:
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith("on")]
    assert not page.all("style")
    assert all(script.attributes.get("src") for script in page.all("script"))


@pytest.mark.parametrize(
    ("path", "language", "other"),
    [
        ("/en/schools/?q=nant&page=2", "cy", "/cy/schools/?q=nant&page=2"),
        ("/cy/", "en", "/en/"),
        ("/en", "cy", "/cy"),
        ("/energy/", "cy", "/cy/"),
        ("/", "en", "/en/"),
    ],
)
def test_the_other_language_keeps_page_and_query(path: str, language: str, other: str) -> None:
    assert in_language(path, language) == other


def test_the_switch_names_both_languages_in_themselves(client: Client) -> None:
    page = opened(client, "/en/help/?from=menu")

    welsh = page.one("a", class_="govuk-language-navigation__link")
    assert welsh.attributes == {
        "class": "govuk-language-navigation__link",
        "href": "/cy/help/?from=menu",
        "rel": "alternate",
        "lang": "cy",
        "hreflang": "cy",
    }
    assert page.one("span", class_="govuk-language-navigation__text").attributes["lang"] == "en"


def test_the_region_is_named_welsh_first(client: Client) -> None:
    html = client.get("/en/help/").content.decode()

    assert html.index('<b lang="cy">Consortiwm') < html.index('<span lang="en">Central South Consortium')


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("cy-GB,cy;q=0.9,en;q=0.5", "/cy/account/login/"),
        ("en-GB,en;q=0.9", "/en/account/login/"),
        ("fr,en;q=0.2", "/en/account/login/"),
    ],
)
def test_the_first_page_goes_on_in_the_language_of_the_browser(
    client: Client, asked: str, leads_to: str
) -> None:
    response = client.get("/", headers={"accept-language": asked})

    assert response["Location"] == leads_to
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("asked", ["", "fr,de;q=0.5"])
def test_the_first_page_shows_both_welsh_first_to_any_other_browser(client: Client, asked: str) -> None:
    html = client.get("/", headers={"accept-language": asked}).content.decode()

    assert html.index("/cy/account/login/") < html.index("/en/account/login/")


def test_a_signed_in_person_sees_name_menu_and_a_form_to_sign_out(client: Client) -> None:
    person: User = make_person("Rhian Prosser")
    client.force_login(person)

    page = opened(client, "/en/help/")

    assert "Rhian Prosser" in page.text
    assert page.all("form", action="/en/account/logout/", method="post")
    assert page.one("ul", id="navigation")
    assert "X-CSRFToken" in page.one("body").attributes["hx-headers"]


def test_a_stranger_sees_no_menu(client: Client) -> None:
    page = opened(client, "/en/help/")

    assert not page.all("ul", id="navigation")
    assert not page.all("form")


@pytest.mark.parametrize(
    ("demonstration", "shown"), [(True, "Schools and people are fictional."), (False, None)]
)
def test_a_demonstration_says_so(
    client: Client, settings: Settings, demonstration: bool, shown: str | None
) -> None:
    settings.DEMONSTRATION = demonstration

    text = "".join(opened(client, "/en/help/").text)

    assert ("fictional" in text) == (shown is not None)
    assert shown is None or shown in text


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_address_that_is_none_says_so(client: Client, language: str) -> None:
    page = opened(client, f"/{language}/nothing-here/", status=404)

    assert page.one("html").attributes["lang"] == language
    assert [link.attributes["href"] for link in page.all("a", class_="portal-band__name")] == [
        f"/{language}/"
    ]


def test_a_fault_is_answered_in_both_languages_without_any_context() -> None:
    response = errors.server_error(None)  # type: ignore[arg-type]  # it must not need the request

    html = response.content.decode()
    assert response.status_code == 500
    assert html.index("Aeth rhywbeth o’i le") < html.index("Something went wrong")


def test_a_stale_form_is_answered_with_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/en/account/login/", {"login": "a@b.wales", "password": "x"})

    assert response.status_code == 403
    assert "The page was open too long" in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "422", "429", "maintenance", "500"])
def test_every_error_page_can_be_drawn(name: str) -> None:
    html = render_to_string(f"errors/{name}.html")

    assert re.search(r"<h1>[^<]+</h1>", html)


def test_the_components_are_hidden_outside_a_demonstration(client: Client, settings: Settings) -> None:
    settings.DEMONSTRATION = settings.DEBUG = False

    assert client.get(reverse("components")).status_code == 404
