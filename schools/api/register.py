from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from core.api.endpoint import endpoint
from core.api.paging import PageOfRows, page_of
from core.api.parameters import Parameter
from schools.api.asking import AUTHORITY, MEDIUM, NUMBER, PHASE, refuse_unknown_authorities
from schools.enums import Permission
from schools.filters import KINDS, STATUSES, SchoolFilter
from schools.models import Authority, School
from schools.presenting.figure import sees_exact
from schools.presenting.records import SchoolRecord, school_record, school_records
from schools.queries.register import by_name, school_visible, visible_schools
from schools.queries.revision import data_revision
from schools.queries.school import predecessors, successors
from schools.serializers.register import SchoolInFullSerializer, SchoolSerializer

WORDS = Parameter(
    name="q",
    what=_("Part of a name, a number or a place, in Welsh or English; accents not needed."),
    # Anything but the characters that stand for no letter.
    pattern="[^\\x00-\\x1f]*[^\\x00-\\x20][^\\x00-\\x1f]*",
)
STATUS = Parameter(
    name="status",
    what=_("Open schools, or those closed or merged since 2018. Without it, both."),
    choices=tuple(value for value, _label in STATUSES),
    many=True,
)
KIND = Parameter(
    name="kind",
    what=_("Schools, or pupil referral units. Without it, both."),
    choices=tuple(value for value, _label in KINDS),
    many=True,
)


@endpoint(
    Permission.VIEW_REGISTER,
    asks=[WORDS, AUTHORITY, PHASE, MEDIUM, STATUS, KIND],
    answers=SchoolSerializer,
    paged=True,
    revision=data_revision,
    about=_("The region's schools by name, with their newest published figures."),
)
def api_schools(request: Request, asked: dict[str, Any]) -> Callable[[], PageOfRows]:
    def found() -> PageOfRows:
        schools = by_name(filtered(request, asked))
        return page_of(request, schools, asked, school_records)

    return found


def filtered(request: Request, asked: dict[str, Any]) -> Any:
    """By the filters of the list of schools."""
    authorities = list(Authority.objects.visible_to(request.user).order_by("name_en"))
    refuse_unknown_authorities(asked["authority"], authorities)
    query = QueryDict(mutable=True)
    for name in ("authority", "phase", "medium", "status", "kind"):
        query.setlist(name, asked[name])
    query["q"] = asked["q"] or ""
    return SchoolFilter(query, visible_schools(request.user), authorities).qs


@endpoint(
    Permission.VIEW_REGISTER,
    find=school_visible,
    path=[NUMBER],
    answers=SchoolInFullSerializer,
    revision=data_revision,
    about=_("One school: its facts, its newest published figures, its national categories as history."),
)
def api_school(request: Request, school: School, asked: dict[str, Any]) -> Callable[[], SchoolRecord]:
    exact = sees_exact(request.user, school)
    return lambda: school_record(school, predecessors(school), successors(school), exact=exact)
