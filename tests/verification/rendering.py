"""Every address of a school, in both languages, and what must never stand in an answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.test import Client

from core.models import User
from schools.enums import Role
from schools.models import Authority, Indicator, Region, School
from tests.architecture.routes import Route, our_routes
from tests.factories import give_role, make_person

LANGUAGES = ("en", "cy")
FORMS = ("csv", "xlsx")
# Nobody has begun, drafted or asked for it yet: the address says so.
MAY_BE_MISSING = 404
STATES_A_REFUSAL = {302, 403, 405}
ARGUMENTS = {"number", "code", "other", "form"}
NEVER = re.compile(
    r"\bNone\b(?! of)|\bnan\b|\bNaN\b|\binf\b|%\(\w*\)|\{\{|\{%|Traceback|DoesNotExist|&lt;\w+:|object at 0x"
)
MACHINES = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    address: str
    what: str


def somebody_everywhere(region: Region) -> User:
    """Holds every post that opens a page, at every school."""
    person = make_person("Pawb", email="pawb@demo.example")
    give_role(person, Role.CONSORTIUM, region.scope)
    give_role(person, Role.DATA_OFFICER, region.scope)
    for authority in Authority.objects.exclude(scope=None):
        give_role(person, Role.SENIOR_ADVISER, authority.scope)
        give_role(person, Role.AUTHORITY_OFFICER, authority.scope)
    for school in School.objects.of_region():
        give_role(person, Role.HEADTEACHER, school.scope)
    return person


def routes_of_schools() -> list[Route]:
    """Those about a school, and no more than a measure, another school and a form of file beside it."""
    return [
        route for route in our_routes() if "number" in route.arguments and set(route.arguments) <= ARGUMENTS
    ]


def addresses_of(school: School, codes: Iterable[str], other: str) -> Iterator[str]:
    for route in routes_of_schools():
        for code in codes if "code" in route.arguments else [""]:
            for form in FORMS if "form" in route.arguments else [""]:
                facts = {"number": school.number, "code": code, "form": form, "other": other}
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found, facts=facts: facts[found[1]], route.address)


def codes_of(school: School) -> list[str]:
    """Measures that the school has a figure of, and one that it has not."""
    known = list(
        Indicator.objects.filter(results__school=school)
        .distinct()
        .values_list("code", flat=True)
        .order_by("-position")
    )
    missing = Indicator.objects.exclude(code__in=known).first()
    return [*known, *([missing.code] if missing else [])]


def faults(
    client: Client, schools: Iterable[School], other: School, *, measures: int | None = None
) -> Iterator[Fault]:
    """`measures`: so many of each school, where not all of them are to be opened."""
    for school in schools:
        beside = other if other != school else School.objects.of_region().exclude(pk=school.pk)[0]
        for address in addresses_of(
            school, codes_of(school)[-measures:] if measures else codes_of(school), beside.number
        ):
            for language in LANGUAGES if address.startswith("/en/") else ("en",):
                yield from faults_of(client, address.replace("/en/", f"/{language}/", 1))


def faults_of(client: Client, address: str) -> Iterator[Fault]:
    try:
        answer = client.get(address)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault of this address
        yield Fault(address, repr(error))
        return
    if answer.status_code == 200:
        if found := wrong_words(answer):
            yield Fault(address, found)
    elif answer.status_code not in {*STATES_A_REFUSAL, MAY_BE_MISSING}:
        yield Fault(address, str(answer.status_code))


def wrong_words(answer: object) -> str:
    kind = answer.headers["Content-Type"]
    if "html" not in kind and "csv" not in kind:
        return ""
    text = answer.getvalue().decode()
    if "html" in kind:
        text = unescape(re.sub(r"<[^>]*>", " ", MACHINES.sub(" ", text)))
    found = NEVER.search(text)
    return text[max(found.start() - 60, 0) : found.end() + 60] if found else ""
