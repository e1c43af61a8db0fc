"""Offers, interests and invitations in the furnished world: at both first schools, from either side."""

import datetime as dt
from decimal import Decimal

from brokerage.models import Ask, DeclaredInterest, Invitation, Offer
from brokerage.services.inviting import answer_invitation, choose_school, say_maybe, send_invitation
from brokerage.services.offering import declare_interest
from core import clock
from core.models import User
from schools.models import School, Topic
from schools.queries.days import this_year
from tests.brokerage.making import make_ask, make_offer
from tests.personas import World

ASKED = "Older pupils read to younger ones"
# Read by those who broker and the school itself, by nobody else.
SECRET = "A close relative teaches there"


def add_offers(world: World, schools: list[School]) -> None:
    people = world.people
    third, fourth = schools[4], schools[-1]
    for school, head in ((world.school, people.head), (world.other_school, people.other_head)):
        the_offer(school, by=head)
        declare_interest(school=school, other=third, because=SECRET, language="en", by=head)
        sent_to(school, fourth, by=people.consortium)
        drafted(
            make_ask(school, by=head, text=ASKED), the_offer(fourth, by=people.consortium), people.consortium
        )


def add_more_offers(world: World, schools: list[School]) -> None:
    """More in every list: promises, interests, schools that were asked before, suppliers."""
    people = world.people
    head = User.objects.get(pk=people.head.pk)
    for school in schools[5:8]:
        declare_interest(school=world.school, other=school, because=SECRET, language="en", by=head)
        sent_to(world.school, schools[-1], by=people.consortium)
        the_offer(school, by=people.consortium)
    first = the_invitation(world.school)
    say_maybe(invitation=first, words="Cover in March?", language="en", by=head)
    ask = the_draft(world.school).ask
    for school in schools[-4:-1]:
        invitation = sent_to(school, world.school, by=people.consortium, ask=ask)
        answer_invitation(
            invitation=invitation, accept=False, refusal="cover", words="None", by=people.consortium
        )
    drafted(ask, the_offer(schools[-1], by=people.consortium), people.consortium)


def the_offer(school: School, *, by: User) -> Offer:
    """This year's; another part of the world may have made it already."""
    known = Offer.objects.filter(school=school, year=this_year()).first()
    if known is None:
        known = make_offer(school, by=by, days="60", topic=Topic.objects.get(code="reading"))
    Offer.objects.filter(pk=known.pk).update(at_once=20, days=60)
    known.refresh_from_db()
    return known


def drafted(ask: Ask, offer: Offer, by: User) -> Invitation:
    return choose_school(
        ask=ask,
        offer=offer,
        days=Decimal("0.5"),
        reason="They have done this.",
        override_because="Nobody else could be found.",
        points={"total": 86},
        by=by,
    )


def sent_to(school: School, asker: School, *, by: User, ask: Ask | None = None) -> Invitation:
    ask = ask or make_ask(asker, by=by, text=ASKED)
    invitation = drafted(ask, the_offer(school, by=by), by)
    send_invitation(invitation=invitation, answer_by=clock.today() + dt.timedelta(days=8), by=by)
    return Invitation.objects.get(pk=invitation.pk)


def the_invitation(school: School) -> Invitation:
    """Sent to this school."""
    return Invitation.objects.filter(offer__school=school, state="sent").earliest("pk")


def the_draft(school: School) -> Invitation:
    """Chosen for this school, not sent."""
    return Invitation.objects.filter(ask__school=school, ask__text=ASKED, state="draft").earliest("pk")


def the_interest(school: School) -> DeclaredInterest:
    return DeclaredInterest.objects.filter(school=school).earliest("pk")
