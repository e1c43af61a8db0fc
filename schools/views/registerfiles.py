from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import authorise
from core.spreadsheets import Cell, csv_file, xlsx_file
from schools.enums import Permission
from schools.filters import with_first_choice
from schools.presenting.listing import ListedSchool, listed_schools
from schools.queries.register import by_name
from schools.views.register import filtered

FORMS = {"csv": csv_file, "xlsx": xlsx_file}
HEADER = [
    _("School number"),
    _("School"),
    _("Authority"),
    _("Phase"),
    _("Language medium"),
    _("Postcode"),
    _("Open"),
    _("Pupils"),
    _("Pupils eligible for free school meals, %"),
    _("Attendance, %"),
    _("Attendance of the secondary part, %"),
    _("Attendance quarter among similar schools"),
    _("Capped 9 points score"),
    _("Capped 9 quarter among similar schools"),
]


@authorise(Permission.VIEW_REGISTER)
def schools_export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list, always by name: a file holds no order by result."""
    if form not in FORMS:
        raise Http404
    request.GET = with_first_choice(request.GET)  # type: ignore[assignment]  # a copy with defaults filled in
    rows = listed_schools(request.user, list(by_name(filtered(request).qs)))
    name = f"schools-{clock.today().isoformat()}"
    return FORMS[form](name, [str(heading) for heading in HEADER], [cells(row) for row in rows])


def cells(row: ListedSchool) -> list[Cell]:
    school = row.school
    attendance = [figure.value for figure in row.attendance]
    return [
        school.number,
        str(school.name),
        str(school.authority.name),
        row.phase,
        row.medium,
        school.postcode,
        str(_("yes") if school.is_open else _("no")),
        row.pupils.value,
        row.fsm.value,
        attendance[0] if attendance else None,
        attendance[1] if len(attendance) > 1 else None,
        row.quarter,
        row.capped9.value,
        row.capped9_quarter,
    ]
