"""Each half-term: still true? Said in one click, by the link of a mail too."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.db import transaction

from brokerage.enums import Permission, Willing
from brokerage.models import Offer
from brokerage.queries.offers import asked_again_before, standing_of
from brokerage.services.offering.refusals import LinkIsOver, MayNotSpeak, SaidAlready
from brokerage.services.offering.saving import confirm_offer
from core import clock, notices
from core.models import User
from schools.queries.days import this_year
from schools.queries.pauses import paused_schools
from schools.queries.support.people import holders
from schools.units import days_written

SALT = "brokerage.offer.still_true"


def token_for(offer: Offer, person: User) -> str:
    """Good for this one thing: that this person says of this offer, as it stands, that it is still true."""
    return signing.dumps([str(offer.public_id), person.pk, offer.version, stamp(offer)], salt=SALT)


def stamp(offer: Offer) -> int:
    return int(offer.confirmed_at.timestamp())


def read_token(token: str) -> tuple[Offer, User, int, int]:
    """LinkIsOver for whatever is not one of ours, or too old."""
    most = dt.timedelta(days=settings.OFFER_FADES_AFTER_DAYS)
    try:
        public_id, person_id, version, said = signing.loads(token, salt=SALT, max_age=most)
    except signing.BadSignature as wrong:
        raise LinkIsOver from wrong
    offer = Offer.objects.filter(public_id=public_id).select_related("school__scope").first()
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if offer is None or person is None:
        raise LinkIsOver
    return offer, person, version, said


@transaction.atomic
def confirm_by_link(*, token: str) -> Offer:
    """Refused: a link that is over, a person who no longer speaks for the school, and an offer that was
    changed or confirmed since the mail was sent."""
    offer, person, version, said = read_token(token)
    if not person.has_perm(Permission.SPEAK_FOR_HELP, offer.school):
        raise MayNotSpeak
    if stamp(offer) != said:
        raise SaidAlready
    confirm_offer(offer=offer, version=version, by=person)
    return offer


def ask_whether_still_true() -> int:
    """Once for each time that an offer was last confirmed; schools that are left in peace are not asked. How
    many mails were written."""
    due = (
        Offer.objects.filter(
            asked_again_at=None,
            year=this_year(),
            confirmed_at__lt=asked_again_before(),
            school__closed_on=None,
        )
        .exclude(school__in=paused_schools())
        .exclude(willing=Willing.NO)
        .select_related("school__scope")
        .order_by("pk")
    )
    written = 0
    for offer in due:
        # Of two workers at once one asks.
        with transaction.atomic():
            if Offer.objects.filter(pk=offer.pk, asked_again_at=None).update(asked_again_at=clock.now()):
                for person in holders(Permission.SPEAK_FOR_HELP, offer.school):
                    tell_still(offer, person)
                    written += 1
    return written


def tell_still(offer: Offer, person: User) -> None:
    notices.tell(
        person,
        "brokerage/offer_still",
        f"/offers/still/{token_for(offer, person)}/",
        school=offer.school.name_en,
        school_cy=offer.school.name_cy or offer.school.name_en,
        days=days_written(offer.days),
        fades_on=standing_of(offer).fades_on.isoformat(),
    )
