"""Dated notes: the region's on a measure, and a school's on its own measures."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.models import User
from schools.enums import Permission
from schools.forms.catalogue import NoteForm
from schools.models import Indicator, Note, School
from schools.presenting.catalogue import standing_now
from schools.queries.notes import school_notes
from schools.queries.register import school_visible
from schools.services.notes import (
    NoteChangedMeanwhile,
    change_note,
    put_note_back,
    stamp,
    withdraw_note,
    write_note,
)

FACTS = ("happened_on", "year", "text_en", "text_cy")


class NotePlace:
    """A measure in the whole region, or at one school."""

    scope_path = "school__scope"

    def __init__(self, indicator: Indicator, school: School | None) -> None:
        self.indicator = indicator
        self.school = school

    @property
    def back_url(self) -> str:
        if self.school is None:
            return reverse("indicator", args=[self.indicator.code])
        return reverse("measure_notes", args=[self.school.number, self.indicator.code])


class PlacedNote(NotePlace):
    def __init__(self, note: Note) -> None:
        super().__init__(note.indicator, note.school)
        self.note = note


def find_measure(user: Any, number: str, code: str) -> NotePlace | None:
    """Notes are part of the school's detail: whoever may not see that is told nothing."""
    school = school_visible(user, number)
    indicator = Indicator.objects.filter(code=code).first()
    if not school or not indicator or not user.has_perm(Permission.VIEW_DETAIL, school):
        return None
    return NotePlace(indicator, school)


def find_note(user: Any, number: str, code: str, note: UUID) -> PlacedNote | None:
    place = find_measure(user, number, code)
    if place is None:
        return None
    rows = Note.objects.filter(public_id=note, school=place.school, indicator=place.indicator)
    found = rows.select_related("indicator", "school__scope").first()
    return PlacedNote(found) if found else None


def of_region(code: str, note: UUID) -> PlacedNote:
    rows = Note.objects.select_related("indicator")
    return PlacedNote(get_object_or_404(rows, public_id=note, indicator__code=code, school__isnull=True))


@authorise(Permission.VIEW_DETAIL, find=find_measure)
def measure_notes(request: HttpRequest, place: NotePlace) -> HttpResponse:
    context = {
        "indicator": place.indicator,
        "school": place.school,
        "notes": school_notes(place.school, place.indicator) if place.school else [],
        "writes": person_of(request).has_perm(Permission.WRITE_NOTES, place),
    }
    return render(request, "schools/measure_notes.html", context)


@authorise(Permission.WRITE_NOTES, find=find_measure)
def measure_note_new(request: HttpRequest, place: NotePlace) -> HttpResponse:
    return edited(request, place)


@authorise(Permission.WRITE_NOTES, find=find_note)
def measure_note_edit(request: HttpRequest, place: PlacedNote) -> HttpResponse:
    return edited(request, place, place.note)


@require_POST
@authorise(Permission.WRITE_NOTES, find=find_note)
def measure_note_withdraw(request: HttpRequest, place: PlacedNote) -> HttpResponse:
    return withdrawn(request, place)


@require_POST
@authorise(Permission.WRITE_NOTES, find=find_note)
def measure_note_restore(request: HttpRequest, place: PlacedNote) -> HttpResponse:
    return restored(request, place)


@authorise(Permission.GOVERN_INDICATORS)
def indicator_note_new(request: HttpRequest, code: str) -> HttpResponse:
    return edited(request, NotePlace(get_object_or_404(Indicator, code=code), None))


@authorise(Permission.GOVERN_INDICATORS)
def indicator_note_edit(request: HttpRequest, code: str, note: UUID) -> HttpResponse:
    place = of_region(code, note)
    return edited(request, place, place.note)


@require_POST
@authorise(Permission.GOVERN_INDICATORS)
def indicator_note_withdraw(request: HttpRequest, code: str, note: UUID) -> HttpResponse:
    return withdrawn(request, of_region(code, note))


@require_POST
@authorise(Permission.GOVERN_INDICATORS)
def indicator_note_restore(request: HttpRequest, code: str, note: UUID) -> HttpResponse:
    return restored(request, of_region(code, note))


def edited(request: HttpRequest, place: NotePlace, note: Note | None = None) -> HttpResponse:
    form = NoteForm(request.POST or None, both=place.school is None, initial=first_values(note))
    status, now = (422 if form.is_bound else 200), []
    if request.method == "POST" and form.is_valid():
        try:
            save(place, note, form.cleaned_data, person_of(request))
        except NoteChangedMeanwhile as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": first_values(note)["seen"]}
            labels = {name: form.fields[name].label for name in FACTS}
            status, now = refusal.status, standing_now(first_values(note), form.cleaned_data, labels)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The note is saved."))
            return redirect(place.back_url)
    context = {"place": place, "note": note, "form": form, "now": now}
    return render(request, "schools/note_edit.html", context, status=status)


def save(place: NotePlace, note: Note | None, facts: dict[str, Any], by: User) -> None:
    if note:
        change_note(note=note, by=by, **facts)
        return
    words = {name: facts[name] for name in FACTS}
    write_note(indicator=place.indicator, school=place.school, by=by, **words)


def first_values(note: Note | None) -> dict[str, Any]:
    return {**{name: getattr(note, name) for name in FACTS}, "seen": stamp(note)} if note else {"seen": ""}


def withdrawn(request: HttpRequest, place: PlacedNote) -> HttpResponse:
    withdraw_note(note=place.note, by=person_of(request))
    messages.success(request, _("The note is withdrawn. You can bring it back on this page."))
    return redirect(place.back_url)


def restored(request: HttpRequest, place: PlacedNote) -> HttpResponse:
    put_note_back(note=place.note, by=person_of(request))
    messages.success(request, _("The note stands again."))
    return redirect(place.back_url)
