"""The directory of groups, and what a group's own people see of it first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from schools.enums import Permission as SchoolsPermission
from sigs.enums import Permission
from sigs.models import Group
from sigs.presenting.glance import glance_of
from sigs.queries.groups import all_groups, current_members, group_visible


@authorise(SchoolsPermission.VIEW_REGISTER)
def groups(request: HttpRequest) -> HttpResponse:
    return render(request, "sigs/groups.html", {"groups": all_groups()})


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group(request: HttpRequest, group: Group) -> HttpResponse:
    return render(request, "sigs/group.html", {"group": group, "cards": glance_of(group, request.user)})


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_members(request: HttpRequest, group: Group) -> HttpResponse:
    return render(request, "sigs/group_members.html", {"group": group, "members": current_members(group)})
