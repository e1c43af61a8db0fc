"""Strengths and needs for tests, with what they are about filled in."""

from typing import Any

from core.models import User
from schools.enums import Urgency
from schools.models import Need, School, Strength, Topic
from schools.services.strengths import Work, state_need, state_strength


def a_topic(code: str = "music") -> Topic:
    return Topic.objects.get(code=code)


def a_strength(school: School, by: User, topic: str = "music", **facts: Any) -> Strength:
    return state_strength(
        **{
            "school": school,
            "topic": a_topic(topic),
            "text": "Every pupil plays an instrument",
            "grounds": [Work("A concert with two other schools")],
            "by": by,
            **facts,
        }
    )


def a_need(school: School, by: User, topic: str = "individual-plans", **facts: Any) -> Need:
    return state_need(
        **{
            "school": school,
            "topic": a_topic(topic),
            "text": "Plans are written without the pupil",
            "urgency": Urgency.TERM,
            "wanted": "Every pupil speaks in the meeting",
            "by": by,
            **facts,
        }
    )
