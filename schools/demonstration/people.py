"""Contacts and federations: people who do not exist, at addresses that lead nowhere."""

import datetime as dt
from typing import NamedTuple

from numpy.random import Generator

from schools.demonstration.chance import stream
from schools.demonstration.register import PlannedSchool

FIRST_NAMES = (
    "Aled", "Amira", "Andrew", "Angharad", "Anita", "Anwen", "Bethan", "Caitlin", "Carys", "Catherine",
    "Ceri", "Claire", "Daniel", "Delyth", "Deepa", "Eirian", "Eleri", "Elin", "Emyr", "Fatima", "Ffion",
    "Gareth", "Gethin", "Gwen", "Hannah", "Hefin", "Helen", "Huw", "Ieuan", "Iestyn", "Imran", "Ioan",
    "James", "Joanne", "Karen", "Kwame", "Laura", "Lisa", "Llinos", "Lowri", "Lynwen", "Mair", "Mark",
    "Megan", "Meinir", "Menna", "Michael", "Natalie", "Nia", "Non", "Olwen", "Owain", "Patrick", "Paul",
    "Rachel", "Rhian", "Rhodri", "Rhys", "Robert", "Ruth", "Sara", "Sharon", "Siân", "Sioned", "Steffan",
    "Susan", "Tegid", "Tomos", "Tracey", "Wyn", "Yasmin",
)  # fmt: skip
LAST_NAMES = (
    "Ashmole", "Asante", "Barlow-Pugh", "Beddoes", "Bellis", "Bengough", "Blethyn", "Brace", "Breeze",
    "Cadwgan", "Chowdhury", "Cledwyn", "Colwill", "Craddock", "Danter", "Deverell", "Dunster", "Eynon",
    "Fairclough", "Fenwick", "Gammon", "Garland", "Gittins", "Goodfellow", "Gwilt", "Haddock-Rees",
    "Hallett", "Havard", "Hopkin", "Ithell", "Jarman", "Jehu", "Kendrick", "Kinsey", "Lander", "Lewys",
    "Loxley", "Maddock", "Mainwaring", "Matthias", "Meyrick", "Morris-Fry", "Mostyn", "Nurse", "Okafor",
    "Onions", "Parfitt", "Pask", "Penhallow", "Probert", "Prosser", "Pritchett", "Quarrell", "Raman",
    "Rideout", "Rosser", "Rowberry", "Samways", "Sayce", "Skyrme", "Stradling", "Tamplin", "Tilsley",
    "Tregarth", "Trehearn", "Tudwal", "Uppington", "Vaughton", "Wakely", "Whatley", "Woosnam-Pike",
    "Yendoll", "Yorath-Bell",
)  # fmt: skip
# Telephone numbers that the regulator keeps free for fiction.
FICTIONAL_AREA = "01632 960"
CONFIRMED_WITHIN = 330
# One school in so many has contacts that nobody looked at for years.
STALE_ONE_IN = 9
CHAIR_SHARE = 0.86


class PlannedContact(NamedTuple):
    school_number: str
    role: str
    name: str
    email: str
    phone: str
    language: str
    days_ago: int


class PlannedFederation(NamedTuple):
    name_en: str
    name_cy: str
    shares_head: bool
    school_numbers: tuple[str, ...]


def federations(schools: list[PlannedSchool]) -> list[PlannedFederation]:
    """Small neighbours under one head; a pair of Welsh-medium schools under one governing body."""
    small = [s for s in schools if s.is_open and s.phase == "primary" and s.is_sparse and not s.faith]
    welsh = [s for s in schools if s.is_open and s.phase == "primary" and s.medium == "WM"]
    valleys = [s for s in schools if s.is_open and s.phase == "primary" and s.town.name == "Maesteg"]
    proposals = (
        ("Two Brooks Federation", "Ffederasiwn y Ddwy Nant", True, small, 2),
        ("Three Hills Federation", "Ffederasiwn y Tri Bryn", True, valleys, 3),
        ("Bridge of Words Federation", "Ffederasiwn Pont y Geiriau", False, welsh, 2),
    )
    taken: set[str] = set()
    found = []
    for name_en, name_cy, shares_head, candidates, size in proposals:
        members = neighbours([s for s in candidates if s.number not in taken], size)
        if len(members) == size:
            taken |= {school.number for school in members}
            numbers = tuple(school.number for school in members)
            found.append(PlannedFederation(name_en, name_cy, shares_head, numbers))
    return found


def neighbours(candidates: list[PlannedSchool], size: int) -> list[PlannedSchool]:
    """The first candidate and those of its authority and medium that stand nearest to it."""
    if not candidates:
        return []
    first = candidates[0]
    alike = [s for s in candidates if (s.authority, s.medium) == (first.authority, first.medium)]
    return sorted(
        alike, key=lambda s: (s.longitude - first.longitude) ** 2 + (s.latitude - first.latitude) ** 2
    )[:size]


def contacts(
    seed: int, schools: list[PlannedSchool], groups: list[PlannedFederation]
) -> list[PlannedContact]:
    chance = stream(seed, "people")
    leader = {number: group for group in groups if group.shares_head for number in group.school_numbers}
    heads: dict[str, str] = {}
    found: list[PlannedContact] = []
    for school in schools:
        if not school.is_open:
            continue
        group = leader.get(school.number)
        key = group.name_en if group else school.number
        head = heads.setdefault(key, person(chance))
        welsh = school.medium == "WM" or float(chance.random()) < 0.18
        stale = float(chance.random()) < 1 / STALE_ONE_IN
        days = int(chance.integers(420, 1300)) if stale else int(chance.integers(3, CONFIRMED_WITHIN))
        language = "cy" if welsh else "en"
        found.append(contact(school, "head", head, chance, language, days))
        found.append(contact(school, "office", person(chance), chance, language, days))
        if float(chance.random()) < CHAIR_SHARE:
            found.append(contact(school, "chair", person(chance), chance, "", days))
    return found


def contact(
    school: PlannedSchool, role: str, name: str, chance: Generator, language: str, days_ago: int
) -> PlannedContact:
    phone = "" if role == "chair" else f"{FICTIONAL_AREA}{int(chance.integers(1000)):03d}"
    return PlannedContact(
        school.number, role, name, f"{role}.{school.number}@demo.example", phone, language, days_ago
    )


def person(chance: Generator) -> str:
    first = FIRST_NAMES[int(chance.integers(len(FIRST_NAMES)))]
    return f"{first} {LAST_NAMES[int(chance.integers(len(LAST_NAMES)))]}"


def confirmed_at(now: dt.datetime, days_ago: int) -> dt.datetime:
    return now - dt.timedelta(days=days_ago, hours=days_ago % 7)
