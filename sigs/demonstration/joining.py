"""What waits for the two heads of the demonstration: an invitation, a school that asks, a nomination."""

import datetime as dt

from django.db import transaction

from core import clock
from core.models import User
from schools.models import Region, Topic
from sigs.demonstration.groups import TEXTS, led_by
from sigs.enums import NominationRule
from sigs.models import Group, GroupProposal, JoinRequest, Nomination, Tier
from sigs.services.joining import ask_to_join
from sigs.services.nominating import nominate, open_nomination
from sigs.services.proposals import propose_group

OPEN_FOR = dt.timedelta(days=18)


@transaction.atomic
def add_joining(*, region: Region, people: dict[str, User]) -> bool:
    """Unless somebody has come together already. Whether it was added."""
    begun = GroupProposal.objects.exists() or JoinRequest.objects.exists() or Nomination.objects.exists()
    head, other = led_by(people["head"]), led_by(people["head2"])
    siglet = Group.objects.filter(region=region, name_en=TEXTS["siglet_attendance"]["name_en"]).first()
    network = Group.objects.filter(region=region, name_en=TEXTS["network"]["name_en"]).first()
    topic = Topic.objects.filter(code="transition").first()
    if begun or not (head and other and siglet and network and topic):
        return False
    ask_to_join(
        group=siglet,
        school=other,
        topic=Topic.objects.filter(code="persistent-absence").first(),
        why="Mae gennym ddeg teulu nad ydym yn eu cyrraedd. Hoffem glywed sut rydych chi’n ffonio.",
        by=people["head2"],
    )
    propose_group(
        school=head,
        tier=Tier.objects.get(code="siglet"),
        name_en="Across the bridge",
        name_cy="Dros y bont",
        topic=topic,
        why="One piece of writing that goes with each pupil from Year 6 to Year 7, and is read there.",
        language="en",
        is_open=True,
        invited=[other],
        by=people["head"],
    )
    nomination = open_nomination(
        group=network,
        closes_on=clock.today() + OPEN_FOR,
        rule=NominationRule.MAJORITY,
        by=people["consortium"],
    )
    nominate(nomination=nomination, school=other, person=people["head"], by=people["head2"])
    return True
