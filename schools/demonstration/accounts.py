"""Accounts to try the portal with: fictional people, one password, posts at the schools that there are."""

import datetime as dt
import math
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from core import clock
from core.models import RoleAssignment, Scope, User
from schools.demonstration.places import LONGITUDE_SHARE
from schools.enums import Medium, Phase, Role
from schools.models import Authority, Region, Result, School
from schools.querysets import SchoolQuerySet

DOMAIN = "demo.example"
IN_POST_FOR = dt.timedelta(days=400)
CASELOAD = 16
# What the first head's school is like: enough pupils eligible for free meals for every figure to be shown.
USUAL_FREE_MEALS = 22.0


@dataclass(frozen=True)
class Account:
    name: str
    person: str
    role: Role
    language: str = "en"

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


ACCOUNTS = (
    Account("head", "Carys Beddoes", Role.HEADTEACHER),
    Account("head2", "Iestyn Tudwal", Role.HEADTEACHER, "cy"),
    Account("teacher", "Amira Skyrme", Role.TEACHER),
    Account("governor", "Patrick Tilsley", Role.GOVERNOR),
    Account("adviser", "Sioned Maddock", Role.ADVISER),
    Account("senior.adviser", "Hefin Cadwgan", Role.SENIOR_ADVISER),
    Account("authority", "Ruth Penhallow", Role.AUTHORITY_OFFICER),
    Account("consortium", "Gethin Ashmole", Role.CONSORTIUM),
    Account("data", "Anwen Tregarth", Role.DATA_OFFICER),
    Account("admin", "Bethan Loxley", Role.ADMINISTRATOR),
    # Deputy head at a school of the first head's group, which she convenes: posts are given with the groups.
    Account("convenor", "Meinir Craddock", Role.TEACHER),
    # Convenes another group, which looks at the first one's evaluations.
    Account("convenor2", "Gwenllian Treharne", Role.TEACHER, "cy"),
)


@dataclass(frozen=True)
class Posts:
    """Where the people of the demonstration work."""

    head: School | None
    head2: School | None
    caseload: list[School]


@transaction.atomic
def make_people(password: str) -> dict[str, User]:
    """Accounts without posts, by the part of the address before the @. Known ones get the password."""
    encoded = ""
    people: dict[str, User] = {}
    for account in ACCOUNTS:
        person = User.objects.filter(email=account.email).first()
        if person is None:
            encoded = encoded or make_password(password)
            person = User.objects.create(
                email=account.email,
                name=account.person,
                preferred_language=account.language,
                wants_mail=False,
                password=encoded,
                joined_at=clock.now() - IN_POST_FOR,
            )
        people[account.name] = person
    renew_passwords(people, password)
    return people


def renew_passwords(people: dict[str, User], password: str) -> None:
    """Each stored hash is checked once: checking is slow on purpose."""
    holds = {encoded: check_password(password, encoded) for encoded in {p.password for p in people.values()}}
    if all(holds.values()):
        return
    encoded = make_password(password)
    for person in people.values():
        if not holds[person.password]:
            User.objects.filter(pk=person.pk).update(password=encoded)


def posts_in_generated_region() -> Posts:
    cardiff = open_schools("681", Phase.SECONDARY).filter(medium=Medium.ENGLISH, religious_character="")
    head = nearest_to_usual(list(cardiff))
    head2 = nearest_to_usual(list(welsh_primaries_of_rhondda()))
    return Posts(head, head2, caseload_around(head))


def posts_in_real_region() -> Posts:
    head = open_schools("681", Phase.SECONDARY).order_by("number").first()
    head2 = welsh_primaries_of_rhondda().order_by("number").first()
    return Posts(head, head2, caseload_around(head))


def open_schools(authority: str, phase: Phase) -> SchoolQuerySet:
    schools = School.objects.of_region().open().select_related("scope")
    return schools.filter(authority__code=authority, phase=phase)


def welsh_primaries_of_rhondda() -> SchoolQuerySet:
    return open_schools("674", Phase.PRIMARY).filter(medium=Medium.WELSH)


def nearest_to_usual(schools: list[School]) -> School | None:
    """The school whose newest share of free meals is the most usual one."""
    newest_last = Result.objects.filter(school__in=schools, indicator__code="fsm").order_by("year")
    shares = {
        school: value for school, value in newest_last.values_list("school_id", "value") if value is not None
    }
    return min(
        schools,
        key=lambda school: (abs(shares.get(school.pk, 100) - USUAL_FREE_MEALS), school.number),
        default=None,
    )


def caseload_around(head: School | None) -> list[School]:
    """The first head's school and its neighbours: ten of Cardiff, six of the Vale, each phase among them."""
    if head is None:
        return []
    found = [head]
    for authority, phase, count in (
        ("681", Phase.SECONDARY, 2),
        ("681", Phase.PRIMARY, 6),
        ("681", Phase.SPECIAL, 1),
        ("673", Phase.SECONDARY, 1),
        ("673", Phase.ALL_AGE, 1),
        ("673", Phase.PRIMARY, 4),
    ):
        schools = [s for s in open_schools(authority, phase) if s.pk != head.pk and s.latitude is not None]
        found += sorted(schools, key=lambda school: (distance(head, school), school.number))[:count]
    return found[:CASELOAD]


def distance(one: School, other: School) -> float:
    """Squared, in degrees of latitude: enough to tell what is nearer."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    east = LONGITUDE_SHARE * (one.longitude - other.longitude)
    return (one.latitude - other.latitude) ** 2 + east**2


@transaction.atomic
def give_posts(people: dict[str, User], region: Region, posts: Posts) -> None:
    """Posts that are not held yet. Somebody who has one already keeps it."""
    held = set(
        RoleAssignment.objects.filter(user__in=people.values(), ends_on__isnull=True).values_list(
            "user_id", "role"
        )
    )
    cardiff = Authority.objects.select_related("scope").get(code="681")
    rhondda = Authority.objects.select_related("scope").get(code="674")
    scopes: dict[str, list[Scope | None]] = {
        "head": scopes_of(posts.head),
        "teacher": scopes_of(posts.head),
        "governor": scopes_of(posts.head),
        "head2": scopes_of(posts.head2),
        "adviser": [school.scope for school in posts.caseload],
        "senior.adviser": [cardiff.scope],
        "authority": [rhondda.scope],
        "consortium": [region.scope],
        "data": [region.scope],
        "admin": [region.scope],
        "convenor": [],
        "convenor2": [],
    }
    starts_on = clock.today() - IN_POST_FOR
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=people[account.name], role=account.role, scope=scope, starts_on=starts_on)
        for account in ACCOUNTS
        if (people[account.name].pk, account.role) not in held
        for scope in scopes[account.name]
        if scope is not None
    )


def scopes_of(school: School | None) -> list[Scope | None]:
    return [school.scope] if school else []
