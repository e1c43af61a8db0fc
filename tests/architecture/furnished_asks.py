"""Asks of both first schools, with schools that could help, in the furnished world; and the unmet board."""

import datetime as dt

from brokerage.enums import AskState, HelpKind, HelpLanguage
from brokerage.models import Ask, KindLeftOut, LinkPlan, NationalProvision, Offer, OfferTopic
from core import clock
from core.models import User
from schools.models import School, Topic
from schools.queries.days import this_year
from tests.brokerage.making import make_ask, make_offer
from tests.personas import World

WORDS = "Reading aloud in every class"


def add_asks(world: World, schools: list[School]) -> None:
    people = world.people
    for school, head in ((world.school, people.head), (world.other_school, people.other_head)):
        sought(school, by=head)
        unmet(school, by=head)
    for school in schools[2:4]:
        offer_of(school, by=people.consortium)
    add_provision(world, "Rhaglen")


def add_more_asks(world: World, schools: list[School]) -> None:
    people = world.people
    for place in range(3):
        unmet(world.school, by=people.head, place=place + 1)
        add_provision(world, f"Rhaglen {place}")
    for school in schools:
        sought(school, by=people.consortium)
        offer_of(school, by=people.consortium)


def sought(school: School, *, by: User) -> Ask:
    """A lighter link, in its four lines, with the reasons against what is lighter."""
    ask = make_ask(school, by=by, text=WORDS, topic=Topic.objects.get(code="reading"))
    for kind in (HelpKind.OWN_STAFF, HelpKind.CLUSTER, HelpKind.GROUP, HelpKind.PROGRAMME):
        KindLeftOut.objects.create(ask=ask, kind=kind, because="Not enough")
    LinkPlan.objects.create(
        ask=ask, with_whom="A school", what="Two teachers watch", when="In May", how_known="Books"
    )
    return ask


def unmet(school: School, *, by: User, place: int = 0) -> Ask:
    topics = Topic.objects.filter(parent__code="mathematics")
    return make_ask(
        school,
        by=by,
        text=WORDS,
        topic=topics[place % len(topics)],
        state=AskState.UNMET,
        unmet_at=clock.now(),
        unmet_because="Everybody is too far away.",
    )


def offer_of(school: School, *, by: User) -> Offer:
    """This year's; that another part of the world has made already gains the topic."""
    topic = Topic.objects.get(code="reading")
    known = Offer.objects.filter(school=school, year=this_year()).first()
    if known is None:
        return make_offer(school, by=by, topic=topic)
    OfferTopic.objects.get_or_create(offer=known, topic=topic)
    return known


def add_provision(world: World, name: str) -> NationalProvision:
    today = clock.today()
    return NationalProvision.objects.create(
        region=world.region,
        topic=Topic.objects.get(code="mathematics"),
        help_language=HelpLanguage.EITHER,
        name_en=f"{name} (English)",
        name_cy=name,
        source="A letter to all schools",
        places=1,
        starts_on=today,
        ends_on=today + dt.timedelta(days=90),
        entered_at=clock.now(),
        entered_by=world.people.consortium,
    )


def the_ask(school: School, state: str = AskState.OPEN) -> Ask:
    return Ask.objects.filter(school=school, state=state, text=WORDS).earliest("pk")
