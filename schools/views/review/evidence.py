from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.review import EvidenceForm
from schools.models import Evidence, EvidenceFile, ReviewSection
from schools.queries.review import evidence_readable, section_readable
from schools.services.review import (
    ReviewChangedMeanwhile,
    add_evidence,
    change_evidence,
    remove_evidence,
    restore_evidence,
)
from schools.views.review.pages import frame
from schools.views.review.writing import show_refusal

FACTS = ("kind", "text", "seen_on", "link")


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_REVIEW, find=section_readable)
def review_evidence_new(request: HttpRequest, section: ReviewSection) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EvidenceForm(*sent, initial={"seen_on": clock.today()}, language=section.review.language)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in (*FACTS, "file")}
        try:
            add_evidence(section=section, by=person_of(request), **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The evidence is added."))
            return to_area(section)
    context = {**frame(request, section.review), "section": section, "form": form}
    return render(request, "schools/evidence_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_REVIEW, find=evidence_readable)
def review_evidence_edit(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    first = {name: getattr(evidence, name) for name in (*FACTS, "version")}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EvidenceForm(
        *sent,
        initial=first,
        has_file=hasattr(evidence, "file"),
        language=evidence.section.review.language,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_evidence(evidence=evidence, by=person_of(request), **changed(form.cleaned_data))
            except DomainError as refusal:
                status = show_refusal(form, refusal, evidence.version)
            else:
                messages.success(request, _("The evidence is changed."))
                return to_area(evidence.section)
    context = {
        **frame(request, evidence.section.review),
        "section": evidence.section,
        "evidence": evidence,
        "form": form,
        "is_outdated": status == ReviewChangedMeanwhile.status,
    }
    return render(request, "schools/evidence_form.html", context, status=status)


def changed(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "version": facts["version"] or 0}


@require_POST
@authorise(Permission.LEAD_REVIEW, find=evidence_readable)
def review_evidence_remove(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    return act(request, evidence, remove_evidence, _("Removed. It can be put back below for 30 days."))


@require_POST
@authorise(Permission.LEAD_REVIEW, find=evidence_readable)
def review_evidence_restore(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    return act(request, evidence, restore_evidence, _("The evidence is back."))


def act(request: HttpRequest, evidence: Evidence, service: Any, said: Any) -> HttpResponse:
    try:
        service(evidence=evidence, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return to_area(evidence.section)


def to_area(section: ReviewSection) -> HttpResponse:
    review = section.review
    return redirect("review_area_edit", review.school.number, review.year, section.area.code)


@authorise(Permission.VIEW_DETAIL, find=evidence_readable)
def review_evidence_file(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Always to be saved, never shown in the portal's own name."""
    file = EvidenceFile.objects.filter(evidence=evidence).first()
    if file is None:
        raise Http404
    return attached(bytes(file.content), file.name, file.media_type)


def attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
