from django.urls import path

from sigs.views import pilots, transition

PILOT = "pilots/<uuid:public_id>/"
TRANSITION = "groups/<slug:slug>/transition/"
THEME = "themes/<uuid:public_id>/"

urlpatterns = [
    path("pilots/", pilots.pilots, name="pilots"),
    path("groups/<slug:slug>/pilot/", pilots.pilot_new, name="pilot_new"),
    path(PILOT, pilots.pilot, name="pilot"),
    path(f"{PILOT}evaluate/", pilots.pilot_evaluate, name="pilot_evaluate"),
    path(f"{PILOT}decide/", pilots.pilot_decide, name="pilot_decide"),
    path(TRANSITION, transition.group_transition, name="group_transition"),
    path(f"{TRANSITION}new/", transition.theme_new, name="theme_new"),
    path(THEME, transition.theme_edit, name="theme_edit"),
    path(f"{THEME}done/", transition.theme_done, name="theme_done"),
    path(f"{THEME}drop/", transition.theme_drop, name="theme_drop"),
]
