"""The portal's addresses, and one page with a frame and nothing in it: the unit for all pages."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from core.authorise import signed_in
from csc_portal import urls as portal


@signed_in
def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


handler400, handler403, handler404, handler500 = (
    portal.handler400,
    portal.handler403,
    portal.handler404,
    portal.handler500,
)
urlpatterns = [*i18n_patterns(path("empty/", empty)), *portal.urlpatterns]
