"""What waits for the first head: a need and a strength that the adviser has just stated, and a strength whose
confirmation runs out."""

import datetime as dt

from django.db import transaction

from core import clock
from core.models import User
from schools.enums import NeedState, StatedBy, StrengthState, Urgency
from schools.models import Need, School, Strength, Topic
from schools.services.strengths import Work, state_need, state_strength

NEED, STRENGTH, OLD = "questioning-feedback", "transition", "pupil-voice"
STATED, CONFIRMED = dt.timedelta(days=360), dt.timedelta(days=345)


@transaction.atomic
def add_waiting(school: School, people: dict[str, User]) -> None:
    """Nothing where something stands in the topic already."""
    head, adviser = people["head"], people["adviser"]
    topics = Topic.objects.in_bulk([NEED, STRENGTH, OLD], field_name="code")
    held = Strength.objects.filter(school=school, state=StrengthState.HELD)
    if not Need.objects.filter(school=school, topic=topics[NEED], state=NeedState.OPEN).exists():
        state_need(
            school=school,
            topic=topics[NEED],
            text="In the lessons seen in October few pupils were asked a second question.",
            urgency=Urgency.TERM,
            wanted="Teachers ask on, and wait for an answer.",
            grounds=[Work("Six lessons seen together with the deputy head, October 2026")],
            by=adviser,
        )
    if not held.filter(topic=topics[STRENGTH]).exists():
        state_strength(
            school=school,
            topic=topics[STRENGTH],
            text="Pupils of Year 6 arrive knowing their teachers, their books and their way.",
            grounds=[Work("Two days with the cluster’s primary schools, June 2026")],
            by=adviser,
        )
    if not held.filter(topic=topics[OLD]).exists():
        now = clock.now()
        Strength.objects.create(
            school=school,
            topic=topics[OLD],
            text="Pupils carry out a survey of their own every term, and the school answers it.",
            state=StrengthState.HELD,
            stated_side=StatedBy.SCHOOL,
            stated_at=now - STATED,
            stated_by=head,
            confirmed_at=now - CONFIRMED,
            confirmed_by=adviser,
            offered_at=now - CONFIRMED,
        )
