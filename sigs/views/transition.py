"""A cluster's transition and curriculum plan."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.views.asking import ask, press
from sigs.enums import Permission
from sigs.forms.pilots import ThemeForm
from sigs.models import Group, TransitionTheme
from sigs.queries.groups import group_visible
from sigs.queries.pilots import is_cluster, theme_visible, themes_of
from sigs.services.transition import end_theme, save_theme

COLUMNS = ("theme_cy", "theme_en", "again_cy", "again_en", "who_cy", "who_en", "by_when", "version")


def cluster_visible(user: Any, slug: str) -> Group | None:
    """No other tier has such a plan."""
    group = group_visible(user, slug)
    return group if group and is_cluster(group) else None


def theme_found(user: Any, public_id: UUID) -> TransitionTheme | None:
    return theme_visible(user, public_id)


def page_of(group: Group) -> str:
    return reverse("group_transition", args=[group.slug])


@authorise(Permission.VIEW_GROUP, find=cluster_visible)
def group_transition(request: HttpRequest, group: Group) -> HttpResponse:
    context = {
        "group": group,
        "themes": list(themes_of(group)),
        "leads": person_of(request).has_perm(Permission.LEAD_GROUP, group),
    }
    return render(request, "sigs/pilots/group_transition.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=cluster_visible)
def theme_new(request: HttpRequest, group: Group) -> HttpResponse:
    return edited(request, group, None)


@require_http_methods(["GET", "POST"])
@authorise(Permission.LEAD_GROUP, find=theme_found)
def theme_edit(request: HttpRequest, theme: TransitionTheme) -> HttpResponse:
    return edited(request, theme.group, theme)


def edited(request: HttpRequest, group: Group, theme: TransitionTheme | None) -> HttpResponse:
    first = {name: getattr(theme, name) for name in COLUMNS} if theme else {}
    form = ThemeForm(request.POST or None, initial=first)

    def act() -> None:
        save_theme(group=group, theme=theme, by=person_of(request), **form.cleaned_data)

    return ask(
        request,
        form,
        act,
        said=_("The theme is saved."),
        back=page_of(group),
        heading=theme.theme if theme else _("Add a theme"),
        lead=group.name,
        save=_("Save the theme"),
    )


@require_POST
@authorise(Permission.LEAD_GROUP, find=theme_found)
def theme_done(request: HttpRequest, theme: TransitionTheme) -> HttpResponse:
    return press(
        request,
        lambda: end_theme(theme=theme, done=True, by=person_of(request)),
        said=_("The theme is marked as done."),
        back=page_of(theme.group),
    )


@require_POST
@authorise(Permission.LEAD_GROUP, find=theme_found)
def theme_drop(request: HttpRequest, theme: TransitionTheme) -> HttpResponse:
    return press(
        request,
        lambda: end_theme(theme=theme, done=False, by=person_of(request)),
        said=_("The theme is dropped. It stays on record."),
        back=page_of(theme.group),
    )
