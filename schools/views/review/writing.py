"""Writing a school's own review: its head alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.review import PrioritiesForm, SectionForm, SummaryForm
from schools.models import Review, ReviewPriority, ReviewSection
from schools.queries.review import earlier_evidence, evidence_of, review_readable, section_readable
from schools.services.review import ReviewChangedMeanwhile, save_priorities, save_section, save_summary
from schools.views.review.pages import frame


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_REVIEW, find=section_readable)
def review_area_edit(request: HttpRequest, section: ReviewSection) -> HttpResponse:
    first = {name: getattr(section, name) for name in ("standing", "seen", "next", "version")}
    form = SectionForm(request.POST or None, initial=first, language=section.review.language)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            facts = form.cleaned_data
            try:
                save_section(
                    section=section,
                    standing=facts["standing"],
                    seen=facts["seen"],
                    next_steps=facts["next"],
                    version=facts["version"],
                    by=person_of(request),
                )
            except DomainError as refusal:
                status = show_refusal(form, refusal, section.version)
            else:
                messages.success(request, _("Saved."))
                return redirect("review", section.review.school.number, section.review.year)
    context = {
        **frame(request, section.review),
        "section": section,
        "prompts": section.area.prompts,
        "form": form,
        "is_outdated": status == ReviewChangedMeanwhile.status,
        **evidence_block(request, section),
    }
    return render(request, "schools/review_area_edit.html", context, status=status)


def evidence_block(request: HttpRequest, section: ReviewSection) -> dict[str, Any]:
    return {
        "evidence": list(evidence_of(section.review.school, request.user).filter(section=section)),
        "removed": list(section.evidence.filter(removed_at__isnull=False)),
        "earlier": list(earlier_evidence(section, request.user)),
    }


def show_refusal(form: Any, refusal: DomainError, version: int) -> int:
    """The person's own text stays in the form, which is now about what stands there."""
    form.add_error(None, refusal.sentence)
    form.data = {**form.data.dict(), "version": version}
    return refusal.status


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_priorities(request: HttpRequest, review: Review) -> HttpResponse:
    known = list(review.priorities.all())
    initial = priorities_of(review, known)
    form = PrioritiesForm(request.POST or None, initial=initial, language=review.language)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save_priorities(
                    review=review,
                    priorities=form.priorities(),
                    version=form.cleaned_data["version"],
                    by=person_of(request),
                )
            except DomainError as refusal:
                status = show_refusal(form, refusal, review.version)
            else:
                messages.success(request, _("The priorities are saved."))
                return redirect("review", review.school.number, review.year)
    context = {
        **frame(request, review),
        "form": form,
        "priorities": known,
        "is_outdated": status == ReviewChangedMeanwhile.status,
    }
    return render(request, "schools/review_priorities.html", context, status=status)


def priorities_of(review: Review, known: list[ReviewPriority]) -> dict[str, Any]:
    facts: dict[str, Any] = {"version": review.version}
    for row in known:
        facts |= {f"text_{row.position}": row.text, f"measure_{row.position}": row.measure}
    return facts


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_REVIEW, find=review_readable)
def review_summary(request: HttpRequest, review: Review) -> HttpResponse:
    """The short summary for everybody, in both languages, with how it will look."""
    first = {name: getattr(review, name) for name in ("summary_cy", "summary_en", "version")}
    form = SummaryForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save_summary(review=review, by=person_of(request), **form.cleaned_data)
            except DomainError as refusal:
                status = show_refusal(form, refusal, review.version)
            else:
                messages.success(request, _("The summary is saved. Below it stands as others will see it."))
                return redirect("review_summary", review.school.number, review.year)
    context = {
        **frame(request, review),
        "form": form,
        "is_outdated": status == ReviewChangedMeanwhile.status,
        "is_whole": bool(review.summary_cy.strip() and review.summary_en.strip()),
    }
    return render(request, "schools/review_summary.html", context, status=status)
