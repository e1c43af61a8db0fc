"""Who lets whom see what. A share holds from the moment it is given until it is ended or its last day is
over; nothing here is kept between two questions, so that what is ended is gone at once.

Sharing is reciprocal: of another school one sees at most the level that the own school shares itself."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core import clock
from core.models import Scope
from schools.enums import ShareLevel
from schools.models import School, Share, SharingTerms
from schools.queries.days import this_year

LEVELS = [str(level) for level in ShareLevel]
# The academic year ends with August.
LAST_DAY = (8, 31)


def last_day_of(year: int) -> dt.date:
    return dt.date(year, *LAST_DAY)


def living() -> Q:
    """What holds now. The year stands beside the last day: a consent is for one academic year."""
    return Q(ended_at__isnull=True, ends_on__gte=clock.today(), year=this_year())


def shares_with(audience: Scope | int) -> dict[int, Share]:
    """What the schools share with this audience now, by the school's id; one query."""
    pk = audience.pk if isinstance(audience, Scope) else audience
    return {share.school_id: share for share in Share.objects.filter(living(), audience=pk)}


def living_among(shares: Iterable[Share]) -> Share | None:
    """The one of a school and an audience that holds now."""
    today, year = clock.today(), this_year()
    return next(
        (one for one in shares if one.ended_at is None and one.ends_on >= today and one.year == year), None
    )


def shares_before(school: School, audience: Scope) -> QuerySet[Share]:
    """Every consent that the school gave, newest first."""
    return Share.objects.filter(school=school, audience=audience).select_related("given_by", "ended_by")


def newest_terms() -> SharingTerms:
    """What a consent that is given today is given to."""
    terms: SharingTerms = SharingTerms.objects.latest("version")
    return terms


def is_at_least(level: str | None, wanted: str) -> bool:
    return level is not None and LEVELS.index(level) >= LEVELS.index(wanted)


def highest(levels: Iterable[str]) -> str | None:
    return max(levels, key=LEVELS.index, default=None)


def seen_of_each(shares: dict[int, Share], own: str | None) -> dict[int, str]:
    """By the id of each school that shares, the level at which it is seen by somebody whose own school shares
    at `own`; nothing for somebody whose school shares nothing."""
    if own is None:
        return {}
    return {school: share.level if is_at_least(own, share.level) else own for school, share in shares.items()}
