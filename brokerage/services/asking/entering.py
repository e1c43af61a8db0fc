"""Asking for help, and changing what was asked."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F

from brokerage.enums import AskSource, AskState, HelpLanguage, Permission
from brokerage.models import Ask
from brokerage.services.asking.refusals import (
    LONGEST,
    AskChangedMeanwhile,
    AskedAlready,
    DatesBackwards,
    GroupNotActive,
    InHand,
    NeedOfAnother,
    NeedOver,
    NotInGroup,
    OverAlready,
    SchoolIsClosed,
    TooLong,
)
from brokerage.services.asking.telling import tell_brokers
from core import clock
from core.authorise import posts
from core.enums import Language
from core.models import User
from schools.enums import Role, Urgency
from schools.models import Need, School, Topic
from sigs.enums import GroupState
from sigs.models import Group, GroupMember

# While nobody is asked to help, it may still be said better.
CHANGEABLE = [AskState.ENTERED, AskState.OPEN, AskState.UNMET]


@transaction.atomic
def enter_ask(
    *,
    school: School,
    topic: Topic,
    text: str,
    wanted: str,
    days: Decimal,
    starts_on: dt.date,
    ends_on: dt.date,
    urgency: str = Urgency.YEAR,
    help_language: str = HelpLanguage.EITHER,
    most_minutes: int | None = None,
    need: Need | None = None,
    group: Group | None = None,
    language: str = Language.ENGLISH,
    by: User,
) -> Ask:
    """Of one need one ask at a time. `group`: the school asks on its behalf."""
    if not school.is_open:
        raise SchoolIsClosed
    refuse_dates(starts_on, ends_on)
    if need:
        found = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
        if found.school_id != school.pk or found.topic_id != topic.pk:
            raise NeedOfAnother
        if not found.is_live:
            raise NeedOver
    if group and group.state != GroupState.ACTIVE:
        raise GroupNotActive
    if group and not GroupMember.objects.filter(group=group, school=school, left_on__isnull=True).exists():
        raise NotInGroup
    try:
        with transaction.atomic():
            ask = Ask.objects.create(
                school=school,
                topic=topic,
                need=need,
                group=group,
                source=AskSource.GROUP if group else source_of(by, school),
                text=text,
                wanted=wanted,
                language=language,
                urgency=urgency,
                days=days,
                starts_on=starts_on,
                ends_on=ends_on,
                help_language=help_language,
                most_minutes=most_minutes,
                asked_at=clock.now(),
                asked_by=by,
            )
    except IntegrityError as collision:
        raise AskedAlready from collision
    tell_brokers(ask, "entered", by=by)
    return ask


def source_of(by: User, school: School) -> AskSource:
    """Which side asks: somebody who leads the school, its adviser, or the consortium."""
    lineage = set(school.scope.lineage) if school.scope else set()
    roles = {post.role for post in posts(by) if post.scope_id in lineage}
    if Role.HEADTEACHER in roles:
        return AskSource.SCHOOL
    if roles & {Role.ADVISER, Role.SENIOR_ADVISER}:
        return AskSource.ADVISER
    return AskSource.CONSORTIUM if by.has_perm(Permission.BROKER, school) else AskSource.SCHOOL


@transaction.atomic
def change_ask(
    *,
    ask: Ask,
    text: str,
    wanted: str,
    days: Decimal,
    starts_on: dt.date,
    ends_on: dt.date,
    urgency: str,
    help_language: str,
    most_minutes: int | None,
    language: str,
    version: int,
    by: User,
) -> None:
    """AskChangedMeanwhile if it is no longer the version that the person had before them. Who changed what
    stands in the audit."""
    refuse_dates(starts_on, ends_on)
    changed = Ask.objects.filter(pk=ask.pk, state__in=CHANGEABLE, version=version).update(
        text=text,
        wanted=wanted,
        days=days,
        starts_on=starts_on,
        ends_on=ends_on,
        urgency=urgency,
        help_language=help_language,
        most_minutes=most_minutes,
        language=language,
        version=F("version") + 1,
    )
    if not changed:
        ask.refresh_from_db()
        raise AskChangedMeanwhile if ask.state in CHANGEABLE else InHand
    ask.refresh_from_db()
    tell_brokers(ask, "changed", by=by)


def refuse_dates(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on < starts_on:
        raise DatesBackwards
    if ends_on < clock.today():
        raise OverAlready
    if ends_on > starts_on + LONGEST:
        raise TooLong
