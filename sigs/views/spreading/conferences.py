"""The conference and its programme: arranged by the consortium, read by the region."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask, press
from schools.enums import Permission as SchoolsPermission
from sigs.enums import Permission
from sigs.forms.spreading import ConferenceForm, SessionForm
from sigs.models import Conference, ConferenceSession
from sigs.queries.spreading import (
    conference_shown,
    conferences_shown_to,
    programme,
    published_findings,
    session_arranged,
)
from sigs.services.spreading import (
    publish_programme,
    remove_session,
    save_conference,
    save_session,
    withdraw_programme,
)
from sigs.views.money.region import the_region


@authorise(SchoolsPermission.VIEW_REGISTER)
def conferences(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": list(conferences_shown_to(request.user)),
        "arranges": person_of(request).has_perm(Permission.MANAGE_GROUPS),
    }
    return render(request, "sigs/spreading/conferences.html", context)


@authorise(SchoolsPermission.VIEW_REGISTER, find=conference_shown)
def conference(request: HttpRequest, conference: Conference) -> HttpResponse:
    sessions = programme(conference)
    slots = [
        (start, end, list(rows))
        for (start, end), rows in groupby(sessions, key=lambda row: (row.starts_at, row.ends_at))
    ]
    context = {
        "conference": conference,
        "slots": slots,
        "arranges": person_of(request).has_perm(Permission.MANAGE_GROUPS, conference),
    }
    return render(request, "sigs/spreading/conference.html", context)


def address_of(conference: Conference) -> str:
    return reverse("conference", args=[conference.year])


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS)
def conference_new(request: HttpRequest) -> HttpResponse:
    return edited(request, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=conference_shown)
def conference_edit(request: HttpRequest, conference: Conference) -> HttpResponse:
    return edited(request, conference)


COLUMNS = ("name_cy", "name_en", "year", "held_on", "place", "about_cy", "about_en")


def edited(request: HttpRequest, conference: Conference | None) -> HttpResponse:
    first = (
        {name: getattr(conference, name) for name in COLUMNS} if conference else {"year": clock.today().year}
    )
    form = ConferenceForm(request.POST or None, initial=first)

    def act() -> None:
        region = conference.region if conference else the_region()
        save_conference(region=region, conference=conference, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The conference is saved."),
        back=reverse("conferences"),
        heading=conference.name if conference else _("Add a conference"),
        lead="",
        save=_("Save the conference"),
    )


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=conference_shown)
def session_new(request: HttpRequest, conference: Conference) -> HttpResponse:
    return edit_session(request, conference, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.MANAGE_GROUPS, find=session_arranged)
def session_edit(request: HttpRequest, session: ConferenceSession) -> HttpResponse:
    return edit_session(request, session.conference, session)


SESSION_COLUMNS = ("starts_at", "ends_at", "room", "speakers_cy", "speakers_en", "language")


def edit_session(
    request: HttpRequest, conference: Conference, session: ConferenceSession | None
) -> HttpResponse:
    first = {name: getattr(session, name) for name in SESSION_COLUMNS} if session else {}
    if session:
        first["finding"] = session.finding_id
    form = SessionForm(request.POST or None, initial=first, findings=published_findings())

    def act() -> None:
        save_session(conference=conference, session=session, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The session is on the programme."),
        back=address_of(conference),
        heading=_("Change a session") if session else _("Add a session"),
        lead=conference.name,
        save=_("Save the session"),
    )


@require_POST
@authorise(Permission.MANAGE_GROUPS, find=session_arranged)
def session_remove(request: HttpRequest, session: ConferenceSession) -> HttpResponse:
    year = session.conference.year
    remove_session(session=session, by=person_of(request))
    return redirect("conference", year)


@require_POST
@authorise(Permission.MANAGE_GROUPS, find=conference_shown)
def conference_publish(request: HttpRequest, conference: Conference) -> HttpResponse:
    return press(
        request,
        lambda: publish_programme(conference=conference, by=person_of(request)),
        said=_("The region sees the programme now."),
        back=address_of(conference),
    )


@require_POST
@authorise(Permission.MANAGE_GROUPS, find=conference_shown)
def conference_withdraw(request: HttpRequest, conference: Conference) -> HttpResponse:
    return press(
        request,
        lambda: withdraw_programme(conference=conference, by=person_of(request)),
        said=_("Only the consortium sees the programme now."),
        back=address_of(conference),
    )
