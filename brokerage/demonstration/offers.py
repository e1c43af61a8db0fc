"""What schools of the demonstration offer others, and how they answered when they were asked."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from brokerage.demonstration.past import days_ago
from brokerage.enums import SUPPLIED, AskState, HelpLanguage, Permission, Refusal, Willing
from brokerage.matching import Candidate, rank
from brokerage.matching.reading import suppliers_for
from brokerage.models import Ask, Invitation, Offer, OfferTopic
from brokerage.services.inviting import (
    answer_invitation,
    choose_school,
    expire_due,
    say_maybe,
    send_invitation,
    take_back,
)
from brokerage.services.offering import declare_interest, save_offer
from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import Medium
from schools.models import Region, School, Topic
from schools.queries.days import academic_year_of, this_year
from schools.queries.strengths import live_strengths
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied

TEXTS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
WELSH = {Medium.WELSH, Medium.BILINGUAL_A, Medium.BILINGUAL_B}
# What the schools say, in turn; "" for those that have said nothing.
ANSWERS = ("yes", "yes", "maybe", "yes", "no", "yes", "yes", "", "maybe", "yes", "yes", "no", "yes")
DAYS = ("8", "6", "10", "4.5", "12", "5", "7.5")
# How many days ago, in turn: some have been asked again, a few have faded.
SAID = (6, 19, 33, 41, 12, 55, 27, 68, 3, 90)
OWN_SAID = 52
AT_ONCE = 5


@dataclass(frozen=True)
class Turn:
    """What becomes of an invitation that was sent so many days ago."""

    end: str
    age: int
    within: int = 14


# The oldest asks come first.
TURNS = (
    Turn("yes", 40),
    Turn("expired", 20, within=10),
    Turn("yes", 24),
    Turn("no", 9),
    Turn("maybe", 6),
    Turn("waits", 5),
    Turn("taken back", 11),
    Turn("draft", 1),
    Turn("waits", 2, within=9),
)


@transaction.atomic
def add_offers(*, region: Region, people: dict[str, User]) -> bool:
    """Unless a school has said something already. Whether they were added."""
    if Offer.objects.filter(school__authority__region=region).exists():
        return False
    own = own_school(people["head"])
    strengths: dict[int, list[Topic]] = defaultdict(list)
    for strength in live_strengths().filter(confirmed_at__isnull=False).select_related("topic"):
        strengths[strength.school_id].append(strength.topic)
    schools = School.objects.open().of_region().filter(pk__in=strengths).select_related("scope", "authority")
    for place, school in enumerate(schools.order_by("number")):
        answer = Willing.YES if own and school.pk == own.pk else ANSWERS[place % len(ANSWERS)]
        age = OWN_SAID if own and school.pk == own.pk else SAID[place % len(SAID)]
        if answer:
            say(school, str(answer), age, strengths[school.pk], place, people["consortium"])
    if own:
        declare(own, people["head"])
    return True


def say(school: School, answer: str, age: int, topics: Sequence[Topic], place: int, broker: User) -> None:
    helps = answer != Willing.NO
    language = "cy" if school.medium in WELSH else "en"
    with days_ago(min(age, days_of_year())):
        save_offer(
            school=school,
            year=this_year(),
            willing=answer,
            days=Decimal(DAYS[place % len(DAYS)]) if helps else Decimal(0),
            topics=topics if helps else [],
            languages=HelpLanguage.EITHER if language == "cy" else HelpLanguage.ENGLISH,
            most_minutes=60 if place % 4 == 0 else None,
            # A school that works in partnerships already has room for one more.
            at_once=AT_ONCE if age == OWN_SAID else 1 + place % 3,
            limits=TEXTS["limits"][place % len(TEXTS["limits"])][language] if helps else "",
            language=language,
            version=0,
            by=speaker(school, broker),
        )


def days_of_year() -> int:
    """So that nothing is said of this school year in the one before."""
    first = dt.date(this_year() - 1, 9, 1)
    return (clock.today() - first).days


def speaker(school: School, otherwise: User) -> User:
    heads = holders(Permission.SPEAK_FOR_HELP, school)
    return heads[0] if heads else otherwise


def own_school(person: User) -> School | None:
    found: School | None = School.objects.held_by(person, Permission.SPEAK_FOR_HELP).open().first()
    return found


def declare(school: School, head: User) -> None:
    neighbour = (
        School.objects.open()
        .of_region()
        .filter(authority=school.authority_id, phase=school.phase)
        .exclude(pk=school.pk)
    )
    with days_ago(30):
        declare_interest(
            school=school,
            other=neighbour.order_by("number")[0],
            because=TEXTS["interest"]["en"],
            language="en",
            by=head,
        )


@transaction.atomic
def add_invitations(*, region: Region, people: dict[str, User]) -> bool:
    """Unless somebody was invited before. Whether they were added."""
    if Invitation.objects.filter(ask__school__authority__region=region).exists():
        return False
    asks = list(
        Ask.objects.filter(state=AskState.OPEN, kind__in=SUPPLIED)
        .select_related("school__scope", "school__authority", "topic")
        .order_by("kind_at", "pk")
    )
    ask_own_school(asks, people)
    turns = iter(TURNS)
    for ask in asks:
        best = best_of(ask)
        turn = next(turns, None) if best else None
        if best and turn:
            play(ask, best, turn, people)
    return True


def best_of(ask: Ask) -> list[Candidate]:
    return [one for one in rank(suppliers_for(ask)).candidates if one.willing != Willing.NO][:2]


def ask_own_school(asks: list[Ask], people: dict[str, User]) -> None:
    """The first account's school is asked for something that it can answer."""
    own = own_school(people["head"])
    offer = Offer.objects.filter(school=own, year=this_year()).first() if own else None
    if own is None or offer is None:
        return
    for ask in asks:
        if ask.school.phase != own.phase or ask.school_id == own.pk or not is_of_year(ask):
            continue
        topic, is_new = OfferTopic.objects.get_or_create(offer=offer, topic=ask.topic)
        candidate = rank(suppliers_for(ask)).of_school(own.pk)
        if candidate:
            invite(ask, offer, candidate, Turn("waits", 4, within=12), people)
            asks.remove(ask)
            return
        if is_new:
            topic.delete()


def is_of_year(ask: Ask) -> bool:
    return academic_year_of(max(ask.starts_on, clock.today())) == this_year()


def play(ask: Ask, best: list[Candidate], turn: Turn, people: dict[str, User]) -> None:
    offers = Offer.objects.select_related("school__scope", "school__authority").in_bulk(
        [one.offer_id for one in best]
    )
    invite(ask, offers[best[0].offer_id], best[0], turn, people)


def invite(ask: Ask, offer: Offer, candidate: Candidate, turn: Turn, people: dict[str, User]) -> None:
    broker = broker_of(ask, people)
    if is_tied(broker, ask.school) or is_tied(broker, offer.school):
        return
    text = texts_in(ask.language)
    age = min(turn.age, (clock.now() - ask.kind_at).days if ask.kind_at else 0)
    with days_ago(age) as day:
        if offer.confirmed_at > clock.now():
            Offer.objects.filter(pk=offer.pk).update(confirmed_at=clock.now())
            offer.refresh_from_db()
        try:
            invitation = choose_school(
                ask=ask,
                offer=offer,
                days=min(ask.days, candidate.days, offer.days - offer.promised),
                reason=text(TEXTS["reason"][ask.pk % len(TEXTS["reason"])]),
                language=ask.language,
                points=candidate.stored(),
                override_because=text(TEXTS["exception"]),
                by=broker,
            )
        except DomainError:
            # What holds today did not hold on that day: the school was left in peace then, for instance.
            return
        if turn.end == "draft":
            return
        send_invitation(invitation=invitation, answer_by=day + dt.timedelta(days=turn.within), by=broker)
    end(invitation, turn, age, broker)


def end(invitation: Invitation, turn: Turn, age: int, broker: User) -> None:
    school = invitation.offer.school
    language = "cy" if school.medium in WELSH else "en"
    text = texts_in(language)
    head = speaker(school, broker)
    said: dict[str, Any] = {"invitation": invitation, "language": language, "by": head}
    with days_ago(max(age - 3, 0)):
        if turn.end == "yes":
            answer_invitation(accept=True, words=text(TEXTS["yes"]), **said)
        elif turn.end == "no":
            answer_invitation(accept=False, refusal=Refusal.COVER, words=text(TEXTS["refused"]), **said)
        elif turn.end == "maybe":
            say_maybe(words=text(TEXTS["maybe"]), **said)
        elif turn.end == "taken back":
            take_back(invitation=invitation, because=text(TEXTS["taken_back"]), by=broker)
    if turn.end == "expired" and age > turn.within:
        with days_ago(age - turn.within - 1):
            expire_due()


def broker_of(ask: Ask, people: dict[str, User]) -> User:
    adviser = people["adviser"]
    own = adviser.has_perm(Permission.BROKER, ask.school) and not is_tied(adviser, ask.school)
    return adviser if own else people["consortium"]


def texts_in(language: str) -> Any:
    return lambda pair: pair["cy" if language == "cy" else "en"]
