"""A head decides what the school lets its group see."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import ShareLevel
from schools.queries.days import this_year
from schools.queries.shares import last_day_of, living_among, newest_terms, shares_before
from sigs.enums import Permission
from sigs.forms.sharing import ShareForm
from sigs.presenting.sharing import preview_of, what_ends
from sigs.queries.sharing import SchoolInGroup, is_asked, own_school_in_group, sharing_in
from sigs.services.sharing import share_nothing_this_year, share_with_group, stop_sharing


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_FOR_SCHOOL, find=own_school_in_group)
def group_sharing(request: HttpRequest, place: SchoolInGroup) -> HttpResponse:
    before = list(shares_before(place.school, place.group.scope))
    share = living_among(before)
    terms = newest_terms()
    now = {"level": share.level, "with_staff": share.with_staff} if share else {}
    form = ShareForm(request.POST or None, initial={**now, "terms": terms.version})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            share_with_group(
                group=place.group,
                school=place.school,
                level=ShareLevel(form.cleaned_data["level"]),
                with_staff=form.cleaned_data["with_staff"],
                terms=form.cleaned_data["terms"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "terms": terms.version, "accepted": ""}
            status = refusal.status
        else:
            messages.success(request, _("Your school shares with the group from now on."))
            return redirect("group_compare", place.group.slug)
    context = {
        "group": place.group,
        "school": place.school,
        "share": share,
        "form": form,
        "terms": terms,
        "until": last_day_of(this_year()),
        "preview": preview_of(place.school),
        "before": before,
        "is_asked": not before and is_asked(place.group, place.school),
    }
    return render(request, "sigs/sharing/group_sharing.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.ANSWER_FOR_SCHOOL, find=own_school_in_group)
def group_sharing_end(request: HttpRequest, place: SchoolInGroup) -> HttpResponse:
    """What ends is said first; one button ends it."""
    if request.method == "POST":
        try:
            stop_sharing(group=place.group, school=place.school, by=person_of(request))
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your school shares nothing with the group any more."))
        return redirect("group_compare", place.group.slug)
    sharing = sharing_in(place.group, request.user)
    context = {
        "group": place.group,
        "school": place.school,
        "share": sharing.shares.get(place.school.pk),
        "ends": what_ends(sharing, place.school),
    }
    return render(request, "sigs/sharing/group_sharing_end.html", context)


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=own_school_in_group)
def group_sharing_later(request: HttpRequest, place: SchoolInGroup) -> HttpResponse:
    """Not this year: the head is not asked again."""
    try:
        share_nothing_this_year(group=place.group, school=place.school, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You are not asked again this school year. You can share at any time."))
    return redirect("group_compare", place.group.slug)
