from django.urls import path

from schools.views import runs

urlpatterns = [
    path("runs/", runs.runs, name="runs"),
    path("runs/start/", runs.run_start, name="run_start"),
    path("runs/<int:run>/", runs.run, name="run"),
]
