from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import ReviewState
from schools.models import Review, ReviewPriority, ReviewSection


class ReviewChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; above it stands"
                " what was saved meanwhile. Put the two together, and save again."
            )
        )


@transaction.atomic
def save_section(
    *, section: ReviewSection, standing: str, seen: str, next_steps: str, version: int, by: User
) -> None:
    """`version` is the one that the person had before them."""
    refuse_closed(section.review)
    saved = ReviewSection.objects.filter(pk=section.pk, version=version).update(
        standing=standing,
        seen=seen,
        next=next_steps,
        version=F("version") + 1,
        changed_at=clock.now(),
        changed_by=by,
    )
    if not saved:
        raise ReviewChangedMeanwhile


@transaction.atomic
def save_priorities(*, review: Review, priorities: Sequence[tuple[str, str]], version: int, by: User) -> None:
    """Each with its success measure, in the school's own order."""
    count_change(review, version, by)
    if len(priorities) > ReviewPriority.AT_MOST:
        raise DomainError(_("A review has at most five priorities."))
    review.priorities.all().delete()
    ReviewPriority.objects.bulk_create(
        ReviewPriority(review=review, position=position, text=text, measure=measure)
        for position, (text, measure) in enumerate(priorities, start=1)
    )


@transaction.atomic
def save_summary(*, review: Review, summary_en: str, summary_cy: str, version: int, by: User) -> None:
    count_change(review, version, by, summary_en=summary_en, summary_cy=summary_cy)


def count_change(review: Review, version: int, by: User, **texts: str) -> None:
    refuse_closed(review)
    stored = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if stored.published_at and texts and not all(text.strip() for text in texts.values()):
        raise DomainError(
            _("The summary is published: it needs both languages. Withdraw it first to leave one out.")
        )
    saved = Review.objects.filter(pk=review.pk, version=version).update(
        version=F("version") + 1, changed_at=clock.now(), changed_by=by, **texts
    )
    if not saved:
        raise ReviewChangedMeanwhile


def refuse_closed(review: Review) -> None:
    """Locks the review until the transaction ends, so that nobody closes it under the pen."""
    if Review.objects.select_for_update(of=("self",)).get(pk=review.pk).state == ReviewState.CLOSED:
        raise DomainError(_("This review is closed for its year and can only be read."))
