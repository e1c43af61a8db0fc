from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from schools.enums import Permission
from schools.filters import with_first_choice
from schools.models import Boundary
from schools.presenting.map import by_authority, phase_legend, schools_drawing
from schools.queries.register import by_name
from schools.views.register import filtered


@authorise(Permission.VIEW_REGISTER)
def schools_map(request: HttpRequest) -> HttpResponse:
    request.GET = with_first_choice(request.GET)  # type: ignore[assignment]  # a copy with defaults filled in
    found = filtered(request)
    shown = list(by_name(found.qs))
    found.count_choices()
    boundaries = list(Boundary.objects.select_related("authority").order_by("authority__name_en"))
    zoom = request.GET.get("zoom", "")
    if zoom not in {boundary.authority.slug for boundary in boundaries}:
        zoom = ""
    on_map = [school for school in shown if zoom in ("", school.authority.slug)]
    context = {
        "filter": found,
        "chosen": found.chosen(),
        "count": len(shown),
        "authorities": by_authority(on_map),
        "map": schools_drawing(shown, boundaries, zoom),
        "legend": phase_legend(on_map),
        "zoom": zoom,
        "boundaries": boundaries,
        "unplaced": sum(school.latitude is None for school in on_map),
    }
    return render(request, "schools/schools_map.html", context)
