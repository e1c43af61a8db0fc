"""The directory and the structures for everybody; a group's own pages for its own people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise, held
from schools.enums import Permission as SchoolsPermission
from sigs.enums import GroupState, JoinState, Permission
from sigs.filters import GroupFilter
from sigs.models import Group, JoinRequest
from sigs.presenting.directory import directory
from sigs.presenting.glance import glance_of
from sigs.queries.groups import all_groups, answered_for, current_members, former_members, group_visible
from sigs.queries.history import group_history as history_of
from sigs.queries.joining import answers_waiting, own_requests
from sigs.queries.structure import group_in_directory, seats_of, structures


@authorise(SchoolsPermission.VIEW_REGISTER)
def groups(request: HttpRequest) -> HttpResponse:
    form = GroupFilter(request.GET)
    mine, sections = directory(request.user, form.apply(all_groups()))
    answers = bool(held(request.user, Permission.ANSWER_FOR_SCHOOL))
    context = {
        "form": form,
        "chosen": form.chosen(),
        "mine": mine,
        "sections": sections,
        "count": sum(len(section.rows) for section in sections),
        "may_manage": bool(held(request.user, Permission.MANAGE_GROUPS)),
        "may_compose": bool(held(request.user, Permission.COMPOSE)),
        "may_propose": answers,
        "proposals": answers_waiting(request.user) if answers else [],
        "asked": own_requests(request.user) if answers else [],
    }
    return render(request, "sigs/groups.html", context)


@authorise(SchoolsPermission.VIEW_REGISTER)
def groups_structure(request: HttpRequest) -> HttpResponse:
    return render(request, "sigs/structure.html", {"knots": structures(), "top": None})


@authorise(SchoolsPermission.VIEW_REGISTER, find=group_in_directory)
def group_structure(request: HttpRequest, group: Group) -> HttpResponse:
    return render(request, "sigs/structure.html", {"knots": structures(group), "top": group})


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group(request: HttpRequest, group: Group) -> HttpResponse:
    context = {
        "group": group,
        "cards": glance_of(group, request.user),
        "may_manage": request.user.has_perm(Permission.MANAGE_GROUPS, group),
        "leads": request.user.has_perm(Permission.LEAD_GROUP, group),
    }
    return render(request, "sigs/group.html", context)


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_members(request: HttpRequest, group: Group) -> HttpResponse:
    user: Any = request.user
    members = list(current_members(group))
    own = {school.pk for school in answered_for(user)}
    seats = seats_of([group]).get(group.pk, [])
    asked = JoinRequest.objects.filter(group=group, state=JoinState.ASKED).select_related("school", "topic")
    context = {
        "group": group,
        "members": members,
        "former": former_members(group),
        "posts": [seat for seat in seats if not seat.kind.is_voice],
        "voices": [seat for seat in seats if seat.kind.is_voice],
        "asked": asked.order_by("asked_at") if user.has_perm(Permission.LEAD_GROUP, group) else [],
        "may_manage": user.has_perm(Permission.MANAGE_GROUPS, group),
        "may_leave": any(member.school_id in own for member in members),
        "is_closed": group.state == GroupState.CLOSED,
    }
    return render(request, "sigs/group_members.html", context)


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_history(request: HttpRequest, group: Group) -> HttpResponse:
    return render(request, "sigs/group_history.html", {"group": group, "entries": history_of(group)})
