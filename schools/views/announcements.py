"""What's new: what each release of figures brought to the region, and what moved at one's own school."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core import authorise as doors
from core.authorise import authorise, person_of
from core.errors import DomainError
from schools.enums import Permission
from schools.forms.catalogue import AnnouncementForm
from schools.models import Announcement, ImportBatch, School, SeriesBreak
from schools.presenting.catalogue import standing_now
from schools.presenting.figure import sees_exact
from schools.presenting.whatsnew import CameRow, Moved, came_rows, moved_rows
from schools.queries.announcements import (
    announcement_for,
    announcements_for,
    figures_that_came,
    files_of,
    results_that_came,
    unannounced_files,
)
from schools.queries.region import region_of_portal
from schools.queries.register import own_schools
from schools.services.announcements import (
    AnnouncementChangedMeanwhile,
    change_announcement,
    publish_announcement,
    stamp,
)

PER_PAGE = 20
WORDS = ("title_en", "title_cy", "summary_en", "summary_cy")


@authorise(Permission.VIEW_REGISTER)
def announcements(request: HttpRequest) -> HttpResponse:
    page = Paginator(announcements_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    writes = bool(doors.held(request.user, Permission.ANNOUNCE))
    return render(request, "schools/announcements.html", {"page": page, "writes": writes})


@authorise(Permission.VIEW_REGISTER, find=announcement_for)
def announcement(request: HttpRequest, announcement: Announcement) -> HttpResponse:
    files = files_of(announcement)
    school = next(iter(own_schools(request.user)), None)
    context = {
        "announcement": announcement,
        "files": files,
        "came": came_rows(announcement),
        "school": school,
        "moved": moved_at(request.user, school, files) if school else [],
        "writes": bool(doors.held(request.user, Permission.ANNOUNCE)),
    }
    return render(request, "schools/announcement.html", context)


def moved_at(user: Any, school: School, files: list[ImportBatch]) -> list[Moved]:
    if not user.has_perm(Permission.VIEW_DETAIL, school):
        return []
    came = results_that_came(school, files)
    breaks = SeriesBreak.objects.filter(indicator__in=[row.indicator_id for row, _before in came])
    return moved_rows(school, came, breaks, exact=sees_exact(user, school))


@authorise(Permission.ANNOUNCE)
def announcement_new(request: HttpRequest) -> HttpResponse:
    region = region_of_portal()
    files = unannounced_files(region) if region else []
    form = AnnouncementForm(request.POST or None, initial=first_words(files))
    if request.method == "POST" and region and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in WORDS}
        try:
            made = publish_announcement(region=region, by=person_of(request), **facts)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The region can read it now. The heads whom it concerns are told."))
            return redirect("announcement", made.public_id)
    context = {"form": form, "files": files, "came": foreseen(files)}
    return render(request, "schools/announcement_new.html", context, status=422 if form.is_bound else 200)


def foreseen(files: list[ImportBatch]) -> list[CameRow]:
    return came_rows(Announcement(came=figures_that_came(files))) if files else []


def first_words(files: list[ImportBatch]) -> dict[str, str]:
    """The newest publication's name as the heading."""
    release = next((file.release for file in reversed(files) if file.release), None)
    return {"title_en": release.name_en, "title_cy": release.name_cy} if release else {}


@authorise(Permission.ANNOUNCE, find=announcement_for)
def announcement_edit(request: HttpRequest, announcement: Announcement) -> HttpResponse:
    words = {name: getattr(announcement, name) for name in WORDS}
    form = AnnouncementForm(request.POST or None, initial={**words, "seen": stamp(announcement)})
    status, now = (422 if form.is_bound else 200), []
    if request.method == "POST" and form.is_valid():
        try:
            change_announcement(announcement=announcement, by=person_of(request), **form.cleaned_data)
        except AnnouncementChangedMeanwhile as refusal:
            form.add_error(None, refusal.sentence)
            form.data = {**request.POST.dict(), "seen": stamp(announcement)}
            labels = {name: form.fields[name].label for name in WORDS}
            status, now = refusal.status, standing_now(words, form.cleaned_data, labels)
        else:
            messages.success(request, _("The words are saved. Nobody is told again."))
            return redirect("announcement", announcement.public_id)
    context = {"form": form, "announcement": announcement, "now": now}
    return render(request, "schools/announcement_edit.html", context, status=status)
