"""Opening a partnership: out of an accepted invitation, or set up by those who broker."""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from django.db import transaction

from brokerage.enums import PartnershipKind, Permission, Side
from brokerage.models import (
    Ask,
    Invitation,
    Offer,
    Partner,
    Partnership,
    PartnershipObjective,
    PartnershipTask,
)
from brokerage.services import promising
from brokerage.services.asking.refusals import LONGEST, TooLong
from brokerage.services.partnerships.refusals import (
    DaysOutOfQuarters,
    EndsBeforeItStarts,
    OutsideTheRegion,
    PartnerClosed,
    TooFewOrTooMany,
    TooNear,
    WithItself,
)
from brokerage.services.partnerships.telling import tell_all
from brokerage.wording.partnerships import PHASE_OF, tasks_of_kind
from core import clock
from core.enums import Language, ScopeKind
from core.models import Scope, User
from schools.models import School, Topic
from schools.queries.days import academic_year_of
from schools.queries.support.ties import tied_schools

QUARTER = Decimal("0.25")
SIZES = {
    PartnershipKind.LIGHT_LINK: (2, 2),
    PartnershipKind.PAIR: (2, 2),
    PartnershipKind.TRIO: (3, 3),
    PartnershipKind.FORMAL: (2, 3),
}


@transaction.atomic
def open_partnership(
    *,
    kind: PartnershipKind,
    schools: Sequence[tuple[School, Side]],
    topic: Topic,
    title: str,
    language: str = Language.ENGLISH,
    reason: str,
    days: Decimal,
    starts_on: dt.date,
    ends_on: dt.date,
    ask: Ask | None = None,
    invitation: Invitation | None = None,
    by: User,
) -> Partnership:
    """With its standard tasks. The head who has just accepted the invitation has agreed with it; the others
    are asked. Without an invitation the helping schools' days are taken from their offers, where there are
    any.

    Refused: a school twice (WithItself), a closed one, a size that is not the kind's, dates that run
    backwards, days out of quarters, somebody who belongs to one of the schools (TooNear), more days than are
    left (promising.DaysNotLeft)."""
    refuse_wrong(PartnershipKind(kind), schools, days, starts_on, ends_on)
    if invitation is None and tied_schools(by).filter(pk__in=[school.pk for school, _side in schools]):
        raise TooNear
    region = schools[0][0].authority.region
    if region is None:
        raise OutsideTheRegion
    partnership = Partnership.objects.create(
        scope=Scope.create(ScopeKind.PARTNERSHIP, region.scope),
        region=region,
        kind=kind,
        topic=topic,
        ask=ask,
        invitation=invitation,
        title=title[:150],
        language=language,
        reason=reason,
        days=days,
        starts_on=starts_on,
        ends_on=ends_on,
        begun_at=clock.now(),
        broker=invitation.chosen_by if invitation else by,
    )
    for school, side in schools:
        Partner.objects.create(partnership=partnership, school=school, side=side)
    partnership.scope.refresh_from_db()
    write_tasks(partnership, by)
    begin_link(partnership, by)
    if invitation:
        agree_by_answer(partnership, invitation, invitation.answered_by or by)
    else:
        promise_days(partnership, by)
    tell_all(partnership, "opened", by=by, because=reason)
    return partnership


def refuse_wrong(
    kind: PartnershipKind,
    schools: Sequence[tuple[School, Side]],
    days: Decimal,
    starts_on: dt.date,
    ends_on: dt.date,
) -> None:
    ids = [school.pk for school, _side in schools]
    if len(set(ids)) != len(ids):
        raise WithItself
    fewest, most = SIZES[kind]
    if not fewest <= len(ids) <= most or {side for _school, side in schools} != set(Side):
        raise TooFewOrTooMany
    for school, _side in schools:
        if not school.is_open:
            raise PartnerClosed(school)
    if ends_on < starts_on:
        raise EndsBeforeItStarts
    if ends_on > starts_on + LONGEST:
        raise TooLong
    if not 0 < days <= 300 or days % QUARTER:
        raise DaysOutOfQuarters


def write_tasks(partnership: Partnership, by: User) -> None:
    PartnershipTask.objects.bulk_create(
        PartnershipTask(
            partnership=partnership,
            code=code,
            phase=PHASE_OF[code],
            position=number,
            changed_at=clock.now(),
            changed_by=by,
        )
        for number, code in enumerate(tasks_of_kind(PartnershipKind(partnership.kind)), 1)
    )


def begin_link(partnership: Partnership, by: User) -> None:
    """The four lines of a lighter link say how it will be known already."""
    plan = getattr(partnership.ask, "link_plan", None) if partnership.ask else None
    if plan is None or partnership.kind != PartnershipKind.LIGHT_LINK or partnership.ask is None:
        return
    PartnershipObjective.objects.create(
        partnership=partnership,
        position=1,
        text=plan.what,
        success=plan.how_known,
        language=partnership.ask.language,
        kind="words",
        baseline_words=partnership.ask.text[:300],
        changed_at=clock.now(),
        changed_by=by,
    )


def agree_by_answer(partnership: Partnership, invitation: Invitation, by: User) -> None:
    school = invitation.offer.school
    if by.has_perm(Permission.SPEAK_FOR_HELP, school):
        Partner.objects.filter(partnership=partnership, school=school).update(
            agreed_at=clock.now(), agreed_by=by
        )


def promise_days(partnership: Partnership, by: User) -> None:
    helpers = [row.school_id for row in partnership.partners.filter(side=Side.PROVIDES)]
    offers = {
        offer.school_id: offer
        for offer in Offer.objects.filter(
            school__in=helpers, year=academic_year_of(partnership.starts_on)
        ).exclude(willing="no")
    }
    shares = shared_out(partnership.days, len(helpers))
    for school, days in zip(sorted(helpers), shares, strict=True):
        if school in offers and days:
            promising.promise(
                offer=offers[school], days=days, what=partnership.title, partnership=partnership, by=by
            )


def shared_out(days: Decimal, among: int) -> list[Decimal]:
    """In quarters; what is over goes to the first."""
    each = (days / among / QUARTER).to_integral_value(rounding=ROUND_DOWN) * QUARTER
    return [days - each * (among - 1), *[each] * (among - 1)]
