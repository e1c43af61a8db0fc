from django.urls import path

from schools.views import comparing, runs

urlpatterns = [
    path("comparing/", comparing.comparing_settings, name="comparing_settings"),
    path("comparing/groups/<slug:phase>/new/", comparing.comparing_bands_new, name="comparing_bands_new"),
    path("comparing/groups/<slug:phase>/<int:year>/", comparing.comparing_bands, name="comparing_bands"),
    path(
        "comparing/weights/<slug:phase>/new/", comparing.comparing_weights_new, name="comparing_weights_new"
    ),
    path("comparing/weights/<slug:phase>/<int:year>/", comparing.comparing_weights, name="comparing_weights"),
    path(
        "comparing/groups/<slug:phase>/<int:year>/remove/",
        comparing.comparing_bands_remove,
        name="comparing_bands_remove",
    ),
    path(
        "comparing/weights/<slug:phase>/<int:year>/remove/",
        comparing.comparing_weights_remove,
        name="comparing_weights_remove",
    ),
    path("runs/", runs.runs, name="runs"),
    path("runs/start/", runs.run_start, name="run_start"),
    path("runs/<int:run>/", runs.run, name="run"),
]
