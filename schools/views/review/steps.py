"""Each step of a review: one button, one address."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_stubs_ext import StrOrPromise

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.models import Review, School
from schools.queries.review import review_readable
from schools.services import review as services
from schools.views.review.pages import find_school


@require_POST
@authorise(Permission.LEAD_REVIEW, find=find_school)
def review_begin(request: HttpRequest, school: School) -> HttpResponse:
    try:
        review = services.begin_review(school=school, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("reviews", school.number)
    messages.success(request, _("The review is begun. Nobody else sees it before you share it."))
    return redirect("review", school.number, review.year)


def take(
    request: HttpRequest, review: Review, step: Callable[..., None], said: StrOrPromise, **facts: bool
) -> HttpResponse:
    try:
        step(review=review, by=person_of(request), **facts)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("review", review.school.number, review.year)


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_share(request: HttpRequest, review: Review) -> HttpResponse:
    said = _("Shared: your adviser, your governors and your authority can read it from now on.")
    return take(request, review, services.share_review, said)


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_take_back(request: HttpRequest, review: Review) -> HttpResponse:
    said = _("Taken back: nobody outside the school can read it.")
    return take(request, review, services.take_back_review, said)


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_publish(request: HttpRequest, review: Review) -> HttpResponse:
    said = _("The summary is published: everybody who signs in can read it, in both languages.")
    return take(request, review, services.publish_summary, said)


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_withdraw(request: HttpRequest, review: Review) -> HttpResponse:
    said = _("The summary is withdrawn: nobody else can read it any more.")
    return take(request, review, services.withdraw_summary, said)


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_close(request: HttpRequest, review: Review) -> HttpResponse:
    return take(request, review, services.close_review, _("The review is closed for the year."))


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_reopen(request: HttpRequest, review: Review) -> HttpResponse:
    return take(request, review, services.reopen_review, _("The review is open again."))


@require_POST
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_staff(request: HttpRequest, review: Review) -> HttpResponse:
    """Lets the school's staff read it, or no longer."""
    allowed = not review.staff_read
    said = _("Your staff can read it now.") if allowed else _("Your staff can no longer read it.")
    return take(request, review, services.let_staff_read, said, allowed=allowed)


@require_POST
@authorise(Permission.VIEW_CASELOAD, find=review_readable)
def review_read(request: HttpRequest, review: Review) -> HttpResponse:
    return take(request, review, services.say_read, _("Noted: it no longer stands on your home page."))
