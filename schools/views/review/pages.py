"""Reading a school's own review, for those who may."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from schools.enums import Permission
from schools.models import Review, ReviewSection, School
from schools.presenting.review import STATE_TAGS, area_row, area_rows
from schools.queries.register import school_visible
from schools.queries.review import (
    earlier_evidence,
    evidence_of,
    may_be_begun,
    may_read_some,
    may_reopen,
    may_write,
    published_review,
    readable_reviews,
    review_readable,
    review_year,
    section_readable,
)
from schools.queries.reviewhistory import review_history as history_of


def find_school(user: Any, number: str) -> School | None:
    school = school_visible(user, number)
    return school if school and may_read_some(user, school) else None


def find_published(user: Any, number: str) -> Review | None:
    school = school_visible(user, number)
    return published_review(school) if school else None


@authorise(Permission.VIEW_DETAIL, find=find_school)
def reviews(request: HttpRequest, school: School) -> HttpResponse:
    rows = list(readable_reviews(school, request.user))
    leads = request.user.has_perm(Permission.LEAD_REVIEW, school)
    context = {
        "school": school,
        "rows": [{"review": row, "tag": STATE_TAGS[row.state]} for row in rows],
        "year": review_year(),
        "may_begin": leads and may_be_begun(school),
        "published": published_review(school),
    }
    return render(request, "schools/reviews.html", context)


@authorise(Permission.VIEW_DETAIL, find=review_readable)
def review(request: HttpRequest, review: Review) -> HttpResponse:
    sections = list(review.sections.select_related("area"))
    counted = Counter(
        evidence_of(review.school, request.user)
        .filter(section__in=sections)
        .order_by()
        .values_list("section_id", flat=True)
    )
    context = {
        **frame(request, review),
        "areas": area_rows(sections, counted),
        "priorities": list(review.priorities.all()),
        "state_tag": STATE_TAGS[review.state],
        "may_reopen": may_reopen(request.user, review),
        "reads": request.user.has_perm(Permission.VIEW_CASELOAD, review),
        "has_read": review.readings.filter(person=request.user.pk).exists(),
    }
    return render(request, "schools/review.html", context)


def frame(request: HttpRequest, review: Review) -> dict[str, Any]:
    return {
        "review": review,
        "school": review.school,
        "may_write": may_write(request.user, review),
        "states": request.user.has_perm(Permission.STATE, review.school),
    }


@authorise(Permission.VIEW_DETAIL, find=section_readable)
def review_area(request: HttpRequest, section: ReviewSection) -> HttpResponse:
    evidence = list(evidence_of(section.review.school, request.user).filter(section=section))
    context = {
        **frame(request, section.review),
        "section": section,
        "row": area_row(section, len(evidence)),
        "evidence": evidence,
        "earlier": list(earlier_evidence(section, request.user)),
    }
    return render(request, "schools/review_area.html", context)


@authorise(Permission.VIEW_DETAIL, find=review_readable)
def review_history(request: HttpRequest, review: Review) -> HttpResponse:
    context = {**frame(request, review), "entries": history_of(review)}
    return render(request, "schools/review_history.html", context)


@authorise(Permission.VIEW_REGISTER, find=find_published)
def school_priorities(request: HttpRequest, review: Review) -> HttpResponse:
    """The published summary, for everybody signed in."""
    may_read = readable_reviews(review.school, request.user).filter(pk=review.pk).exists()
    context = {"review": review, "school": review.school, "may_read": may_read}
    return render(request, "schools/school_priorities.html", context)
