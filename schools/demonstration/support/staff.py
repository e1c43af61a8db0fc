"""Advisers for every school, a senior adviser for every authority, and heads and governors with accounts.
They are fictional; nobody can sign in as one of them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from numpy.random import Generator

from core import clock
from core.authorise import active_assignments
from core.models import RoleAssignment, Scope, User
from schools.demonstration.people import person
from schools.enums import ContactRole, Role
from schools.models import Authority, Contact, Region, School

SCHOOLS_OF_ADVISER = 18
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Staff:
    """By school, and by authority for the senior advisers."""

    advisers: dict[int, User]
    heads: dict[int, User]
    governors: dict[int, User]
    senior: dict[int, User]


class Hiring:
    """Accounts and posts, gathered and stored together."""

    def __init__(self) -> None:
        self.people: list[User] = []
        self.posts: list[tuple[User, Role, Scope]] = []
        self.password = make_password(None)

    def hire(self, email: str, name: str, language: str = "en") -> User:
        made = User(
            email=email,
            name=name,
            preferred_language=language,
            wants_mail=False,
            password=self.password,
            joined_at=clock.now() - dt.timedelta(days=300),
        )
        self.people.append(made)
        return made

    def store(self) -> None:
        User.objects.bulk_create(self.people)
        starts_on = clock.today() - dt.timedelta(days=300)
        RoleAssignment.objects.bulk_create(
            RoleAssignment(user=user, role=role, scope=scope, starts_on=starts_on)
            for user, role, scope in self.posts
        )


def hire_staff(region: Region, schools: list[School], shown: list[School], chance: Generator) -> Staff:
    hiring = Hiring()
    held = posts_held(schools)
    staff = Staff(
        advisers=advisers(schools, held[Role.ADVISER], hiring, chance),
        heads=at_schools(schools, held[Role.HEADTEACHER], ContactRole.HEAD, Role.HEADTEACHER, hiring),
        governors={
            **at_schools(schools, held[Role.GOVERNOR], ContactRole.CHAIR, Role.GOVERNOR, hiring),
            **further_governors(schools, held[Role.GOVERNOR], shown, hiring, chance),
        },
        senior=seniors(region, hiring, chance),
    )
    hiring.store()
    return staff


def posts_held(schools: list[School]) -> dict[str, dict[int, User]]:
    by_scope = {school.scope_id: school.pk for school in schools}
    found: dict[str, dict[int, User]] = defaultdict(dict)
    for post in active_assignments().filter(scope__in=list(by_scope)).select_related("user", "scope"):
        found[post.role][by_scope[post.scope_id]] = post.user
    return found


def advisers(
    schools: list[School], held: dict[int, User], hiring: Hiring, chance: Generator
) -> dict[int, User]:
    """Those without one are shared out by authority."""
    found = dict(held)
    waiting: dict[int, list[School]] = defaultdict(list)
    for school in schools:
        if school.pk not in found:
            waiting[school.authority_id].append(school)
    number = 0
    for rows in waiting.values():
        for first in range(0, len(rows), SCHOOLS_OF_ADVISER):
            number += 1
            adviser = hiring.hire(f"adviser{number}@{DOMAIN}", person(chance))
            for school in rows[first : first + SCHOOLS_OF_ADVISER]:
                if school.scope:
                    hiring.posts.append((adviser, Role.ADVISER, school.scope))
                found[school.pk] = adviser
    return found


def at_schools(
    schools: list[School], held: dict[int, User], contact: ContactRole, role: Role, hiring: Hiring
) -> dict[int, User]:
    """The contacts of the register get accounts; a head of two federated schools gets one account."""
    found = dict(held)
    named = {
        row.school_id: row for row in Contact.objects.filter(role=contact, school__in=schools).order_by("pk")
    }
    known: dict[str, User] = {}
    for school in schools:
        row = named.get(school.pk)
        if school.pk in found or row is None or school.scope is None:
            continue
        key = row.name if role == Role.HEADTEACHER else row.email
        if key not in known:
            known[key] = hiring.hire(row.email, row.name, row.language)
        hiring.posts.append((known[key], role, school.scope))
        found[school.pk] = known[key]
    return found


def further_governors(
    schools: list[School], held: dict[int, User], shown: list[School], hiring: Hiring, chance: Generator
) -> dict[int, User]:
    """Where the register names no chair, a governor; one school in ten is left without, and pages say so."""
    named = set(Contact.objects.filter(role=ContactRole.CHAIR).values_list("school_id", flat=True))
    found: dict[int, User] = {}
    for school in schools:
        left_out = school.number.endswith("7") and school not in shown
        if school.pk in named or school.pk in held or school.scope is None or left_out:
            continue
        found[school.pk] = hiring.hire(f"governor.{school.number}@{DOMAIN}", person(chance))
        hiring.posts.append((found[school.pk], Role.GOVERNOR, school.scope))
    return found


def seniors(region: Region, hiring: Hiring, chance: Generator) -> dict[int, User]:
    held = {
        post.scope_id: post.user
        for post in active_assignments().filter(role=Role.SENIOR_ADVISER).select_related("user", "scope")
    }
    found: dict[int, User] = {}
    for authority in Authority.objects.filter(region=region).select_related("scope"):
        if authority.scope is None:
            continue
        senior = held.get(authority.scope.pk)
        if senior is None:
            senior = hiring.hire(f"senior.{authority.slug}@{DOMAIN}", person(chance))
            hiring.posts.append((senior, Role.SENIOR_ADVISER, authority.scope))
        found[authority.pk] = senior
    return found
