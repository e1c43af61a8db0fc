"""A school's own review: who may read it, what it says, and the evidence that others may cite."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, QuerySet

from core import clock
from schools.enums import Permission, ReviewState
from schools.models import Evidence, Review, ReviewFramework, ReviewPriority, ReviewSection, School
from schools.queries.register import school_visible

AUTUMN = 9


def review_year(day: dt.date | None = None) -> int:
    """The academic year of the day, named by the calendar year in which it ends."""
    day = day or clock.today()
    return day.year + (day.month >= AUTUMN)


def framework_of(year: int) -> ReviewFramework | None:
    """The one in force in that year; for a year before the first, the first."""
    rows = ReviewFramework.objects.order_by("-valid_from")
    return rows.filter(valid_from__lte=year).first() or rows.last()


def readable(school: School, user: Any) -> Q:
    """The head sees all of them; staff those that the head lets staff read; governors, adviser and authority
    those that were shared. Nobody else sees any: they have the published summary."""
    if user.has_perm(Permission.LEAD_REVIEW, school):
        return Q(pk__isnull=False)
    allowed = Q(pk__isnull=True)
    if user.has_perm(Permission.READ_REVIEW, school):
        allowed |= Q(shared_at__isnull=False)
    if user.has_perm(Permission.READ_REVIEW_AS_STAFF, school):
        allowed |= Q(staff_read=True)
    return allowed


def readable_reviews(school: School, user: Any) -> QuerySet[Review]:
    rows: QuerySet[Review] = Review.objects.filter(readable(school, user), school=school)
    return rows.select_related("school__authority", "school__scope", "changed_by").order_by("-year")


def review_readable(user: Any, number: str, year: int) -> Review | None:
    school = school_visible(user, number)
    return readable_reviews(school, user).filter(year=year).first() if school else None


def newest_review(school: School, user: Any) -> Review | None:
    """The newest that the person may read or, where there is none, whose summary is published; `readable`
    says which. With what a card about it says, in one query: areas answered of how many, and the
    priorities."""
    allowed = readable(school, user)
    found: Review | None = (
        Review.objects.filter(allowed | Q(published_at__isnull=False), school=school)
        .annotate(
            readable=ExpressionWrapper(allowed, output_field=BooleanField()),
            areas=Count("sections"),
            answered=Count("sections", filter=~Q(sections__standing="") & ~Q(sections__next="")),
            priority_texts=ArraySubquery(
                ReviewPriority.objects.filter(review=OuterRef("pk")).order_by("position").values("text")
            ),
        )
        .order_by("-readable", "-year")
        .first()
    )
    if found is not None:
        found.school = school
    return found


def published_review(school: School) -> Review | None:
    """The newest one whose summary everybody signed in may read."""
    found: Review | None = (
        Review.objects.filter(school=school, published_at__isnull=False)
        .select_related("school__authority")
        .order_by("-year")
        .first()
    )
    return found


def shared_review(school: School) -> Review | None:
    """The newest one that governors see: what a document made for them may say."""
    found: Review | None = (
        Review.objects.filter(school=school, shared_at__isnull=False).order_by("-year").first()
    )
    return found


def evidence_of(school: School, user: Any) -> QuerySet[Evidence]:
    """What the person may read of the school's evidence, newest first: each row can be cited elsewhere by
    its `public_id`. What was removed is left out."""
    rows: QuerySet[Evidence] = Evidence.objects.filter(
        school=school, removed_at__isnull=True, section__review__in=readable_reviews(school, user)
    )
    return rows.select_related("section__area", "section__review", "file", "changed_by").defer(
        "file__content"
    )


def evidence_readable(user: Any, number: str, public_id: Any) -> Evidence | None:
    """Also one that was removed, for whoever leads the review and may put it back."""
    school = school_visible(user, number)
    if school is None:
        return None
    rows = Evidence.objects.filter(
        school=school, public_id=public_id, section__review__in=readable_reviews(school, user)
    )
    if not user.has_perm(Permission.LEAD_REVIEW, school):
        rows = rows.filter(removed_at__isnull=True)
    found: Evidence | None = (
        rows.select_related("school__authority", "school__scope", "section__area", "section__review", "file")
        .defer("file__content")
        .first()
    )
    return found


def may_write(user: Any, review: Review) -> bool:
    return review.state != ReviewState.CLOSED and user.has_perm(Permission.LEAD_REVIEW, review)


def may_reopen(user: Any, review: Review) -> bool:
    closed = review.state == ReviewState.CLOSED and user.has_perm(Permission.LEAD_REVIEW, review)
    return closed and not is_followed(review)


def is_followed(review: Review) -> bool:
    """Whether a later year's has begun."""
    return Review.objects.filter(school=review.school, year__gt=review.year).exists()


def may_be_begun(school: School) -> bool:
    """This year's, where there is none yet."""
    return school.is_open and not Review.objects.filter(school=school, year=review_year()).exists()


def may_read_some(user: Any, school: School) -> bool:
    """Whether any review of the school could be the person's to read."""
    permissions = (Permission.LEAD_REVIEW, Permission.READ_REVIEW, Permission.READ_REVIEW_AS_STAFF)
    return any(user.has_perm(permission, school) for permission in permissions)


def section_readable(user: Any, number: str, year: int, area: str) -> ReviewSection | None:
    review = review_readable(user, number, year)
    if review is None:
        return None
    found: ReviewSection | None = (
        review.sections.filter(area__code=area).select_related("area", "changed_by").first()
    )
    if found is not None:
        found.review = review
    return found


def earlier_evidence(section: ReviewSection, user: Any) -> QuerySet[Evidence]:
    """What last year's review of the same area held."""
    return evidence_of(section.review.school, user).filter(
        section__area__code=section.area.code, section__review__year=section.review.year - 1
    )
