"""The people of every test, by name: two heads, their colleagues, and somebody who is nobody here."""

from dataclasses import dataclass, fields

from core.models import User
from schools.enums import Role
from schools.models import Authority, Region, School
from tests.factories import give_role, make_person, make_school


@dataclass
class Personas:
    head: User
    other_head: User
    teacher: User
    governor: User
    adviser: User
    senior_adviser: User
    authority_officer: User
    consortium: User
    data_officer: User
    administrator: User
    # Leads a group of schools, where a test makes one: a furnished world does.
    convenor: User
    # Signed in, but with no post.
    stranger: User

    def __iter__(self):
        return iter((field.name, getattr(self, field.name)) for field in fields(self))


@dataclass
class World:
    region: Region
    school: School
    other_school: School
    people: Personas


def make_world(region: Region) -> World:
    school = make_school("681", name="Ysgol Gyfun Brawf", number="6819901")
    other = make_school("674", name="Ysgol Gynradd Arall", number="6749902", phase="primary", medium="WM")
    cardiff = Authority.objects.get(code="681").scope
    rct = Authority.objects.get(code="674").scope
    posts = {
        "head": (Role.HEADTEACHER, school.scope),
        "other_head": (Role.HEADTEACHER, other.scope),
        "teacher": (Role.TEACHER, school.scope),
        "governor": (Role.GOVERNOR, school.scope),
        "adviser": (Role.ADVISER, school.scope),
        "senior_adviser": (Role.SENIOR_ADVISER, cardiff),
        "authority_officer": (Role.AUTHORITY_OFFICER, rct),
        "consortium": (Role.CONSORTIUM, region.scope),
        "data_officer": (Role.DATA_OFFICER, region.scope),
        "administrator": (Role.ADMINISTRATOR, region.scope),
    }
    people = {
        "stranger": make_person("Neb Yma", email="stranger@demo.example"),
        "convenor": make_person("Convenor", email="convenor@demo.example"),
    }
    for name, (role, scope) in posts.items():
        people[name] = make_person(name.replace("_", " ").title(), email=f"{name}@demo.example")
        give_role(people[name], role, scope)
    return World(region=region, school=school, other_school=other, people=Personas(**people))
