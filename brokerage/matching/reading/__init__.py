"""Needs and offers as they stand in the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import Count, DecimalField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from brokerage.enums import InvitationState, PartnershipState, Side
from brokerage.matching.problem import Evidence, Flags, Floats, Need, Problem, Supplier, Weights
from brokerage.matching.reading.evidence import evidence_of, grounds_by_strength
from brokerage.matching.reading.likeness import likeness
from brokerage.models import Ask, Invitation, MatchWeights, Offer, OfferTopic, Partner
from brokerage.queries.independence import Checked, checks
from brokerage.queries.offers import offers_standing
from brokerage.queries.weights import weights_on
from schools.enums import Urgency
from schools.models import School, TimeOutYear
from schools.queries.days import academic_year_of
from schools.queries.pauses import pauses_now
from sigs.matching.reading.journeys import journeys

PRIORITY = {Urgency.NOW: 3, Urgency.TERM: 2, Urgency.YEAR: 1}
AT_WORK = [PartnershipState.AGREEING, PartnershipState.ACTIVE, PartnershipState.PAUSED]
SAID_NO = [InvitationState.REFUSED, InvitationState.EXPIRED]


@dataclass(frozen=True, eq=False)
class Read(Problem):
    """With what the pages name: schools by id, and the checks of each pair (by ask, then by school)."""

    schools: Any = None
    checked: Any = None


def suppliers_for(ask: Ask, *, weights: Weights | None = None) -> Read:
    return whole_region([ask], weights=weights)


def whole_region(asks: Sequence[Ask], *, weights: Weights | None = None, look_at_ties: bool = True) -> Read:
    """All these needs, each with the offers of the year in which it begins. Without the ties between schools,
    which are read need by need, it takes as many queries for all needs as for one."""
    weights = weights or engine_weights(weights_on())
    by_year = {ask.pk: academic_year_of(ask.starts_on) for ask in asks}
    offers = [offer for year in sorted(set(by_year.values())) for offer in offers_of(year)]
    evidence = evidence_by_pair(asks, offers, by_year)
    # Only those that somebody needs.
    used = sorted({column for _row, column in evidence})
    place = {column: number for number, column in enumerate(used)}
    offers = [offers[column] for column in used]
    evidence = {(row, place[column]): found for (row, column), found in evidence.items()}
    ours, theirs = [ask.school for ask in asks], [offer.school for offer in offers]
    checked = {
        ask.pk: checks(ask, offering(row, evidence, theirs)) if look_at_ties else {}
        for row, ask in enumerate(asks)
    }
    alike = likeness(ours, theirs)
    shape = (len(asks), len(offers))
    return Read(
        weights=weights,
        needs=tuple(need_of(ask) for ask in asks),
        suppliers=tuple(supplier_of(offer) for offer in offers),
        evidence=evidence,
        minutes=minutes_between(ours, theirs),
        likeness=alike.share,
        differs=alike.differs,
        conflict=pair_flags(asks, theirs, checked, bars=True).reshape(shape),
        tied=pair_flags(asks, theirs, checked, bars=False).reshape(shape),
        asked=said_no(asks, offers).reshape(shape),
        schools={school.pk: school for school in [*ours, *theirs]},
        checked=checked,
    )


def engine_weights(row: MatchWeights) -> Weights:
    return Weights(
        strength=float(row.strength),
        likeness=float(row.likeness),
        nearness=float(row.nearness),
        other_authority=float(row.other_authority),
        room=float(row.room),
        near_minutes=float(row.near_minutes),
        far_minutes=float(row.far_minutes),
        least_share=float(row.least_share),
        again=float(row.again),
        most=row.most,
    )


def offers_of(year: int) -> list[Offer]:
    """With all that the rules look at, in one query."""
    helping = Partner.objects.filter(
        school=OuterRef("school"), side=Side.PROVIDES, partnership__state__in=AT_WORK
    )
    waiting = Invitation.objects.filter(offer=OuterRef("pk"), state=InvitationState.SENT)
    out = TimeOutYear.objects.filter(school=OuterRef("school"), year=OuterRef("year"), ceiling__isnull=False)
    days = DecimalField(max_digits=6, decimal_places=2)
    rows = (
        offers_standing(year)
        .filter(school__scope__isnull=False)
        .select_related("school__authority", "school__scope")
        .annotate(
            helping=counted(helping, "school"),
            waiting=counted(waiting, "offer"),
            out_left=Subquery(out.annotate(left=F("ceiling") - F("booked")).values("left")[:1], days),
            is_paused=Exists(pauses_now().filter(school=OuterRef("school"))),
        )
        .order_by("pk")
    )
    return list(rows)


def counted(rows: QuerySet[Any], column: str) -> Any:
    one = rows.order_by().values(column).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one, IntegerField()), 0)


def need_of(ask: Ask) -> Need:
    return Need(
        ask_id=ask.pk,
        school_id=ask.school_id,
        authority=ask.school.authority_id,
        phase=ask.school.phase,
        language=ask.help_language,
        days=ask.days,
        priority=PRIORITY[Urgency(ask.urgency)],
        most_minutes=ask.most_minutes,
    )


def supplier_of(offer: Any) -> Supplier:
    left: Decimal | None = offer.out_left
    return Supplier(
        school_id=offer.school_id,
        offer_id=offer.pk,
        authority=offer.school.authority_id,
        phase=offer.school.phase,
        languages=offer.languages,
        days=offer.days,
        promised=offer.promised,
        most_minutes=offer.most_minutes,
        at_once=offer.at_once,
        running=offer.helping + offer.waiting,
        out_left=None if left is None else max(left, Decimal(0)),
        is_paused=offer.is_paused,
        willing=offer.willing,
    )


def evidence_by_pair(
    asks: Sequence[Ask], offers: Sequence[Offer], by_year: dict[int, int]
) -> dict[tuple[int, int], Evidence]:
    """Where an offer is of the topic, of its area, or (an area is asked for) of a topic in it."""
    column = {offer.pk: number for number, offer in enumerate(offers)}
    asked = {ask.topic_id for ask in asks}
    wider = {ask.topic.parent_id for ask in asks if ask.topic.parent_id}
    rows = list(
        OfferTopic.objects.filter(offer__in=list(column))
        .filter(Q(topic__in=asked | wider) | Q(topic__parent__in=asked))
        .select_related("topic", "strength")
        .order_by("offer_id", "pk")
    )
    grounds = grounds_by_strength(row.strength_id for row in rows if row.strength_id)
    found: dict[tuple[int, int], Evidence] = {}
    for number, ask in enumerate(asks):
        for row in rows:
            offer = offers[column[row.offer_id]]
            if offer.year != by_year[ask.pk] or offer.school_id == ask.school_id:
                continue
            if (
                row.topic_id not in {ask.topic_id, ask.topic.parent_id}
                and row.topic.parent_id != ask.topic_id
            ):
                continue
            evidence = evidence_of(row, grounds, is_wider=row.topic_id != ask.topic_id)
            key = (number, column[row.offer_id])
            if key not in found or evidence.share > found[key].share:
                found[key] = evidence
    return found


def offering(row: int, evidence: dict[tuple[int, int], Evidence], theirs: Sequence[School]) -> list[School]:
    return [theirs[column] for number, column in evidence if number == row]


def pair_flags(
    asks: Sequence[Ask],
    theirs: Sequence[School],
    checked: dict[int, dict[int, list[Checked]]],
    *,
    bars: bool,
) -> Flags:
    """Where a tie bars a pair, or where a person would have to say why it does not matter."""
    return np.array(
        [
            [
                any(one.is_bar if bars else one.needs_reason for one in checked[ask.pk].get(school.pk, ()))
                for school in theirs
            ]
            for ask in asks
        ],
        dtype=np.bool_,
    )


def said_no(asks: Sequence[Ask], offers: Sequence[Offer]) -> Flags:
    rows = Invitation.objects.filter(ask__in=[ask.pk for ask in asks], state__in=SAID_NO)
    gone = set(rows.values_list("ask_id", "offer_id"))
    return np.array([[(ask.pk, offer.pk) in gone for offer in offers] for ask in asks], dtype=np.bool_)


def minutes_between(ours: Sequence[School], theirs: Sequence[School]) -> Floats:
    """Not a number where a place is not known."""
    schools = list({school.pk: school for school in [*ours, *theirs]}.values())
    place = {school.pk: number for number, school in enumerate(schools)}
    found = np.full((len(ours), len(theirs)), np.nan)
    if not ours or not theirs:
        return found
    ways = journeys(
        schools, detour=settings.JOURNEY_DETOUR_PERCENT / 100, km_per_hour=settings.JOURNEY_KM_PER_HOUR
    )
    rows = [place[school.pk] for school in ours]
    columns = [place[school.pk] for school in theirs]
    known = ways.located[rows][:, None] & ways.located[columns][None, :]
    return np.where(known, ways.minutes[np.ix_(rows, columns)], np.nan)
