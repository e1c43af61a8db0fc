"""Who is told what of an ask: whoever brokers for the school, and whoever speaks for it."""

from brokerage.enums import Permission
from brokerage.models import Ask
from core import notices
from core.models import User
from schools.queries.days import advisers_of
from schools.queries.support.people import holders


def brokers_of(ask: Ask) -> list[User]:
    """Its advisers; where it has none, whoever may broker for it."""
    advisers = advisers_of([ask.school])[ask.school_id] if ask.school.scope_id else []
    return advisers or holders(Permission.BROKER, ask.school)


def tell_brokers(ask: Ask, kind: str, *, by: User, because: str = "") -> None:
    for person in brokers_of(ask):
        tell(person, ask, kind, by, because)


def tell_school(ask: Ask, kind: str, *, by: User, because: str = "") -> None:
    for person in holders(Permission.SPEAK_FOR_HELP, ask.school):
        tell(person, ask, kind, by, because)


def tell(person: User, ask: Ask, kind: str, by: User, because: str = "") -> None:
    if person == by:
        return
    notices.tell(
        person,
        f"brokerage/ask_{kind}",
        f"/asks/{ask.public_id}/",
        school=ask.school.name_en,
        school_cy=ask.school.name_cy or ask.school.name_en,
        topic=ask.topic.name_en,
        topic_cy=ask.topic.name_cy,
        who=by.name,
        text=ask.text,
        because=because,
    )
