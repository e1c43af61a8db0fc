"""Half-termly reviews: due on a day, held with how it goes in a word and in words."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from brokerage.enums import Progress
from brokerage.models import PartnershipReview
from brokerage.services.partnerships.refusals import ChangedMeanwhile, DayToCome
from brokerage.services.partnerships.still import refuse_still
from brokerage.services.partnerships.telling import tell_all
from core import clock
from core.enums import Language
from core.models import User


@transaction.atomic
def hold_review(
    *,
    review: PartnershipReview,
    held_on: dt.date,
    progress: Progress,
    words: str,
    next_step: str = "",
    language: str = Language.ENGLISH,
    version: int,
    by: User,
) -> None:
    """What was written can be written better; who wrote last stands beside it."""
    refuse_still(review.partnership, agreed=True)
    if held_on > clock.today():
        raise DayToCome
    saved = PartnershipReview.objects.filter(pk=review.pk, version=version).update(
        held_on=held_on,
        progress=progress,
        words=words,
        next_step=next_step,
        language=language,
        written_at=clock.now(),
        written_by=by,
        version=F("version") + 1,
    )
    if not saved:
        raise ChangedMeanwhile
    review.refresh_from_db()
    tell_all(review.partnership, "reviewed", by=by, because=words)
