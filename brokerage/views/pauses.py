"""“Estyn has called”: one button that pauses every chaser of a school, and one that ends the pause."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import Permission
from brokerage.forms.pauses import PauseForm, usual_end
from core import clock
from core.authorise import authorise, person_of
from core.views.asking import ask, press
from schools.enums import PauseReason
from schools.models import Pause, School
from schools.queries.pauses import pause_of, pauses_of
from schools.queries.register import school_visible
from schools.services.pauses import lift_pause, pause_school


def find_school(user: Any, number: str) -> School | None:
    """Those who see its pause; nobody else learns that there could be one."""
    school = school_visible(user, number)
    return school if school and user.has_perm(Pause.view_permission, school) else None


@require_http_methods(["GET", "POST"])
@authorise(Permission.PAUSE_CHASERS, find=find_school)
def school_pause(request: HttpRequest, school: School) -> HttpResponse:
    pause = pause_of(school)
    first = {
        "reason": pause.reason if pause else PauseReason.INSPECTION,
        "ends_on": pause.ends_on if pause else usual_end(clock.today()),
        "words": pause.words if pause else "",
        "language": pause.language if pause else (get_language() or "en")[:2],
    }
    form = PauseForm(request.POST or None, initial=first)

    def act() -> None:
        pause_school(school=school, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The school is left in peace. Nobody is reminded of anything until the pause ends."),
        back=reverse("school", args=[school.number]),
        template="brokerage/moving/school_pause.html",
        school=school,
        pause=pause,
        earlier=[row for row in pauses_of(school)[:6] if pause is None or row.pk != pause.pk],
        heading=_("Change the pause") if pause else _("Pause every reminder"),
        lead=school.name,
        save=_("Save") if pause else _("Pause reminders"),
    )


@require_POST
@authorise(Permission.PAUSE_CHASERS, find=find_school)
def pause_lift(request: HttpRequest, school: School) -> HttpResponse:
    return press(
        request,
        lambda: lift_pause(school=school, by=person_of(request)),
        said=_("The pause is over. Reminders come again from now on."),
        back=reverse("school", args=[school.number]),
    )
