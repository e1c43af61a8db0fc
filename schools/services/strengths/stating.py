"""Stating a strength or a need. The machine suggests; only a person states."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from core import clock
from core.enums import Language
from core.models import User
from schools.enums import NeedState, StatedBy, StrengthState, Urgency
from schools.models import Need, School, Strength, Topic
from schools.queries.strengths import side_of
from schools.services.strengths.grounds import Cited, add_grounds
from schools.services.strengths.refusals import (
    NeedThere,
    NoEvidence,
    NoSay,
    NotLive,
    SaysNothing,
    SchoolClosed,
    StrengthThere,
)
from schools.services.strengths.telling import tell_other_side


@transaction.atomic
def state_strength(
    *,
    school: School,
    topic: Topic,
    text: str,
    grounds: Sequence[Cited],
    by: User,
    language: str = Language.ENGLISH,
    offered: bool = False,
) -> Strength:
    """`offered`: the region may know of it once it is confirmed; only the school says so."""
    side = check(school, text, by)
    if not grounds:
        raise NoEvidence
    now = clock.now()
    try:
        with transaction.atomic():
            strength = Strength.objects.create(
                school=school,
                topic=topic,
                text=text,
                language=language,
                state=StrengthState.HELD,
                stated_side=side,
                stated_at=now,
                stated_by=by,
                offered_at=now if offered and side == StatedBy.SCHOOL else None,
            )
    except IntegrityError as collision:
        raise StrengthThere from collision
    for cited in grounds:
        add_grounds(strength, cited, by)
    tell_other_side(strength, "stated", side=side, by=by)
    return strength


@transaction.atomic
def state_need(
    *,
    school: School,
    topic: Topic,
    text: str,
    urgency: Urgency,
    wanted: str,
    grounds: Sequence[Cited] = (),
    by: User,
    language: str = Language.ENGLISH,
    staff_read: bool = False,
) -> Need:
    """Nobody has to prove that they need help: evidence is welcome, not required."""
    side = check(school, text, by)
    try:
        with transaction.atomic():
            need = Need.objects.create(
                school=school,
                topic=topic,
                text=text,
                language=language,
                state=NeedState.OPEN,
                urgency=urgency,
                wanted=wanted,
                staff_read=staff_read and side == StatedBy.SCHOOL,
                stated_side=side,
                stated_at=clock.now(),
                stated_by=by,
            )
    except IntegrityError as collision:
        raise NeedThere from collision
    for cited in grounds:
        add_grounds(need, cited, by)
    tell_other_side(need, "stated", side=side, by=by)
    return need


@transaction.atomic
def add_evidence(*, statement: Strength | Need, cited: Cited, by: User) -> None:
    """Either side adds to what stands; nothing is taken away."""
    if side_of(by, statement.school) is None:
        raise NoSay
    live = type(statement)._default_manager.select_for_update(of=("self",)).get(pk=statement.pk)
    if not live.is_live:
        raise NotLive
    add_grounds(statement, cited, by)


def check(school: School, text: str, by: User) -> StatedBy:
    side = side_of(by, school)
    if side is None:
        raise NoSay
    if not school.is_open:
        raise SchoolClosed
    if not text.strip():
        raise SaysNothing
    return side
