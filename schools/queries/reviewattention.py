"""What the schools' own reviews wait for from a person, in the columns of `schools.queries.attention`."""

import datetime as dt
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat

from core import authorise, clock
from schools.enums import Permission, ReviewState
from schools.models import Review, ReviewFramework, ReviewReading, School
from schools.queries.names import shown_name
from schools.queries.review import AUTUMN, review_year

Rows = QuerySet[Any, tuple[Any, ...]]
# How long an adviser has to read what was newly shared.
READ_WITHIN = dt.timedelta(days=14)


def review_rows(user: Any) -> list[Rows]:
    """Only of what the person's posts allow: whoever has no part in it costs nothing."""
    rows: list[Rows] = []
    if authorise.held(user, Permission.LEAD_REVIEW):
        rows.append(reviews_to_begin(user))
    if authorise.held(user, Permission.VIEW_CASELOAD):
        rows.append(reviews_to_read(user))
    return rows


def reviews_to_begin(user: Any) -> Rows:
    """The head's own schools without this year's review, once the framework's day for it has passed."""
    year = review_year()
    begins = dt.datetime(year - 1, AUTUMN, 1, tzinfo=dt.UTC)
    days = ReviewFramework.objects.filter(valid_from__lte=year).order_by("-valid_from")
    wait = ExpressionWrapper(
        Subquery(days.values("begin_within_days")[:1]) * Value(dt.timedelta(days=1)),
        output_field=DurationField(),
    )
    rows: Rows = (
        School.objects.open()
        .filter(scope__in=authorise.held(user, Permission.LEAD_REVIEW))
        .filter(~Exists(Review.objects.filter(school=OuterRef("pk"), year=year)))
        .annotate(due=ExpressionWrapper(Value(begins, DateTimeField()) + wait, output_field=DateTimeField()))
        .filter(due__lt=clock.now())
        .order_by()
        .values_list(Value("review-begin", CharField()), shown_name(), F("number"), F("due"))
    )
    return rows


def reviews_to_read(user: Any) -> Rows:
    """Newly shared by the schools of the person's own caseload (not those of a whole authority)."""
    read = ReviewReading.objects.filter(review=OuterRef("pk"), person=user.pk)
    rows: Rows = (
        Review.objects.filter(
            school__scope__in=authorise.held(user, Permission.VIEW_CASELOAD),
            state__in=[ReviewState.SHARED, ReviewState.PUBLISHED],
        )
        .filter(~Exists(read))
        .order_by()
        .values_list(
            Value("review-read", CharField()),
            shown_name("school__"),
            Concat("school__number", Value("/"), Cast("year", CharField()), output_field=CharField()),
            ExpressionWrapper(F("shared_at") + Value(READ_WITHIN), output_field=DateTimeField()),
        )
    )
    return rows
