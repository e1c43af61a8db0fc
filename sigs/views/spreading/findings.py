"""Findings: what other schools can use."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.views.asking import press
from schools.enums import Permission as SchoolsPermission
from schools.queries.topics import tree
from sigs.enums import Permission
from sigs.forms.spreading import FindingForm
from sigs.models import Finding, Group
from sigs.presenting.evaluating import ladder
from sigs.queries.evaluations import readable
from sigs.queries.groups import group_visible
from sigs.queries.spreading import areas_with_findings, finding_led, finding_read, in_area, published_findings
from sigs.services.spreading import publish_finding, save_finding, withdraw_finding
from sigs.services.spreading.findings import is_publishable

COLUMNS = ("title_cy", "title_en", "text_cy", "text_en", "translation_due_on", "version")


@authorise(SchoolsPermission.VIEW_REGISTER)
def findings(request: HttpRequest) -> HttpResponse:
    areas = areas_with_findings()
    asked = request.GET.get("area", "")
    area = next((pk for pk, _name in areas if str(pk) == asked), None)
    rows = published_findings()
    context = {
        "rows": list(in_area(rows, area) if area else rows),
        "areas": areas,
        "area": area,
    }
    return render(request, "sigs/spreading/findings.html", context)


@authorise(SchoolsPermission.VIEW_REGISTER, find=finding_read)
def finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    person = person_of(request)
    context = {
        "finding": finding,
        "group": finding.group,
        "ladder": ladder(finding.evaluation.rung) if finding.evaluation else [],
        "sessions": list(
            finding.sessions.filter(conference__published_at__isnull=False).select_related("conference")
        ),
        "leads": person.has_perm(Permission.LEAD_GROUP, finding),
        "sees_group": person.has_perm(Permission.VIEW_GROUP, finding),
        "is_publishable": is_publishable(finding),
        "is_translated": bool(finding.text_cy and finding.text_en),
    }
    return render(request, "sigs/spreading/finding.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=group_visible)
def finding_new(request: HttpRequest, group: Group) -> HttpResponse:
    return edited(request, group, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=finding_led)
def finding_edit(request: HttpRequest, finding: Finding) -> HttpResponse:
    return edited(request, finding.group, finding)


def edited(request: HttpRequest, group: Group, finding: Finding | None) -> HttpResponse:
    form = FindingForm(request.POST or None, initial=first_values(finding), branches=tree())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            facts: dict[str, Any] = dict(form.cleaned_data)
            if finding is None:
                # Of the newest evaluation: how far it is shown stands with the finding.
                facts["evaluation"] = readable(request.user, group).first()
            try:
                saved = save_finding(group=group, finding=finding, by=person_of(request), **facts)
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
                if finding:
                    finding.refresh_from_db()
                    form.data = {**request.POST.dict(), "version": finding.version}
                status = refusal.status
            else:
                return redirect("finding", saved.public_id)
    context = {"form": form, "group": group, "finding": finding, "is_outdated": status == 409}
    return render(request, "sigs/spreading/finding_edit.html", context, status=status)


def first_values(finding: Finding | None) -> dict[str, Any]:
    if finding is None:
        return {}
    return {"topic": finding.topic_id, **{name: getattr(finding, name) for name in COLUMNS}}


@require_POST
@authorise(Permission.LEAD_GROUP, find=finding_led)
def finding_publish(request: HttpRequest, finding: Finding) -> HttpResponse:
    return press(
        request,
        lambda: publish_finding(finding=finding, by=person_of(request)),
        said=_("The finding is published to the region."),
        back=reverse("finding", args=[finding.public_id]),
    )


@require_POST
@authorise(Permission.LEAD_GROUP, find=finding_led)
def finding_withdraw(request: HttpRequest, finding: Finding) -> HttpResponse:
    return press(
        request,
        lambda: withdraw_finding(finding=finding, by=person_of(request)),
        said=_("The finding is a draft again."),
        back=reverse("finding", args=[finding.public_id]),
    )
