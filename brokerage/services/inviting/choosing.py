"""A broker chooses a school and says why; it is asked by a day, and its days are held until then."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from brokerage.enums import SUPPLIED, AskState, InvitationState, PromiseState, Willing
from brokerage.models import Ask, CheckedIndependence, Invitation, Offer, Promise
from brokerage.queries.independence import Checked, checks
from brokerage.queries.offers import standing_of
from brokerage.services.asking import mark_invited
from brokerage.services.asking.steps import refuse_tied
from brokerage.services.inviting.refusals import (
    AskingSchoolClosed,
    AtItsLimit,
    Barred,
    ExceptionNeedsReason,
    LastDayWrong,
    LeftInPeace,
    MatchedWithItself,
    NoReason,
    NotLooking,
    OfferFaded,
    OfferOfAnotherYear,
    SaidNoBefore,
    SupplierClosed,
    TiedToSupplier,
)
from brokerage.services.inviting.telling import tell_asking_school, tell_supplier
from brokerage.services.promising import DaysNotLeft, NothingOffered, promise, refuse_parts
from core import clock
from core.enums import Language
from core.models import User
from core.transitions import Transition, advance
from schools.queries.days import academic_year_of
from schools.queries.pauses import paused_schools
from schools.queries.support.ties import is_tied

SEND = Transition("send", sources=[InvitationState.DRAFT], target=InvitationState.SENT)
DISCARD = Transition("discard", sources=[InvitationState.DRAFT], target=InvitationState.WITHDRAWN)

LOOKING = (AskState.OPEN, AskState.UNMET)
HELD = (PromiseState.PROMISED, PromiseState.BOOKED)


@transaction.atomic
def choose_school(
    *,
    ask: Ask,
    offer: Offer,
    days: Decimal,
    reason: str,
    language: str = Language.ENGLISH,
    points: Mapping[str, Any] | None = None,
    override_because: str = "",
    by: User,
) -> Invitation:
    """Stored without being sent: nobody is told, no day is held. An earlier choice for the same ask that was
    not sent is discarded. The checks of independence are kept as they stand now."""
    refuse_choice(ask, offer, by)
    refuse_parts(days)
    left = offer.days - offer.promised
    if days > left:
        raise DaysNotLeft(left)
    if not reason.strip():
        raise NoReason
    found = refuse_nearness(ask, offer, override_because)
    now = clock.now()
    for draft in Invitation.objects.filter(ask=ask, state=InvitationState.DRAFT):
        advance(draft, DISCARD, ended_at=now, ended_by=by, ended_because="Another choice was made.")
    invitation = Invitation.objects.create(
        ask=ask,
        offer=offer,
        days=days,
        reason=reason,
        language=language,
        points=dict(points or {}),
        override_because=override_because if any(one.needs_reason for one in found) else "",
        chosen_at=now,
        chosen_by=by,
    )
    keep_checks(invitation, found)
    return invitation


@transaction.atomic
def send_invitation(*, invitation: Invitation, answer_by: dt.date, by: User) -> None:
    """The days are held, the school that is asked reads why, and the one that asked is told of it."""
    ask = invitation.ask
    # Whoever sends another invitation to this school waits here, and then counts what it has in hand.
    locked = Offer.objects.select_for_update(of=("self",)).select_related("school__scope")
    offer = locked.get(pk=invitation.offer_id)
    refuse_choice(ask, offer, by)
    refuse_last_day(answer_by)
    found = refuse_nearness(ask, offer, invitation.override_because)
    invitation.checks.all().delete()
    keep_checks(invitation, found)
    held = promise(offer=offer, days=invitation.days, ask=ask, what=ask.text, by=by)
    mark_invited(ask=ask)
    advance(invitation, SEND, sent_at=clock.now(), answer_by=answer_by, promise=held)
    tell_supplier(invitation, "invited", by=by)
    tell_asking_school(invitation, "school_asked", by=by)


def refuse_choice(ask: Ask, offer: Offer, by: User) -> None:
    """What holds when a school is chosen, and again when it is asked."""
    refuse_tied(ask, by)
    if offer.school_id == ask.school_id:
        raise MatchedWithItself
    if is_tied(by, offer.school):
        raise TiedToSupplier
    if not ask.school.is_open:
        raise AskingSchoolClosed
    if not offer.school.is_open:
        raise SupplierClosed
    if ask.kind not in SUPPLIED or not Ask.objects.filter(pk=ask.pk, state__in=LOOKING).exists():
        raise NotLooking
    refuse_offer(ask, offer)


def refuse_offer(ask: Ask, offer: Offer) -> None:
    if offer.willing == Willing.NO:
        raise NothingOffered
    standing = standing_of(offer)
    if standing.is_faded:
        raise OfferFaded(standing.said_on)
    begins = max(ask.starts_on, clock.today())
    if offer.year not in {academic_year_of(begins), academic_year_of(max(ask.ends_on, begins))}:
        raise OfferOfAnotherYear
    if offer.school_id in paused_schools():
        raise LeftInPeace
    if Promise.objects.filter(offer=offer, state__in=HELD).count() >= offer.at_once:
        raise AtItsLimit
    if Invitation.objects.filter(ask=ask, offer=offer, state=InvitationState.REFUSED).exists():
        raise SaidNoBefore


def refuse_nearness(ask: Ask, offer: Offer, override_because: str) -> list[Checked]:
    found = checks(ask, [offer.school])[offer.school_id]
    if any(one.is_bar for one in found):
        raise Barred
    if any(one.needs_reason for one in found) and not override_because.strip():
        raise ExceptionNeedsReason
    return found


def keep_checks(invitation: Invitation, found: list[Checked]) -> None:
    CheckedIndependence.objects.bulk_create(
        CheckedIndependence(
            invitation=invitation,
            check_name=one.name,
            passed=one.passed,
            allowed=one.allowed,
            facts=one.facts,
        )
        for one in found
    )


def last_days() -> tuple[dt.date, dt.date]:
    """The first and the last day that a school may be given to answer."""
    today = clock.today()
    return (
        today + dt.timedelta(days=1),
        today + dt.timedelta(days=settings.INVITATION_ANSWER_DAYS_AT_MOST),
    )


def refuse_last_day(answer_by: dt.date) -> None:
    first, last = last_days()
    if not first <= answer_by <= last:
        raise LastDayWrong(first, last)
