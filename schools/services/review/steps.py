from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.enums import Permission, ReviewState
from schools.models import Review, ReviewReading
from schools.queries.review import is_followed
from schools.queries.support.people import holders

SHARE = Transition("share", sources=[ReviewState.WRITING], target=ReviewState.SHARED)
TAKE_BACK = Transition("take back", sources=[ReviewState.SHARED], target=ReviewState.WRITING)
PUBLISH = Transition("publish", sources=[ReviewState.SHARED], target=ReviewState.PUBLISHED)
WITHDRAW = Transition("withdraw", sources=[ReviewState.PUBLISHED], target=ReviewState.SHARED)
CLOSE = Transition(
    "close",
    sources=[ReviewState.WRITING, ReviewState.SHARED, ReviewState.PUBLISHED],
    target=ReviewState.CLOSED,
)
# To what it was when it was closed.
REOPEN = {
    state: Transition("open again", sources=[ReviewState.CLOSED], target=state)
    for state in (ReviewState.WRITING, ReviewState.SHARED, ReviewState.PUBLISHED)
}


@transaction.atomic
def share_review(*, review: Review, by: User) -> None:
    """With the school's governors, its adviser and its authority, as it stands and as it goes on."""
    if not review.sections.exclude(standing="").exists():
        raise DomainError(_("Say at least of one area where the school is before you share the review."))
    advance(review, SHARE, shared_at=clock.now(), **changed(by))
    for person in holders(Permission.READ_REVIEW, review.school):
        if person.pk != by.pk and not person.has_perm(Permission.LEAD_REVIEW, review.school):
            path = f"/schools/{review.school.number}/reviews/{review.year}/"
            tell(person, "schools/review_shared", path, school=review.school.name_en, year=review.year)


@transaction.atomic
def take_back_review(*, review: Review, by: User) -> None:
    advance(review, TAKE_BACK, shared_at=None, **changed(by))
    review.readings.all().delete()


@transaction.atomic
def publish_summary(*, review: Review, by: User) -> None:
    """Neither language before the other."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not (review.summary_en.strip() and review.summary_cy.strip()):
        raise DomainError(
            _("The summary is published in both languages or not at all. Write the one that is missing.")
        )
    advance(review, PUBLISH, published_at=clock.now(), **changed(by))


@transaction.atomic
def withdraw_summary(*, review: Review, by: User) -> None:
    """Also that of a closed review, which stays closed."""
    closed = Review.objects.filter(pk=review.pk, state=ReviewState.CLOSED)
    if not closed.update(published_at=None, **changed(by)):
        advance(review, WITHDRAW, published_at=None, **changed(by))


@transaction.atomic
def close_review(*, review: Review, by: User) -> None:
    """For the year. A summary that is published stays so until next year's takes its place."""
    advance(review, CLOSE, closed_at=clock.now(), **changed(by))


@transaction.atomic
def reopen_review(*, review: Review, by: User) -> None:
    """Until next year's is begun, which starts from it."""
    if is_followed(review):
        raise DomainError(_("The next year's review is begun: this one stays as it was closed."))
    was = ReviewState.WRITING
    if review.shared_at:
        was = ReviewState.PUBLISHED if review.published_at else ReviewState.SHARED
    advance(review, REOPEN[was], closed_at=None, **changed(by))


@transaction.atomic
def let_staff_read(*, review: Review, allowed: bool, by: User) -> None:
    Review.objects.filter(pk=review.pk).update(staff_read=allowed, **changed(by))


@transaction.atomic
def say_read(*, review: Review, by: User) -> None:
    """It no longer stands among what needs the person."""
    ReviewReading.objects.update_or_create(review=review, person=by, defaults={"read_at": clock.now()})


def changed(by: User) -> dict[str, object]:
    return {"changed_at": clock.now(), "changed_by": by}
