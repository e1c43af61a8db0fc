from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from schools.enums import ContactRole, Permission
from schools.forms.contact import ContactForm
from schools.models import Contact, School
from schools.presenting.comparedwith import ComparedWith
from schools.presenting.figure import published, sees_exact
from schools.presenting.glance import glance
from schools.presenting.key import spread_key
from schools.presenting.review import review_card
from schools.presenting.standing import measure_rows
from schools.queries.comparators import default_comparators
from schools.queries.inspections import last_inspection, school_with_inspection
from schools.queries.register import has_another_school, newest_figures, school_visible
from schools.queries.school import (
    PublishedFigure,
    category_history,
    contacts_of,
    federation_of,
    is_assessment,
    links_of,
    newest_results,
    published_among,
    published_figures,
    releases_of,
)
from schools.queries.support.levels import levels_are_on
from schools.services.contacts import ContactChangedMeanwhile, change_contact, confirm_contacts, stamp
from schools.wording import facts_line


def find_school(user: Any, number: str) -> School | None:
    return school_visible(user, number)


def frame(
    request: HttpRequest, school: School, results: list[PublishedFigure] | None = None
) -> dict[str, Any]:
    """What stands above the tabs of every page of a school. `results`, where the page has read them."""
    before, after = links_of(school)
    return {
        "school": school,
        "facts": facts_line(school, pupils_of(school, results)),
        "successors": after,
        "predecessors": before,
        "sees_detail": request.user.has_perm(Permission.VIEW_DETAIL, school),
        "sees_time_out": request.user.has_perm(Permission.VIEW_TIME_OUT, school),
        "sees_days": request.user.has_perm(Permission.VIEW_DAYS, school),
        "sees_support": request.user.has_perm(Permission.VIEW_SUPPORT, school) and levels_are_on(),
        "has_own_school": has_another_school(request.user, school),
        "may_edit_contacts": request.user.has_perm(Permission.EDIT_CONTACTS, school),
        "may_make_pack": request.user.has_perm(Permission.MAKE_PACK, school),
    }


def pupils_of(school: School, results: list[PublishedFigure] | None) -> float | None:
    if results is None:
        found = newest_figures([school.pk], ["pupils"]).get(school.pk, {}).get(("pupils", ""))
        return found.value if found else None
    return next((row.value for row in results if row.indicator.code == "pupils"), None)


@authorise(Permission.VIEW_REGISTER, find=school_with_inspection)
def school(request: HttpRequest, school: School) -> HttpResponse:
    results = newest_results(school)
    context = frame(request, school, results)
    exact = sees_exact(request.user, school)
    comparators = default_comparators(school) if context["sees_detail"] else None
    rows = measure_rows(school, exact=exact, comparators=comparators) if comparators else []
    context |= {
        "figures": [published(row, exact) for row in published_among(results)],
        "rows": rows,
        "compared": ComparedWith(comparators) if comparators else None,
        "glance": glance(school, rows),
        "assessments": [published(row, exact) for row in results if exact and is_assessment(row)],
        "review": review_card(school, request.user),
        "spread_key": spread_key(),
        "categories": category_history(school, context["predecessors"]),
        "federation": federation_of(school),
        "inspection": last_inspection(school),
    }
    return render(request, "schools/school.html", context)


@authorise(Permission.VIEW_REGISTER, find=find_school)
def school_contacts(request: HttpRequest, school: School) -> HttpResponse:
    return render(
        request, "schools/school_contacts.html", {**frame(request, school), "contacts": contact_rows(school)}
    )


@authorise(Permission.VIEW_REGISTER, find=find_school)
def school_about(request: HttpRequest, school: School) -> HttpResponse:
    figures = published_figures(school)
    context = {**frame(request, school), "figures": figures, "releases": releases_of(figures)}
    return render(request, "schools/school_about.html", context)


@authorise(Permission.EDIT_CONTACTS, find=lambda user, number, role: contact_place(user, number, role))
def contact_edit(request: HttpRequest, place: "ContactPlace") -> HttpResponse:
    contact = place.contact
    seen = stamp(place.school, place.role)
    form = ContactForm(request.POST or None, initial={**facts_of(contact), "seen": seen})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_contact(
                    school=place.school, role=place.role, by=person_of(request), **form.cleaned_data
                )
            except ContactChangedMeanwhile as refusal:
                form.add_error(None, refusal.sentence)
                form.data = {**request.POST.dict(), "seen": seen}
                status = refusal.status
            else:
                messages.success(request, _("The contact is saved."))
                return redirect("school_contacts", place.school.number)
    context = {"school": place.school, "role": place.role, "contact": contact, "form": form}
    return render(request, "schools/contact_edit.html", context, status=status)


@require_POST
@authorise(Permission.EDIT_CONTACTS, find=find_school)
def contacts_confirm(request: HttpRequest, school: School) -> HttpResponse:
    count = confirm_contacts(school=school, by=person_of(request))
    sentence = ngettext("%(n)s contact is confirmed.", "%(n)s contacts are confirmed.", count)
    messages.success(request, sentence % {"n": count})
    return redirect("school_contacts", school.number)


class ContactPlace:
    """A role at a school, filled or not."""

    scope_path = "school__scope"

    def __init__(self, school: School, role: ContactRole) -> None:
        self.school = school
        self.role = role
        self.contact = Contact.objects.filter(school=school, role=role).first()


def contact_place(user: Any, number: str, role: str) -> ContactPlace | None:
    school = school_visible(user, number)
    return ContactPlace(school, ContactRole(role)) if school and role in ContactRole.values else None


def facts_of(contact: Contact | None) -> dict[str, str]:
    names = ("name", "email", "phone", "language")
    return {name: getattr(contact, name) for name in names} if contact else {}


def contact_rows(school: School) -> list[dict[str, Any]]:
    """Every role, with its contact or none."""
    known = {contact.role: contact for contact in contacts_of(school)}
    return [{"role": role, "contact": known.get(role)} for role in ContactRole]
