"""The heads agree, each for the own school; once all have, the partnership is at work:

agreeing → active     the last head agrees
agreeing → stopped    a head says no, because
"""

import datetime as dt

from django.conf import settings
from django.db import transaction

from brokerage.enums import PartnershipKind, PartnershipState, Permission, PromiseState
from brokerage.models import Partner, Partnership, PartnershipHalt, PartnershipReview
from brokerage.services import promising
from brokerage.services.asking import reopen
from brokerage.services.partnerships.refusals import NotYourSchool, PartnerClosed
from brokerage.services.partnerships.still import refuse_still
from brokerage.services.partnerships.telling import tell_all, tell_people
from core import clock
from core.models import User
from core.transitions import Transition, advance

BEGIN = Transition("begin", sources=[PartnershipState.AGREEING], target=PartnershipState.ACTIVE)
DECLINE = Transition("decline", sources=[PartnershipState.AGREEING], target=PartnershipState.STOPPED)


def own_partners(partnership: Partnership, by: User) -> list[Partner]:
    """The schools of it for which the person speaks."""
    rows = partnership.partners.select_related("school__scope")
    return [row for row in rows if by.has_perm(Permission.SPEAK_FOR_HELP, row.school)]


@transaction.atomic
def agree(*, partnership: Partnership, by: User) -> None:
    """Refused where one of its schools has closed meanwhile."""
    found = refuse_still(partnership)
    own = own_partners(partnership, by)
    if not own:
        raise NotYourSchool
    for row in partnership.partners.select_related("school"):
        if not row.school.is_open:
            raise PartnerClosed(row.school)
    Partner.objects.filter(pk__in=[row.pk for row in own], agreed_at__isnull=True).update(
        agreed_at=clock.now(), agreed_by=by
    )
    waiting = partnership.partners.filter(agreed_at__isnull=True).exists()
    if not waiting and found.state == PartnershipState.AGREEING:
        begin(partnership, by)


def begin(partnership: Partnership, by: User) -> None:
    advance(partnership, BEGIN)
    plan_reviews(partnership)
    for promise in partnership.promises.filter(state=PromiseState.PROMISED).select_related("offer__school"):
        promising.book(promise=promise, on=partnership.starts_on, by=by, partnership=partnership)
    tell_all(partnership, "begun", by=by)


def plan_reviews(partnership: Partnership) -> None:
    """One a half-term, and one at the end at least. A lighter link has none."""
    if partnership.kind == PartnershipKind.LIGHT_LINK:
        return
    every = dt.timedelta(days=settings.PARTNERSHIP_REVIEW_EVERY_DAYS)
    day = max(partnership.starts_on, clock.today()) + every
    days = []
    while day < partnership.ends_on:
        days.append(day)
        day += every
    days.append(max(partnership.ends_on, clock.today()))
    PartnershipReview.objects.bulk_create(
        PartnershipReview(partnership=partnership, number=number, due_on=due)
        for number, due in enumerate(days, 1)
    )


@transaction.atomic
def decline(*, partnership: Partnership, because: str, by: User) -> None:
    """A head says no. What was asked is open again, and the days are free."""
    refuse_still(partnership)
    if not own_partners(partnership, by):
        raise NotYourSchool
    now = clock.now()
    advance(partnership, DECLINE, halted_at=now, halted_by=by, halted_because=because)
    PartnershipHalt.objects.create(
        partnership=partnership, is_for_good=True, because=because, halted_at=now, halted_by=by
    )
    free_days(partnership, because, by)
    if partnership.ask and partnership.ask.state == "matched":
        reopen(ask=partnership.ask)
    tell_people(partnership, "declined", [partnership.broker], by=by, because=because)


def free_days(partnership: Partnership, because: str, by: User) -> None:
    open_ones = partnership.promises.filter(state__in=[PromiseState.PROMISED, PromiseState.BOOKED])
    for promise in open_ones:
        promising.release(promise=promise, because=because, by=by)
