"""Wishes of the heads before this year's groups were composed, the draft that is with them now, workshops."""

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from core import clock
from core.models import User
from schools.models import Region, School, Topic
from schools.queries.days import this_year
from sigs.enums import (
    ComposedSchools,
    CompositionRunState,
    CompositionState,
    DraftOutcome,
    DraftState,
    WishLanguage,
    WishPartners,
    WishRoundState,
    WorkshopFor,
    WorkshopLanguage,
)
from sigs.matching import swap_partners
from sigs.models import Composition, DraftPlace, Wish, WishRound, Workshop
from sigs.queries.compositions import placement_of
from sigs.queries.heads import heads_of
from sigs.services.composing.problems import kept_problem
from sigs.services.drafts.answering import answer_draft, reply_to_head
from sigs.services.drafts.sending import send_draft
from sigs.services.wishes.answering import Wished, give_wishes, have_no_wishes, not_know_yet
from sigs.services.wishes.rounds import close_round, open_round, prepare_round
from sigs.services.workshops.events import invite, plan_workshop
from sigs.services.workshops.places import sign_up

SEED = 20261122
REMARKS = (
    ("We can host meetings: we have room and parking.", "en"),
    ("Mae’n well gennym gyfarfod yn y prynhawn.", "cy"),
    ("Please let our deputies take part from the beginning.", "en"),
)
WHY_NOT = "Our governing bodies share a chair, and we would rather learn from others."
COMMENTS = (
    "We would be glad of one more school with experience of mixed-ability mathematics.",
    "Rydym yn fodlon, ond mae’r daith yn hir yn y gaeaf. A gawn ni gwrdd ar-lein bob yn ail dro?",
)


@dataclass(frozen=True)
class Answering:
    place: DraftPlace
    head: User


@transaction.atomic
def add_wishes(*, region: Region, people: dict[str, User]) -> bool:
    """A round for this year's secondary groups that is closed, most heads heard; and one that is open, for
    next year's primary groups."""
    by, year, today = people["consortium"], this_year(), clock.today()
    if WishRound.objects.filter(region=region).exists():
        return False
    span: dict[str, Any] = {"region": region, "most": 3, "by": by, "opens_on": today}
    past = prepare_round(
        year=year, schools=ComposedSchools.SECONDARY, closes_on=today + dt.timedelta(days=1), **span
    )
    open_round(asking=past, by=by)
    say_wishes(past)
    opened = clock.now() - dt.timedelta(days=40)
    WishRound.objects.filter(pk=past.pk).update(
        opens_on=opened.date(), closes_on=today - dt.timedelta(days=12), opened_at=opened
    )
    past.refresh_from_db()
    close_round(asking=past, by=by)
    WishRound.objects.filter(pk=past.pk, state=WishRoundState.CLOSED).update(
        closed_at=clock.now() - dt.timedelta(days=11)
    )
    ahead = prepare_round(
        year=year + 1, schools=ComposedSchools.PRIMARY, closes_on=today + dt.timedelta(days=24), **span
    )
    open_round(asking=ahead, by=by)
    return True


def say_wishes(asking: WishRound) -> None:
    draw = random.Random(SEED)  # noqa: S311 - the same fictional answers at every loading
    rows = list(Wish.objects.filter(round=asking).select_related("school"))
    heads = heads_of([row.school_id for row in rows])
    topics = list(Topic.objects.filter(parent__isnull=False, retired_on__isnull=True))
    for row in rows:
        said = draw.random()
        if row.school_id not in heads or said > 0.86:
            continue
        head = heads[row.school_id][0]
        if said > 0.8:
            not_know_yet(wish=row, seen=row.version, by=head)
        elif said > 0.7:
            have_no_wishes(wish=row, seen=row.version, by=head)
        else:
            others = [other.school_id for other in rows if other.pk != row.pk]
            give_wishes(wish=row, wished=wishes_of(draw, topics, others), seen=row.version, by=head)


def wishes_of(draw: random.Random, topics: list[Topic], others: list[int]) -> Wished:
    named = draw.sample(others, 3)
    remark, language = draw.choice(REMARKS) if draw.random() < 0.3 else ("", "")
    return Wished(
        topics=[topic.pk for topic in draw.sample(topics, draw.randint(1, 3))],
        schools=named[: draw.choice((0, 1, 1, 2))],
        cannot={named[2]: WHY_NOT} if draw.random() < 0.05 else {},
        partners=draw.choice((WishPartners.ANY, WishPartners.ANY, WishPartners.KEEP, WishPartners.NEW)),
        language=WishLanguage.WELSH_PARTNERS if draw.random() < 0.12 else WishLanguage.ANY,
        remark=remark,
        written_in=language,
    )


@transaction.atomic
def add_draft(*, region: Region, people: dict[str, User]) -> bool:
    """This year’s secondary groups, with the heads: answers of every kind, that of head@ still to come."""
    by = people["consortium"]
    composition = Composition.objects.filter(
        region=region,
        year=this_year(),
        schools=ComposedSchools.SECONDARY,
        state=CompositionState.DRAFT,
    ).first()
    if composition is None:
        return False
    run = composition.runs.filter(state=CompositionRunState.DONE).order_by("-number").first()
    if run is None:
        return False
    answer_by = clock.today() + dt.timedelta(days=12)
    send_draft(composition=composition, run=run, answer_by=answer_by, by=by)
    own = set(School.objects.filter(scope__assignments__user=people["head"]).values_list("pk", flat=True))
    places = list(DraftPlace.objects.filter(composition=composition).select_related("composition"))
    heads = heads_of([place.school_id for place in places])
    asked = [
        Answering(place, heads[place.school_id][0])
        for place in places
        if place.school_id in heads and place.school_id not in own
    ]
    answer(asked, by)
    return True


def answer(asked: list[Answering], by: User) -> None:
    draw = random.Random(SEED)  # noqa: S311 - the same fictional answers at every loading
    draw.shuffle(asked)
    for place, text in zip(asked[:2], COMMENTS, strict=False):
        say(place, DraftState.COMMENTED, text)
    first = asked[0].place
    first.refresh_from_db()
    reply_to_head(
        place=first,
        outcome=DraftOutcome.ANSWERED,
        text="Thank you. There is one in the group; its head will say more at the first meeting.",
        seen=first.version,
        by=by,
    )
    problem, placement = kept_problem(first.run), placement_of(first.run)
    for one in asked[2:4]:
        possible = swap_partners(problem, placement, one.place.school_id)
        if possible:
            school = School.objects.get(pk=possible[0])
            say(one, DraftState.SWAP_ASKED, "We already work with most of these schools.", school)
    say(asked[4], DraftState.DECLINED, "We are merging next summer and cannot take on more this year.")
    for place in asked[5 : 5 + len(asked) * 3 // 5]:
        say(place, DraftState.AGREED)


def say(asked: Answering, state: DraftState, text: str = "", school: School | None = None) -> None:
    answer_draft(
        place=asked.place,
        answer=state,
        text=text,
        seen=asked.place.version,
        by=asked.head,
        written_in="cy" if text.startswith("Rydym") else "en",
        swap_with=school,
    )


@transaction.atomic
def add_workshops(*, region: Region, people: dict[str, User]) -> bool:
    """One that is open, with a place taken by head@; one that is being planned."""
    if Workshop.objects.filter(region=region).exists():
        return False
    by = people["consortium"]
    day = clock.now().replace(hour=13, minute=30, second=0, microsecond=0) + dt.timedelta(days=17)
    shared: dict[str, Any] = {"region": region, "by": by, "joining_link": "", "materials_link": ""}
    first = plan_workshop(
        title_en="The first hundred days of a group",
        title_cy="Can diwrnod cyntaf grŵp",
        about_en="How a group agrees what it wants to change, for whom, and how it will know.",
        about_cy="Sut mae grŵp yn cytuno ar yr hyn y mae am ei newid, i bwy, a sut y bydd yn gwybod.",
        meant_for=WorkshopFor.HEADS,
        starts_at=day,
        ends_at=day + dt.timedelta(hours=3),
        place="Tŷ Dysgu, Nantgarw",
        language=WorkshopLanguage.BOTH,
        places=40,
        days_out=Decimal("0.5"),
        **shared,
    )
    invite(workshop=first, by=by)
    school = School.objects.filter(scope__assignments__user=people["head"]).first()
    sign_up(workshop=first, person=people["head"], school=school)
    plan_workshop(
        title_en="Evidence that a classroom has changed",
        title_cy="Tystiolaeth bod dosbarth wedi newid",
        about_en="Lesson study and learning walks that leave something to show.",
        about_cy="Astudio gwersi a theithiau dysgu sy’n gadael rhywbeth i’w ddangos.",
        meant_for=WorkshopFor.CONVENORS,
        starts_at=day + dt.timedelta(days=60),
        ends_at=day + dt.timedelta(days=60, hours=2),
        place="Canolfan Gynadledda’r Fro, Y Barri",
        language=WorkshopLanguage.WELSH,
        places=24,
        days_out=Decimal("0.5"),
        **shared,
    )
    return True
