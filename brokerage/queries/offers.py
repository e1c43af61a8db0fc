"""What schools offer: of one school, of those that speak for schools, and how fresh an offer is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from brokerage.enums import Permission, Willing
from brokerage.models import DeclaredInterest, Offer, OfferTopic, Promise
from core import authorise, clock
from schools.models import School, Topic
from schools.queries.days import this_year
from schools.queries.names import shown_name
from schools.queries.pauses import pauses_now
from schools.queries.register import school_visible
from schools.queries.strengths import live_strengths

Rows = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class Standing:
    """`asked_from`: from this day on "still true?" is asked; after `fades_on` it is not proposed any more."""

    said_on: dt.date
    asked_from: dt.date
    fades_on: dt.date

    @property
    def is_faded(self) -> bool:
        return clock.today() > self.fades_on

    @property
    def is_asked(self) -> bool:
        return clock.today() >= self.asked_from


def standing_of(offer: Offer) -> Standing:
    said_on = clock.on_the_wall(offer.confirmed_at).date()
    return Standing(
        said_on,
        said_on + dt.timedelta(days=settings.OFFER_ASKED_AGAIN_AFTER_DAYS),
        said_on + dt.timedelta(days=settings.OFFER_FADES_AFTER_DAYS),
    )


def faded_before() -> dt.datetime:
    """What was last said before this moment has faded."""
    return start_of(clock.today() - dt.timedelta(days=settings.OFFER_FADES_AFTER_DAYS))


def asked_again_before() -> dt.datetime:
    """What was last said before this moment is asked again: still true?"""
    return start_of(clock.today() - dt.timedelta(days=settings.OFFER_ASKED_AGAIN_AFTER_DAYS - 1))


def start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, timezone.get_current_timezone())


def offers_standing(year: int | None = None) -> QuerySet[Offer]:
    """Of open schools that help, or may, and have said so recently: those that are proposed to brokers."""
    rows: QuerySet[Offer] = Offer.objects.filter(
        year=year or this_year(), school__closed_on__isnull=True, confirmed_at__gte=faded_before()
    ).exclude(willing=Willing.NO)
    return rows


def school_for_help(user: Any, number: str) -> School | None:
    """Whoever may not see what help a school offers is told nothing of it."""
    school = school_visible(user, number)
    return school if school and user.has_perm(Permission.VIEW_HELP, school) else None


def offer_of(school: School, year: int) -> Offer | None:
    topics = OfferTopic.objects.select_related("topic__parent")
    return (
        Offer.objects.filter(school=school, year=year)
        .select_related("confirmed_by", "school__scope")
        .prefetch_related(Prefetch("offer_topics", topics))
        .first()
    )


def promises_of(offer: Offer) -> QuerySet[Promise]:
    rows = Promise.objects.filter(offer=offer).select_related("ask__school", "partnership", "promised_by")
    return rows.order_by("promised_at", "pk")


def interests_of(school: School) -> QuerySet[DeclaredInterest]:
    rows = DeclaredInterest.objects.filter(school=school, taken_back_at__isnull=True)
    return rows.select_related("other__authority", "declared_by", "school__scope")


def interest_visible(user: Any, public_id: UUID) -> DeclaredInterest | None:
    rows: QuerySet[DeclaredInterest] = DeclaredInterest.objects.visible_to(user)
    return rows.filter(public_id=public_id).select_related("school__scope", "other").first()


def offer_rows(user: Any) -> list[Rows]:
    return [offers_to_confirm(user)] if authorise.held(user, Permission.SPEAK_FOR_HELP) else []


def offers_to_confirm(user: Any) -> Rows:
    """Of the schools that the person speaks for: not said to be true since half a term."""
    rows: Rows = (
        Offer.objects.filter(
            school__scope__in=authorise.held(user, Permission.SPEAK_FOR_HELP),
            school__closed_on__isnull=True,
            year=this_year(),
            confirmed_at__lt=asked_again_before(),
        )
        .exclude(willing=Willing.NO)
        .exclude(school__in=pauses_now().order_by().values("school"))
        .order_by()
        .values_list(
            Value("help-offer", CharField()),
            shown_name("school__"),
            Concat(
                F("school__number"),
                Value("/"),
                Cast("version", CharField()),
                Value("/"),
                Cast("days", CharField()),
                output_field=CharField(),
            ),
            F("confirmed_at"),
        )
    )
    return rows


def offered_before(school: School, offer: Offer | None) -> list[Topic]:
    """What the school states as strengths today, and what stands in the offer: in the tree's order."""
    named = Q(strengths__in=live_strengths().filter(school=school).order_by().values("pk"))
    if offer:
        named |= Q(pk__in=offer.offer_topics.values("topic"))
    rows = Topic.objects.filter(named).distinct()
    return list(rows.order_by(Coalesce("parent__position", "position"), "position", "pk"))


def other_schools(school: School) -> list[School]:
    rows: QuerySet[School] = School.objects.open().of_region()
    return list(rows.exclude(pk=school.pk).select_related("authority").order_by("sort_en", "number"))
