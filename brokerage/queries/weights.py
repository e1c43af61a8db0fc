"""How match points are counted: which settings hold, and which will."""

import datetime as dt

from django.db.models import QuerySet

from brokerage.models import MatchWeights
from core import clock
from schools.models import Region


def weights_on(day: dt.date | None = None) -> MatchWeights:
    """Where nothing was ever stored: the portal's own suggestion, without a row."""
    row = MatchWeights.objects.filter(valid_from__lte=day or clock.today()).order_by("-valid_from").first()
    return row or MatchWeights(valid_from=day or clock.today())


def weights_of(region: Region) -> QuerySet[MatchWeights]:
    """The newest first, those that hold later too."""
    rows: QuerySet[MatchWeights] = MatchWeights.objects.filter(region=region).select_related("decided_by")
    return rows.order_by("-valid_from")
