"""What may be asked of several addresses of the API, and how it narrows their rows."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from core.api.errors import NOT_FOUND, Refusal
from core.api.parameters import Parameter
from schools.enums import Group, Medium
from schools.filters import PHASES
from schools.models import Authority, Indicator

CODE = r"[-a-zA-Z0-9_]+"
YEARS = (2000, 2100)

AUTHORITY = Parameter(
    name="authority", what=_("An authority, by its slug."), pattern=CODE, longest=50, many=True
)
PHASE = Parameter(
    name="phase",
    what=_("The phase of the schools."),
    choices=tuple(value for value, _label in PHASES),
    many=True,
)
MEDIUM = Parameter(
    name="medium", what=_("The language medium of the schools."), choices=tuple(Medium.values), many=True
)
INDICATOR = Parameter(name="indicator", what=_("A measure, by its code."), pattern=CODE, longest=30)
YEAR = Parameter(name="year", what=_("The calendar year in which the academic year ends."), between=YEARS)
PUPILS = Parameter(
    name="pupils", what=_("The pupils whom the figures speak of."), choices=tuple(Group.values)
)

NUMBER = OpenApiParameter(
    "number",
    {"type": "string", "pattern": "^[0-9]{7}$"},
    OpenApiParameter.PATH,
    description=_("The school's 7-digit number."),
)
CODE_IN_PATH = OpenApiParameter(
    "code",
    {"type": "string", "pattern": f"^{CODE}$", "maxLength": 30},
    OpenApiParameter.PATH,
    description=_("The code of the measure."),
)


def narrowed(rows: QuerySet[Any], asked: dict[str, Any]) -> QuerySet[Any]:
    """By measure, year and pupils."""
    if asked["indicator"]:
        if not Indicator.objects.filter(code=asked["indicator"]).exists():
            raise Refusal(
                "unknown_indicator",
                _("No measure has the code “%(indicator)s”. /api/v1/indicators/ lists them."),
                status=NOT_FOUND,
                indicator=asked["indicator"],
            )
        rows = rows.filter(indicator__code=asked["indicator"])
    if asked.get("year"):
        rows = rows.filter(year=asked["year"])
    if asked.get("pupils"):
        rows = rows.filter(pupils=asked["pupils"])
    return rows


def refuse_unknown_authorities(slugs: list[str], known: list[Authority]) -> None:
    unknown = sorted(set(slugs) - {authority.slug for authority in known})
    if unknown:
        raise Refusal(
            "unknown_authority",
            _("The region has no such authority: %(unknown)s. It has: %(known)s."),
            status=NOT_FOUND,
            unknown=", ".join(unknown),
            known=", ".join(authority.slug for authority in known),
        )
