from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import authorise
from core.authorise import person_of, signed_in
from core.enums import ScopeKind
from core.models import User
from core.services.reading import mark_all_read
from csc_portal.dashboard.needs import SHOWN, needs_of
from csc_portal.dashboard.news import news_for
from csc_portal.dashboard.ownrows import own_rows
from csc_portal.dashboard.partnershipcards import partnership_cards
from csc_portal.dashboard.working import groups_at_work, works_in_groups
from schools.enums import Permission, Role
from schools.models import Authority, SavedView, School
from schools.presenting.caseload import CaseloadRow, caseload_rows
from schools.presenting.comparedwith import ComparedWith
from schools.presenting.figure import sees_exact
from schools.presenting.glance import glance
from schools.presenting.key import spread_key
from schools.presenting.review import review_card
from schools.presenting.standing import findings, measure_rows, moved_rows
from schools.presenting.strengths import offer_and_ask
from schools.queries.comparators import default_comparators
from schools.queries.register import by_name, caseload_schools, own_schools
from schools.wording import facts_line

CASELOAD_ON_HOME = 25
# Posts at a school whose holder opens the portal to see that school; an adviser opens it to see a caseload.
AT_A_SCHOOL = {Role.HEADTEACHER, Role.TEACHER, Role.GOVERNOR}


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    schools = schools_of(person)
    needs, own = needs_of(person), own_rows(person)
    block = school_block(person, schools[0]) if schools else {}
    context: dict[str, Any] = {
        **block,
        "needs": needs[:SHOWN],
        "more_needs": max(0, len(needs) - SHOWN),
        "news": news_for(person, schools, block["compared"].comparators.run if block else None),
        "works_with": works_with(person),
        "groups": groups_at_work(person) if works_in_groups(person) else [],
        "partnerships": partnership_cards(own["partners"]),
        "saved": saved_views(own["saved"]),
        "caseload": own_caseload(person),
        "authorities": own_authorities(person),
        "other_schools": schools[1:],
    }
    return render(request, "dashboard/home.html", context)


@require_POST
@signed_in
def mark_read(request: HttpRequest) -> HttpResponse:
    mark_all_read(person=person_of(request))
    return redirect("home")


def schools_of(person: User) -> list[School]:
    scopes = {post.scope_id for post in authorise.posts(person) if post.role in AT_A_SCHOOL}
    return [school for school in own_schools(person) if school.scope_id in scopes] if scopes else []


def own_authorities(person: User) -> list[Authority]:
    scopes = [post.scope_id for post in authorise.posts(person) if post.scope.kind == ScopeKind.AUTHORITY]
    return list(Authority.objects.filter(scope__in=scopes)) if scopes else []


def school_block(person: User, school: School) -> dict[str, Any]:
    comparators = default_comparators(school)
    rows = measure_rows(school, exact=sees_exact(person, school), comparators=comparators)
    pupils = next((row.shown.value for row in rows if row.indicator.code == "pupils"), None)
    return {
        "school": school,
        "facts": facts_line(school, pupils),
        "rows": rows,
        "compared": ComparedWith(comparators),
        "findings": findings(rows),
        "moved": moved_rows(rows),
        "glance": glance(school, rows),
        "review": review_card(school, person),
        "offer_and_ask": offer_and_ask(school, person),
        "may_make_pack": person.has_perm(Permission.MAKE_PACK, school),
        "spread_key": spread_key(),
    }


def own_caseload(person: User) -> list[CaseloadRow]:
    """An adviser's schools, if they are few enough for one page; a whole authority has a page of its own."""
    if not authorise.held(person, Permission.VIEW_CASELOAD):
        return []
    schools = list(by_name(caseload_schools(person))[: CASELOAD_ON_HOME + 1])
    return caseload_rows(schools, exact=True) if len(schools) <= CASELOAD_ON_HOME else []


def works_with(person: User) -> dict[str, bool]:
    """Which parts of the portal are the person's daily work: their doors stand on the home page."""
    doors = {
        "caseload": Permission.VIEW_CASELOAD,
        "region": Permission.VIEW_REGION,
        "imports": Permission.IMPORT,
        "days": Permission.BOOK_DAYS,
        "workload": Permission.VIEW_WORKLOAD,
        "time_out": Permission.VIEW_TIME_OUT_SUMS,
        "consistency": Permission.VIEW_CONSISTENCY,
    }
    return {name: bool(authorise.held(person, permission)) for name, permission in doors.items()}


def saved_views(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "name": row["name"],
            "public_id": row["public_id"],
            "url": f"{reverse(row['page'])}?{row['query']}",
            "is_list": row["page"] == SavedView.Page.SCHOOLS,
        }
        for row in rows
    ]
