"""What a person has of their own at the foot of the home page, read in one query: saved views, and whom their
schools work with."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.db.models.functions import JSONObject

from brokerage.queries.partnerships import partners_of_schools
from core import authorise
from core.models import User
from schools.enums import Role
from schools.models import SavedView
from schools.queries.names import shown_name

AT_A_SCHOOL = {Role.HEADTEACHER, Role.TEACHER}


def own_rows(person: User) -> dict[str, list[dict[str, Any]]]:
    """`saved` and `partners`, each a list of plain rows."""
    scopes = [post.scope_id for post in authorise.posts(person) if post.role in AT_A_SCHOOL]
    saved = SavedView.objects.filter(person=person.pk).values(
        row=JSONObject(name=F("name"), public_id=F("public_id"), page=F("page"), query=F("query"))
    )
    partners = partners_of_schools(scopes).values(
        row=JSONObject(
            id=F("partnership"),
            public_id=F("partnership__public_id"),
            title=F("partnership__title"),
            state=F("partnership__state"),
            school=shown_name("school__"),
            last=F("last_contact_on"),
        )
    )
    both = {"saved": ArraySubquery(saved), "partners": ArraySubquery(partners)}
    found: dict[str, list[dict[str, Any]]] = User.objects.filter(pk=person.pk).values(**both).first() or {
        "saved": [],
        "partners": [],
    }
    return found
