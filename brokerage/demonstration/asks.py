"""What schools of the demonstration ask of others: from their open needs, over the months that are past."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from brokerage.demonstration.past import days_ago
from brokerage.enums import HelpKind, HelpLanguage, Permission
from brokerage.models import Ask
from brokerage.services.asking import Link, decide_kind, enter_ask, lighter_than, put_on_board, withdraw
from brokerage.services.provisions import add_provision
from core import clock
from core.models import User
from schools.enums import Medium
from schools.models import Need, Region, School, Topic
from schools.queries.days import advisers_of
from schools.queries.strengths import live_needs
from schools.queries.support.people import holders

TEXTS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
# Of the needs of other schools than those of the accounts, every so manieth is asked for.
EVERY = 17
# Days of the helping school, and how long ago it was asked, in turn.
DAYS = ("4", "8", "3", "12", "6", "2.5")
ASKED = (12, 33, 5, 61, 90, 21, 47, 118, 9, 75)
# So near that nobody is: those that end on the board.
MOST_MINUTES = 15
WELSH = {Medium.WELSH, Medium.BILINGUAL_A, Medium.BILINGUAL_B}


@dataclass(frozen=True)
class Fate:
    """How far an ask has come; `kind` empty: nobody has decided yet."""

    kind: str = ""
    is_unmet: bool = False
    is_withdrawn: bool = False


FATES = (
    Fate(HelpKind.LIGHT_LINK),
    Fate(),
    Fate(HelpKind.PATHFINDER),
    Fate(HelpKind.LIGHT_LINK, is_unmet=True),
    Fate(HelpKind.OWN_STAFF),
    Fate(HelpKind.LIGHT_LINK),
    Fate(HelpKind.PATHFINDER, is_unmet=True),
    Fate(is_withdrawn=True),
    Fate(HelpKind.FORMAL),
    Fate(HelpKind.CLUSTER),
)


@transaction.atomic
def add_asks(*, region: Region, people: dict[str, User]) -> bool:
    """Unless somebody has asked already. Whether they were added."""
    if Ask.objects.filter(school__authority__region=region).exists():
        return False
    for place, need in enumerate(chosen_needs(people)):
        enter(need, place, people["consortium"])
    add_provisions(region, people["consortium"])
    return True


def chosen_needs(people: dict[str, User]) -> list[Need]:
    """All of the heads' and the adviser's schools, and some of the others."""
    own = {
        school.pk
        for name in ("head", "head2", "adviser")
        for school in School.objects.held_by(people[name], Permission.ASK_FOR_HELP)
    }
    needs = list(
        live_needs()
        .filter(school__closed_on__isnull=True)
        .select_related("school__scope", "school__authority__region", "topic")
        .order_by("school__number", "pk")
    )
    others = [need for need in needs if need.school_id not in own]
    return [*(need for need in needs if need.school_id in own), *others[::EVERY]]


def enter(need: Need, place: int, broker: User) -> None:
    school = need.school
    heads = holders(Permission.SPEAK_FOR_HELP, school)
    advisers = advisers_of([school])[school.pk]
    people = heads[:1] if place % 3 else advisers[:1]
    by = (people or heads or advisers or [broker])[0]
    age = min(ASKED[place % len(ASKED)], (clock.now() - need.stated_at).days)
    fate = FATES[place % len(FATES)]
    text = texts_in(need.language)
    wants_welsh = school.medium in WELSH
    with days_ago(age) as day:
        ask = enter_ask(
            school=school,
            topic=need.topic,
            need=need,
            text=need.text,
            wanted=need.wanted or text(TEXTS["wanted"]),
            language=need.language,
            urgency=need.urgency,
            days=Decimal(DAYS[place % len(DAYS)]),
            starts_on=day + dt.timedelta(days=21),
            ends_on=clock.today() + dt.timedelta(days=200),
            help_language=HelpLanguage.WELSH if wants_welsh else HelpLanguage.EITHER,
            most_minutes=MOST_MINUTES if fate.is_unmet else None,
            by=by,
        )
    with days_ago(age * 2 // 3):
        decide(ask, fate, text, (advisers or [broker])[0])
    with days_ago(age // 3):
        if fate.is_unmet:
            put_on_board(ask=ask, because=text(TEXTS["unmet"][wants_welsh]), by=broker)
        if fate.is_withdrawn:
            withdraw(ask=ask, because=text(TEXTS["withdrawn"]), by=by)


def decide(ask: Ask, fate: Fate, text: Any, by: User) -> None:
    if not fate.kind:
        return
    kind = HelpKind(fate.kind)
    choice = TEXTS["because"][kind]
    lines = {name: text(pair) for name, pair in TEXTS["link"].items()}
    decide_kind(
        ask=ask,
        kind=kind,
        because=text(choice[ask.pk % len(choice)]),
        left_out={one: text(TEXTS["left_out"][one]) for one in lighter_than(kind)},
        link=Link(**lines) if kind == HelpKind.LIGHT_LINK else None,
        by=by,
    )


def texts_in(language: str) -> Any:
    return lambda pair: pair["cy" if language == "cy" else "en"]


def add_provisions(region: Region, by: User) -> None:
    topics = {topic.code: topic for topic in Topic.objects.all()}
    today = clock.today()
    for row in TEXTS["provisions"]:
        facts = {name: row[name] for name in ("name_en", "name_cy", "source", "places", "help_language")}
        add_provision(
            region=region,
            topic=topics[row["topic"]],
            starts_on=today + dt.timedelta(days=row["first"]),
            ends_on=today + dt.timedelta(days=row["last"]),
            by=by,
            **facts,
        )
