from django.urls import path

from brokerage.views import moving, pauses

urlpatterns = [
    path("brokerage/stalled/", moving.stalled, name="stalled"),
    path("brokerage/stalled/rules/", moving.stall_rules, name="stall_rules"),
    path("brokerage/stalled/rules/<slug:kind>/", moving.stall_rule, name="stall_rule"),
    path("brokerage/stalled/<uuid:public_id>/nudge/", moving.stall_nudge, name="stall_nudge"),
    path("schools/<str:number>/pause/", pauses.school_pause, name="school_pause"),
    path("schools/<str:number>/pause/lift/", pauses.pause_lift, name="pause_lift"),
]
