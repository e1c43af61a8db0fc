from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from core import urls as core_urls
from csc_portal.apidocs import api_docs, api_docs_entry

urlpatterns = [
    path("", include("core.urls")),
    path("api/v1/docs/", api_docs_entry, name="api_docs_entry"),
    path("api/v1/", include("csc_portal.api")),
    *i18n_patterns(
        *core_urls.in_language,
        path("", include("csc_portal.dashboard.urls")),
        path("", include("csc_portal.people.urls")),
        path("", include("schools.urls")),
        path("", include("sigs.urls")),
        path("", include("brokerage.urls")),
        path("api/v1/docs/", api_docs, name="api_docs"),
        path("account/", include("allauth.account.urls")),
        path("account/two-step/", include("allauth.mfa.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.permission_denied"
handler404 = "core.views.errors.page_not_found"
handler429 = "core.views.errors.too_many"
handler500 = "core.views.errors.server_error"
