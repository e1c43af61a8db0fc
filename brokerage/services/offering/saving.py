"""What a school offers others in a year, and that it still holds."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F

from brokerage.enums import Willing
from brokerage.models import Offer, OfferTopic
from brokerage.services.offering.refusals import (
    DaysAndAnswerDiffer,
    FewerThanPromised,
    OfferChangedMeanwhile,
    OfferOfClosedSchool,
)
from core import clock
from core.models import User
from schools.enums import StrengthState
from schools.models import School, Strength, Topic


@transaction.atomic
def save_offer(
    *,
    school: School,
    year: int,
    willing: str,
    days: Decimal,
    topics: Iterable[Topic],
    languages: str,
    most_minutes: int | None,
    at_once: int,
    limits: str,
    language: str,
    version: int,
    by: User,
) -> Offer:
    """Said for the year, and confirmed by being said. `version` is 0 for a school that has said nothing."""
    if not school.is_open:
        raise OfferOfClosedSchool
    if (willing == Willing.NO) != (days == 0):
        raise DaysAndAnswerDiffer
    facts = {
        "willing": willing,
        "days": days,
        "languages": languages,
        "most_minutes": most_minutes,
        "at_once": at_once,
        "limits": limits,
        "limits_language": language,
        "confirmed_at": clock.now(),
        "confirmed_by": by,
        "asked_again_at": None,
    }
    if version == 0:
        try:
            with transaction.atomic():
                offer = Offer.objects.create(school=school, year=year, **facts)
        except IntegrityError as collision:
            raise OfferChangedMeanwhile from collision
    else:
        offer = write_over(school, year, version, facts)
    write_topics(offer, topics)
    return offer


def write_over(school: School, year: int, version: int, facts: dict[str, object]) -> Offer:
    standing = Offer.objects.select_for_update(of=("self",)).filter(school=school, year=year).first()
    if standing is None or standing.version != version:
        raise OfferChangedMeanwhile
    if facts["willing"] == Willing.NO and standing.promised > 0:
        raise FewerThanPromised(standing.promised)
    Offer.objects.filter(pk=standing.pk, version=version).update(version=F("version") + 1, **facts)
    standing.refresh_from_db()
    return standing


def write_topics(offer: Offer, topics: Iterable[Topic]) -> None:
    """Each rests on what the school is known to be strong in, where there is a statement."""
    wanted = {topic.pk: topic for topic in topics} if offer.willing != Willing.NO else {}
    held = Strength.objects.filter(
        school=offer.school_id, topic__in=wanted, state=StrengthState.HELD, confirmed_at__isnull=False
    )
    strengths = {strength.topic_id: strength for strength in held}
    offer.offer_topics.exclude(topic__in=wanted).delete()
    known = set(offer.offer_topics.values_list("topic", flat=True))
    for pk, topic in wanted.items():
        if pk not in known:
            OfferTopic.objects.create(offer=offer, topic=topic, strength=strengths.get(pk))


@transaction.atomic
def confirm_offer(*, offer: Offer, version: int, by: User) -> None:
    """ "Still true", of what the person has read: not of what somebody has changed since."""
    said = Offer.objects.filter(pk=offer.pk, version=version, school__closed_on__isnull=True).update(
        confirmed_at=clock.now(), confirmed_by=by, asked_again_at=None
    )
    if not said:
        raise OfferChangedMeanwhile
