"""The schools of a group side by side: what each shares, for those whose own school shares too."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.authorise import authorise
from core.spreadsheets import csv_file, xlsx_file
from sigs.enums import Permission
from sigs.models import Group
from sigs.presenting.compare import comparing
from sigs.presenting.comparefile import compare_file
from sigs.presenting.sharing import sharing_head
from sigs.queries.groups import group_visible
from sigs.queries.sharing import sharing_in

FORMS = {"csv": csv_file, "xlsx": xlsx_file}


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_compare(request: HttpRequest, group: Group) -> HttpResponse:
    sharing = sharing_in(group, request.user)
    page = comparing(sharing)
    context = {"group": group, "page": page, "sharing": sharing, "head": sharing_head(sharing)}
    return render(request, "sigs/sharing/group_compare.html", context)


class CompareFile:
    scope_path = "group__scope"

    def __init__(self, group: Group, form: str) -> None:
        self.group = group
        self.form = form


def find_file(user: Any, slug: str, form: str) -> CompareFile | None:
    group = group_visible(user, slug) if form in FORMS else None
    return CompareFile(group, form) if group else None


@authorise(Permission.VIEW_GROUP, find=find_file)
def group_compare_export(request: HttpRequest, file: CompareFile) -> HttpResponse:
    """What the page shows this person now; the heading alone for somebody who sees nothing."""
    header, rows = compare_file(comparing(sharing_in(file.group, request.user)))
    return FORMS[file.form](f"{file.group.slug}-schools", header, rows)
