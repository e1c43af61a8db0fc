from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from core.urls import in_language

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.permission_denied"
handler404 = "core.views.errors.page_not_found"
handler500 = "core.views.errors.server_error"

urlpatterns = [
    path("", include("core.urls")),
    *i18n_patterns(
        path("", include(in_language)),
        path("", include("csc_portal.dashboard.urls")),
        path("", include("schools.urls")),
        path("account/", include("allauth.urls")),
        prefix_default_language=True,
    ),
]
