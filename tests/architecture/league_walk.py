"""Opens every address that there is, with every way to order it that it offers, and with some it does not."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from django.test import Client
from django.urls import NoReverseMatch

from tests.architecture.examples import EXAMPLES
from tests.architecture.furnished import Furnished
from tests.architecture.routes import Route, routes

FILES = ("csv", "xlsx", "json", "pdf")
NAMES = ("sort", "sort_by", "order", "order_by", "ordering", "o", "by", "near")
WORDS = ("attendance", "capped9", "category", "quarter", "value", "level")
# What a query may carry beside an order: how many rows.
WIDTHS = {"page_size": "200", "per_page": "200", "limit": "200"}
OFFERED = re.compile(r"href=\"[^\"?]*\?([^\"#]+)\"")
CHOICE = re.compile(r"<(?:select|input)[^>]*\bname=\"([^\"]+)\"")
SELECT = re.compile(r"<select[^>]*\bname=\"([^\"]+)\".*?</select>", re.DOTALL)
OPTION = re.compile(r"<option[^>]*\bvalue=\"([^\"]*)\"")
TICK = re.compile(r"<input(?=[^>]*type=\"(?:radio|checkbox)\")[^>]*>")
ATTRIBUTE = re.compile(r"\b(name|value)=\"([^\"]*)\"")
# So many of a page's own offers are followed: pages of a long list offer the same again and again.
MOST_OFFERS = 8


def addresses(shown: Furnished) -> Iterator[tuple[str, str]]:
    """Name and address of everything that answers GET: from the examples, and what has no example yet. The
    first of a name is the one that orders are tried on."""
    for route in routes():
        example = EXAMPLES.get(route.name)
        if example is None:
            if address := guessed(route, shown):
                yield route.name, address
        elif "GET" in example.methods:
            for other in (False, True):
                address = example.address(route.name, shown, other=other)
                yield from ((route.name, each) for each in in_every_form(address))


def in_every_form(address: str) -> Iterator[str]:
    path, mark, query = address.partition("?")
    stem, dot, ending = path.rpartition(".")
    forms = FILES if dot and ending in FILES else ("",)
    for form in forms:
        yield (f"{stem}.{form}" if form else path) + mark + query


def guessed(route: Route, shown: Furnished) -> str:
    """The address with the first school's facts in place of its arguments; empty where one is unknown."""
    school = shown.world.school
    facts = {
        "number": school.number,
        "pk": str(school.pk),
        "code": "attendance",
        "slug": "attendance",
        "authority": school.authority.slug,
        "year": "2025",
        "form": "csv",
        "format": "json",
    }
    if not set(route.arguments) <= set(facts) or re.search(r"[\^$\\(]", route.address):
        return ""
    try:
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: facts[found[1]], route.address)
    except (KeyError, NoReverseMatch):
        return ""


def offers(html: str) -> list[str]:
    """Queries that the page itself leads to: its links' and each choice of its forms."""
    found = [query.replace("&amp;", "&") for query in OFFERED.findall(html)]
    for select in SELECT.finditer(html):
        found += [urlencode({select[1]: value}) for value in OPTION.findall(select[0])]
    for tick in TICK.findall(html):
        facts = dict(ATTRIBUTE.findall(tick))
        found.append(urlencode({facts.get("name", ""): facts.get("value", "")}))
    return list(dict.fromkeys(found))[:MOST_OFFERS]


def tampered(html: str) -> Iterator[str]:
    """Every usual name of an order, and every name that the page's forms have, with the same word."""
    names = dict.fromkeys([*NAMES, *(name for name in CHOICE.findall(html) if "csrf" not in name)])
    for word in WORDS:
        yield urlencode({**dict.fromkeys(NAMES, f"-{word}"), **WIDTHS})
    yield urlencode({**dict.fromkeys(NAMES, "attendance"), **WIDTHS})
    yield urlencode({**dict.fromkeys(names, "-attendance"), **WIDTHS})


def with_query(address: str, query: str) -> str:
    path, _mark, kept = address.partition("?")
    return f"{path}?{urlencode([*parse_qsl(kept), *parse_qsl(query, keep_blank_values=True)])}"


def browser(shown: Furnished, persona: str) -> Client:
    client = Client()
    if persona:
        client.force_login(getattr(shown.world.people, persona))
    return client
