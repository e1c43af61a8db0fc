"""Who is told what of a school's strengths and needs: always the other side."""

from core import notices
from core.models import User
from schools.enums import Permission, StatedBy
from schools.models import Need, School, Strength
from schools.queries.days import advisers_of
from schools.queries.support.people import holders


def other_side(school: School, side: str) -> list[User]:
    if side == StatedBy.SCHOOL:
        return advisers_of([school])[school.pk]
    return holders(Permission.STATE_AS_SCHOOL, school)


def tell_other_side(statement: Strength | Need, kind: str, *, side: str, by: User, because: str = "") -> None:
    """`side`: that of the person who acted."""
    for person in other_side(statement.school, side):
        if person != by:
            tell(person, statement, kind, by, because)


def tell(person: User, statement: Strength | Need, kind: str, by: User, because: str = "") -> None:
    school, topic = statement.school, statement.topic
    notices.tell(
        person,
        f"schools/{'need' if statement.is_need else 'strength'}_{kind}",
        f"/schools/{school.number}/strengths/",
        school=school.name_en,
        school_cy=school.name_cy or school.name_en,
        topic=topic.name_en,
        topic_cy=topic.name_cy,
        who=by.name,
        text=statement.text,
        because=because,
    )
