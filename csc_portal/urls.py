from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    *i18n_patterns(
        path("", include("csc_portal.dashboard.urls")),
        path("", include("schools.urls")),
        path("account/", include("allauth.urls")),
        prefix_default_language=True,
    ),
]
